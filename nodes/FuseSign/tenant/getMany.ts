import { pageFields } from '../../shared/fields/pageFields';
import type { Operation } from '../../shared/node/operation';
import { API_TOKEN_TYPE, CONNECTED_TYPE } from '../access';
import { listTenants } from '../tenants';

/**
 * `GET /api/Tenant/List`: `{id, name}` of each tenant, whose ID other endpoints take as `tenantId` (API document).
 * There are no pages: all are read, and the limit is applied afterwards.
 */
export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many tenants',
	description:
		'List the tenants that the user belongs to, with the IDs that other endpoints take as tenantId',
	endpoint: 'tenants',
	credentials: [CONNECTED_TYPE, API_TOKEN_TYPE],
	fields: pageFields,
	async run(context) {
		const limit = context.limit();
		return (await listTenants(context)).slice(0, limit);
	},
};
