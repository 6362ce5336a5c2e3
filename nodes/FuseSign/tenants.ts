import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';

/** The documentation has shown the fields of a tenant as `id` and `name`, and as `Id` and `Name`. */
export const isTenantList = (body: unknown): body is IDataObject[] =>
	Array.isArray(body) && body.every((tenant) => isRecord(tenant) && (tenant.id ?? tenant.Id) !== undefined);
