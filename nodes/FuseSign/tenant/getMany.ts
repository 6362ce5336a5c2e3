import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/node/operation';
import { API_TOKEN, API_TOKEN_TYPE, CONNECTED_TYPE } from '../access';
import { apiToken, oAuth2 } from '../signIns';
import { isTenantList } from '../tenants';
import { pageFields } from '../../shared/fields/pageFields';

export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many tenants',
	description:
		'List the tenants that the user belongs to, with the IDs that other endpoints take as tenantId',
	endpoint: 'tenants',
	credentials: [CONNECTED_TYPE, API_TOKEN_TYPE],
	fields: pageFields,
	async run(context) {
		const signIn = context.text('authentication') === API_TOKEN ? apiToken : oAuth2;
		const inputs = signIn.serverOf(await context.credentials(signIn.type));
		const tenants = await context.request('tenants', inputs, context.signed(signIn), isTenantList);
		return tenants.slice(0, context.limit()).map(inCamelCase);
	},
};

/** The documentation has shown the fields as `id` and `name`, and as `Id` and `Name`. */
const inCamelCase = (tenant: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(tenant).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
	);
