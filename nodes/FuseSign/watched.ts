import type { WatchedService } from '../shared/watching/watched';
import { API_TOKEN, API_TOKEN_TYPE, CONNECTED, CONNECTED_TYPE } from './access';
import { apiToken, oAuth2 } from './signIns';
import { listTenants } from './tenants';

/**
 * `GET /api/Tenant/List` is the list, the check of the connection and, as FuseSign does not tell whose a credential is,
 * what another person's is known by.
 */
export const watched: WatchedService = {
	signIns: [
		{
			choice: { name: 'OAuth2', value: CONNECTED },
			signIn: oAuth2,
			accountFields: ['clientId'],
			whose: 'byEntries',
			check: listTenants,
		},
		{
			choice: { name: 'API Token', value: API_TOKEN },
			signIn: apiToken,
			accountFields: [],
			whose: 'byEntries',
			check: listTenants,
		},
	],
	lists: [
		{
			name: 'tenants',
			credentials: [CONNECTED_TYPE, API_TOKEN_TYPE],
			read: async (context) =>
				(await listTenants(context)).map((tenant) => ({ id: String(tenant.id), json: tenant })),
			events: {
				added: { name: 'Tenant Added', description: 'When the user has become a member of a tenant' },
				removed: {
					name: 'Tenant Removed',
					description: 'When the user is not a member of a tenant any more',
				},
			},
			example: { id: '9f4c2b1e-7d3a-4c55-8f10-2a6b9c0d1e2f', name: 'Example Practice' },
		},
	],
};
