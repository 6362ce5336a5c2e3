import { withoutSecretsIn } from '../shared/operations/masking';
import type { WatchedService } from '../shared/watching/watched';
import { API_KEY, callerOf, MANAGED_USER, OAUTH2, PLATFORM, PLATFORM_TYPE } from './access';
import { isOne, picked } from './answers';
import { listUsers, USER_FIELDS } from './managedUsers';
import { CLIENT_FIELDS, clientCredentials, listClients } from './oauthClients';
import { apiKey, managedUser, oAuth2, platformKey } from './signIns';
import { getCurrent } from './user/getCurrent';

const check: WatchedService['signIns'][number]['check'] = async (context) => await getCurrent.run(context);

/**
 * Managed users and platform clients, compared whole, secrets included, and told without. A connection is checked by
 * `GET /v2/me`, that of a platform client by a page of one managed user.
 */
export const watched: WatchedService = {
	signIns: [
		{
			choice: { name: 'OAuth2', value: OAUTH2 },
			signIn: oAuth2,
			accountFields: ['clientId'],
			check,
		},
		{
			choice: { name: 'API Key', value: API_KEY },
			signIn: apiKey,
			accountFields: [],
			async whose(context) {
				const { send, ...inputs } = await callerOf(context);
				return (await context.request('probe', inputs, send, isOne)).data.id;
			},
			check,
		},
		{
			choice: { name: 'Managed User of a Platform Client', value: MANAGED_USER },
			signIn: managedUser,
			accountFields: ['clientId', 'userId'],
			check,
		},
		{
			choice: { name: 'Platform Client', value: PLATFORM },
			signIn: platformKey,
			accountFields: ['clientId'],
			check: async (context) => await listUsers(context, 1),
		},
	],
	lists: [
		{
			name: 'managedUsers',
			credentials: [PLATFORM_TYPE],
			read: async (context) =>
				(await listUsers(context, Infinity)).map((user) => ({
					id: Number(user.id),
					compared: user,
					json: picked(user, USER_FIELDS),
				})),
			events: {
				added: { name: 'Platform User Added', description: 'When a platform client has a new managed user' },
				changed: {
					name: 'Platform User Changed',
					description: 'When something about a managed user has changed',
				},
				removed: { name: 'Platform User Removed', description: 'When a managed user is not there any more' },
			},
			example: {
				id: 42,
				email: 'ada+clsx38nbl0001vkhlwin9fmt0@example.com',
				username: 'ada',
				name: 'Ada',
				timeZone: 'Europe/London',
				locale: 'en',
				createdDate: '2026-11-26T16:15:28.123Z',
			},
		},
		{
			name: 'oAuthClients',
			credentials: clientCredentials,
			read: async (context) =>
				(await listClients(context)).map((client) => ({
					id: String(client.id),
					compared: client,
					json: withoutSecretsIn(picked(client, CLIENT_FIELDS), ['secret']),
				})),
			events: {
				added: {
					name: 'Platform Client Added',
					description: 'When the organization has a new platform client',
				},
				changed: {
					name: 'Platform Client Changed',
					description: 'When a setting or the secret of a platform client has changed',
				},
				removed: {
					name: 'Platform Client Removed',
					description: 'When a platform client of the organization is not there any more',
				},
			},
			example: {
				id: 'clsx38nbl0001vkhlwin9fmt0',
				name: 'Example Platform',
				secret: '…c3d4',
				redirectUris: ['https://app.example.com/callback'],
				permissions: ['PROFILE_READ'],
				areEmailsEnabled: false,
				organizationId: 7,
				createdAt: '2026-11-26T16:15:28.123Z',
			},
		},
	],
};
