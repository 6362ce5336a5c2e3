import type { Entry } from '../entry';

const shared = {
	provider: 'dropboxSign',
	lifetime: (accessTokenSeconds) => ({ accessTokenSeconds }),
	settings: {
		rateLimit: 1_000_000,
		requireState: false,
		refreshToken: 'rotated',
		reuseDetection: true,
		oldAccessTokenLives: false,
	},
	http: { url: ({ dropboxSign }) => `${dropboxSign}/v3/account`, shows: 'account' },
	serverField: 'baseUrl',
	tokenPath: '/oauth/token',
	apiPath: '/v3/account',
} satisfies Partial<Entry>;
const node = (authentication: string): Entry['node'] => ({
	type: 'dropboxSign',
	parameters: { resource: 'account', operation: 'get', authentication },
	shows: 'email_address',
});

export const entries: Entry[] = [
	{
		...shared,
		type: 'dropboxSignOAuth2Api',
		kind: 'oAuth2',
		createAccount: async ({ send, settings }, { dropboxSign }, name) => {
			const email = `${name}@example.com`;
			await send('PUT', `/accounts/${email}`, { isPaid: true });
			return {
				data: {
					baseUrl: `${dropboxSign}/v3`,
					oauthUrl: dropboxSign,
					clientId: 'demo-client-current',
					clientSecret: 'demo-secret-current',
				},
				signInToBrowser: async () => await settings({ browserAccount: email }),
				expire: async () => await send('POST', '/tokens/expire', { email }),
				revoke: async () => await send('POST', '/tokens/revoke', { email }),
			};
		},
		node: node('oAuth2'),
	},
	{
		...shared,
		type: 'dropboxSignApi',
		kind: 'fixed',
		createAccount: async ({ send }, { dropboxSign }, name) => {
			const apiKey = `demo-api-key-${name}`;
			await send('PUT', `/accounts/${name}@example.com`, { apiKey, isPaid: true });
			return { data: { baseUrl: `${dropboxSign}/v3`, apiKey } };
		},
		node: node('apiKey'),
		wrong: { apiKey: 'not-the-key' },
	},
];
