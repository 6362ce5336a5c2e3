import type { Entry } from '../entry';

const tenants = [{ name: 'Demo Tenant' }];
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

export const entries: Entry[] = [
	{
		...shared,
		type: 'fuseSignOAuth2Api',
		kind: 'oAuth2',
		createAccount: async ({ send, settings }, { fuseSign }, name) => {
			const email = `${name}@example.com`;
			await send('PUT', `/users/${email}`, { tenants });
			return {
				data: {
					baseUrl: fuseSign,
					clientId: 'demo-client',
					clientSecret: 'demo-secret',
					scope: 'FUSESIGN',
				},
				signInToBrowser: async () => await settings({ browserUser: email }),
				expire: async () => await send('POST', '/tokens/expire', { email }),
				revoke: async () => await send('POST', '/tokens/revoke', { email }),
			};
		},
		node: node('oAuth2'),
	},
	{
		...shared,
		type: 'fuseSignApi',
		kind: 'fixed',
		createAccount: async ({ send }, { fuseSign }, name) => {
			const apiToken = `demo-api-token-${name}`;
			await send('PUT', `/users/${name}@example.com`, { tenants, apiToken });
			return { data: { baseUrl: fuseSign, apiToken } };
		},
		node: node('apiToken'),
		wrong: { apiToken: 'not-the-token' },
	},
];
