import { type Entry, inCamelCase, spendsCodes } from '../entry';

const tenants = [{ name: 'Demo Tenant' }];
const CLIENT = 'demo-client';
const emailOf = (name: string) => `${name}@example.com`;
const shared = {
	provider: 'fuseSign',
	lifetime: (accessTokenSeconds) => ({ accessTokenSeconds }),
	settings: { rotation: true, reuseDetection: true, oldAccessTokenLives: false },
	http: { url: ({ fuseSign }) => `${fuseSign}/api/Tenant/List`, shows: 'name' },
	serverField: 'baseUrl',
	tokenPath: '/api/Session/*Token',
	apiPath: '/api/Tenant/List',
} satisfies Partial<Entry>;
const node = (authentication: string): Entry['node'] => ({
	type: 'fuseSign',
	parameters: { resource: 'tenant', operation: 'getMany', authentication, returnAll: true },
	shows: 'name',
});

/**
 * A connected account and an API token. Refresh tokens rotate with detection of reuse, the strictest of what FuseSign
 * leaves open.
 */
export const entries: Entry[] = [
	{
		...shared,
		type: 'fuseSignSessionsOAuth2Api',
		kind: 'oAuth2',
		createAccount: async ({ send, settings }, { fuseSign }, name) => {
			const email = emailOf(name);
			await send('PUT', `/users/${email}`, { tenants });
			return {
				data: {
					baseUrl: fuseSign,
					clientId: CLIENT,
					clientSecret: 'demo-secret',
					scope: 'FUSESIGN',
				},
				signInToBrowser: async () => await settings({ browserUser: email }),
				expire: async () => await send('POST', '/tokens/expire', { email }),
				revoke: async () => await send('POST', '/tokens/revoke', { email }),
				openSession: async (other) => {
					await send('PUT', `/users/${emailOf(other)}`, {});
					return inCamelCase(await send('POST', '/tokens', { clientId: CLIENT, email: emailOf(other) }));
				},
				endSession: async (other) => await send('POST', '/tokens/revoke', { email: emailOf(other) }),
				issueCode: async (other) => {
					await send('PUT', `/users/${emailOf(other)}`, {});
					return await send('POST', '/codes', { clientId: CLIENT, email: emailOf(other) });
				},
			};
		},
		connected: {
			tokens: async ({ send }, name, clientId) =>
				await send('POST', '/tokens', { clientId, email: emailOf(name) }),
			refreshUrl: ({ fuseSign }) => `${fuseSign}/api/Session/OAuthRefreshToken`,
		},
		spends: spendsCodes('token'),
		node: node('oAuth2'),
	},
	{
		...shared,
		type: 'fuseSignSessionsApi',
		kind: 'fixed',
		createAccount: async ({ send }, { fuseSign }, name) => {
			const apiToken = `demo-api-token-${name}`;
			await send('PUT', `/users/${emailOf(name)}`, { tenants, apiToken });
			return { data: { baseUrl: fuseSign, apiToken } };
		},
		node: node('apiToken'),
		wrong: { apiToken: 'not-the-token' },
	},
];
