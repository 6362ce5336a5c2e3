import { type Entry, inCamelCase, spendsCodes } from '../entry';

const CLIENT = 'demo-client';

/** The connected account, with rotation and detection of reuse as the stand-in has them. */
export const entries: Entry[] = [
	{
		type: 'acmeCloudSessionsOAuth2Api',
		kind: 'oAuth2',
		provider: 'acmeCloud',
		lifetime: (accessTokenSeconds) => ({ accessTokenSeconds }),
		settings: { rotation: true, reuseDetection: true, oldAccessTokenLives: false },
		createAccount: async ({ send, settings }, { acmeCloud }, username) => {
			await send('PUT', `/users/${username}`, {});
			return {
				data: { baseUrl: acmeCloud, clientId: CLIENT, clientSecret: 'demo-secret', scope: 'read' },
				signInToBrowser: async () => await settings({ browserUser: username }),
				expire: async () => await send('POST', '/tokens/expire', { username }),
				revoke: async () => await send('POST', '/tokens/revoke', { username }),
				openSession: async (name) => {
					await send('PUT', `/users/${name}`, {});
					return inCamelCase(await send('POST', '/tokens', { username: name }));
				},
				endSession: async (name) => await send('POST', '/tokens/revoke', { username: name }),
				issueCode: async (name) => {
					await send('PUT', `/users/${name}`, {});
					return await send('POST', '/codes', { username: name });
				},
			};
		},
		connected: {
			tokens: async ({ send }, username, clientId) => await send('POST', '/tokens', { clientId, username }),
			refreshUrl: ({ acmeCloud }) => `${acmeCloud}/oauth/token`,
		},
		spends: spendsCodes('token', { codeVerifier: '={{ $json.codeVerifier }}' }),
		node: { type: 'acmeCloud', parameters: { resource: 'user', operation: 'getCurrent' }, shows: 'sub' },
		http: { url: ({ acmeCloud }) => `${acmeCloud}/userinfo`, shows: 'sub' },
		serverField: 'baseUrl',
		tokenPath: '/oauth/token',
		apiPath: '/userinfo',
	},
];
