import { type Entry, inCamelCase, spendsCodes } from '../entry';

const unlimited = Object.fromEntries(
	'authorize token introspect list update instance sudoMethods create reset delete global'
		.split(' ')
		.map((name) => [`${name}Limit`, 1_000_000]),
);
const shared = {
	provider: 'fluxer',
	lifetime: (accessTokenSeconds) => ({ accessTokenSeconds }),
	settings: { ...unlimited, version: 'july2026' },
	serverField: 'apiUrl',
	tokenPath: '/v1/oauth2/token',
} satisfies Partial<Entry>;
const CONNECTOR = '1470000000000000003';
const otpSecret = 'MRSW23ZAOR3W6LLGMFRXI33SEBZWKY3SMV2A';
const resource = (name: string, operation: string, more: object = {}) => ({
	resource: name,
	operation,
	...more,
});

/**
 * A connected account, a user session with a second factor and a bot, at a server of July 2026, which consumes refresh
 * tokens (observed).
 */
export const entries: Entry[] = [
	{
		...shared,
		type: 'fluxerSessionsOAuth2Api',
		kind: 'oAuth2',
		createAccount: async ({ send, settings }, { fluxer }, username) => {
			await send('PUT', `/users/${username}`, {});
			return {
				data: {
					apiUrl: `${fluxer}/v1`,
					webUrl: fluxer,
					clientId: CONNECTOR,
					clientSecret: 'demo-client-secret-connector-not-a-real-one',
					scopes: ['identify'],
				},
				signInToBrowser: async () => await settings({ signedInAs: username }),
				expire: async () => await send('POST', '/tokens/expire', { username }),
				revoke: async () => await send('POST', '/tokens/revoke', { username }),
				openSession: async (name) => {
					await send('PUT', `/users/${name}`, {});
					const grant = { username: name, applicationId: CONNECTOR, scope: 'identify' };
					return inCamelCase(await send('POST', '/tokens', grant));
				},
				endSession: async (name) => await send('POST', '/tokens/revoke', { username: name }),
				issueCode: async (name) => {
					await send('PUT', `/users/${name}`, {});
					return await send('POST', '/codes', {
						username: name,
						applicationId: CONNECTOR,
						scope: 'identify',
					});
				},
			};
		},
		connected: {
			tokens: async ({ send }, username, applicationId) =>
				await send('POST', '/tokens', { username, applicationId, scope: 'identify' }),
			refreshUrl: ({ fluxer }) => `${fluxer}/v1/oauth2/token`,
		},
		spends: spendsCodes('token'),
		node: { type: 'fluxer', parameters: resource('user', 'getCurrent'), shows: 'application' },
		http: { url: ({ fluxer }) => `${fluxer}/v1/oauth2/@me`, shows: 'application' },
		apiPath: '/v1/oauth2/@me',
	},
	{
		...shared,
		type: 'fluxerSessionsUserApi',
		kind: 'fixed',
		createAccount: async ({ send }, { fluxer }, username) => {
			type User = { sessionToken: string };
			const { sessionToken } = await send<User>('PUT', `/users/${username}`, { otpSecret });
			const application = { owner: username, name: 'Demo of the row' };
			const { id } = await send<{ id: string }>('POST', '/applications', application);
			return {
				data: { sessionToken, twoFactorSecret: otpSecret, apiUrl: `${fluxer}/v1` },
				sudo: resource('application', 'resetClientSecret', {
					applicationId: { __rl: true, mode: 'id', value: id },
				}),
			};
		},
		node: {
			type: 'fluxer',
			parameters: resource('application', 'getMany', { returnAll: true }),
			shows: 'id',
		},
		spends: { create: resource('application', 'create', { name: '={{ $json.name }}' }) },
		http: { url: ({ fluxer }) => `${fluxer}/v1/oauth2/applications/@me`, shows: 'id' },
		apiPath: '/v1/oauth2/applications/@me',
		wrong: { sessionToken: 'flx_NotATokenThatFluxerKnowsOfAtAllAaaaaa' },
	},
	{
		...shared,
		type: 'fluxerSessionsBotApi',
		kind: 'fixed',
		createAccount: async ({ send }, { fluxer }, username) => {
			await send('PUT', `/users/${username}`, {});
			const application = { owner: username, name: 'Demo of the row' };
			const { botToken } = await send<{ botToken: string }>('POST', '/applications', application);
			return { data: { botToken, apiUrl: `${fluxer}/v1` } };
		},
		node: { type: 'fluxer', parameters: resource('bot', 'getApplication'), shows: 'id' },
		http: { url: ({ fluxer }) => `${fluxer}/v1/applications/@me`, shows: 'id' },
		apiPath: '/v1/applications/@me',
		wrong: { botToken: '1470000000000000003.not-the-token' },
	},
];
