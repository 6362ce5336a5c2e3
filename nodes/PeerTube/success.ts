import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';

/** `{success: true}`, and `redirectUrl` where a sign-in plugin has a page of its own for signing out. */
export const isSuccess = (body: unknown): body is IDataObject => isRecord(body) && body.success === true;
