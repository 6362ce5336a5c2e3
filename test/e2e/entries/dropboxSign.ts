import { type Entry, inCamelCase, spendsCodes } from '../entry';

const CLIENT = 'demo-client-current';
const emailOf = (name: string) => `${name}@example.com`;
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
const spends = spendsCodes('token');
const createApp = {
	resource: 'apiApp',
	operation: 'create',
	name: '={{ $json.name }}',
	domains: 'app.example.com',
};

/**
 * A connected account and an API key. Refresh tokens rotate with detection of reuse, the strictest of what Dropbox
 * Sign leaves open; no `state` is asked for at the exchange, since n8n sends none.
 */
export const entries: Entry[] = [
	{
		...shared,
		type: 'dropboxSignSessionsOAuth2Api',
		kind: 'oAuth2',
		createAccount: async ({ send, settings }, { dropboxSign }, name) => {
			const email = emailOf(name);
			await send('PUT', `/accounts/${email}`, { isPaid: true });
			return {
				data: {
					baseUrl: `${dropboxSign}/v3`,
					oauthUrl: dropboxSign,
					clientId: CLIENT,
					clientSecret: 'demo-secret-current',
				},
				signInToBrowser: async () => await settings({ browserAccount: email }),
				expire: async () => await send('POST', '/tokens/expire', { email }),
				revoke: async () => await send('POST', '/tokens/revoke', { email }),
				openSession: async (other) => {
					await send('PUT', `/accounts/${emailOf(other)}`, {});
					return inCamelCase(await send('POST', '/tokens', { clientId: CLIENT, email: emailOf(other) }));
				},
				endSession: async (other) => await send('POST', '/tokens/revoke', { email: emailOf(other) }),
				issueCode: async (other) => {
					await send('PUT', `/accounts/${emailOf(other)}`, {});
					return await send('POST', '/codes', {
						clientId: CLIENT,
						email: emailOf(other),
						state: 'of the row',
					});
				},
			};
		},
		connected: {
			tokens: async ({ send }, name, clientId) =>
				await send('POST', '/tokens', { clientId, email: emailOf(name) }),
			refreshUrl: ({ dropboxSign }) => `${dropboxSign}/oauth/token?refresh`,
		},
		spends: {
			...spends,
			exchangeCode: { ...spends.exchangeCode, returnedState: '={{ $json.state }}' },
			create: createApp,
		},
		node: node('oAuth2'),
	},
	{
		...shared,
		type: 'dropboxSignSessionsApi',
		kind: 'fixed',
		createAccount: async ({ send }, { dropboxSign }, name) => {
			const apiKey = `demo-api-key-${name}`;
			await send('PUT', `/accounts/${emailOf(name)}`, { apiKey, isPaid: true });
			return { data: { baseUrl: `${dropboxSign}/v3`, apiKey } };
		},
		node: node('apiKey'),
		spends: { create: { ...createApp, authentication: 'apiKey' } },
		wrong: { apiKey: 'not-the-key' },
	},
];
