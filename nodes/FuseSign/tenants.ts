import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../oauth/json';
import type { ItemContext } from '../shared/node/itemContext';
import { API_TOKEN } from './access';
import { apiToken, oAuth2 } from './signIns';

/**
 * `GET /api/Tenant/List` as the account that the item has chosen; names of fields begin with a small letter, however
 * FuseSign writes them.
 */
export async function listTenants(context: ItemContext): Promise<IDataObject[]> {
	const signIn = context.text('authentication') === API_TOKEN ? apiToken : oAuth2;
	const inputs = signIn.serverOf(await context.credentials(signIn.type));
	const tenants = await context.request('tenants', inputs, context.signed(signIn), isTenantList);
	return tenants.map(inCamelCase);
}

/** An `id` or `Id` each, as FuseSign's documents show both. Also what shows that a stored access token is taken. */
export const isTenantList = (body: unknown): body is IDataObject[] =>
	Array.isArray(body) && body.every((tenant) => isRecord(tenant) && (tenant.id ?? tenant.Id) !== undefined);

/** The documentation has shown the fields as `id` and `name`, and as `Id` and `Name`. */
const inCamelCase = (tenant: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(tenant).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
	);
