import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import { askByReading, type Asker } from '../shared/operations/check';
import { isUser } from './user/getCurrent';

export type TokenType = 'access_token' | 'refresh_token';

/** RFC 7662 §2.2: `{active}`, and of an active token its `scope`, `client_id`, `sub`, `exp`, … */
export const isIntrospection = (body: unknown): body is IDataObject =>
	isRecord(body) && typeof body.active === 'boolean';

export const introspected = async ({ context, client, send }: Asker, token: string, hint: TokenType) =>
	await context.request('introspect', { ...client, token, tokenTypeHint: hint }, send, isIntrospection);

/** By an endpoint that takes the access tokens of every client. */
export const askWhoseItIs = askByReading('probe', isUser);
