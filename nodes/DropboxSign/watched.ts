import type { ItemContext } from '../shared/node/itemContext';
import type { WatchedService } from '../shared/watching/watched';
import { withoutSecretsIn } from '../shared/operations/masking';
import { API_KEY, API_KEY_TYPE, CONNECTED, CONNECTED_TYPE, sessionOf } from './access';
import { get as getAccount, isAccountAnswer } from './account/get';
import { listApps, SECRETS } from './apps';
import { apiKey, oAuth2 } from './signIns';

async function whose(context: ItemContext): Promise<unknown> {
	const { send, ...inputs } = await sessionOf(context);
	return (await context.request('account', inputs, send, isAccountAnswer)).account.account_id;
}

/**
 * All pages of `GET /api_app/list`, compared with their secrets and told without. Whose the credential is tells
 * `account_id` of `GET /account`, which also shows whether the connection is alive.
 */
export const watched: WatchedService = {
	signIns: [
		{
			choice: { name: 'OAuth2', value: CONNECTED },
			signIn: oAuth2,
			accountFields: ['clientId'],
			whose,
			check: async (context) => await getAccount.run(context),
		},
		{
			choice: { name: 'API Key', value: API_KEY },
			signIn: apiKey,
			accountFields: [],
			whose,
			check: async (context) => await getAccount.run(context),
		},
	],
	lists: [
		{
			name: 'apiApps',
			credentials: [CONNECTED_TYPE, API_KEY_TYPE],
			read: async (context) =>
				(await listApps(context, Infinity)).map((app) => ({
					id: String(app.client_id),
					compared: app,
					json: withoutSecretsIn(app, SECRETS),
				})),
			events: {
				added: { name: 'API App Added', description: 'When there is a new API app' },
				changed: { name: 'API App Changed', description: 'When a setting of an API app has changed' },
				removed: { name: 'API App Removed', description: 'When an API app is not there any more' },
			},
			example: {
				id: '0dd3b823a682527788c4e40cb7b6f7e9',
				client_id: '0dd3b823a682527788c4e40cb7b6f7e9',
				name: 'Example Contracts',
				domains: ['app.example.com'],
				callback_url: 'https://app.example.com/events',
				is_approved: true,
				created_at: 1795713129,
				owner_account: {
					account_id: '5008b25c7f67153e57d5a357b1687968068fb465',
					email_address: 'ada@example.com',
				},
			},
		},
	],
};
