import axios from 'axios';
import { type Account, type Entry, spendsCodes, type StoredSession } from '../entry';
import type { Control } from '../control';
import type { Sandbox } from '../../../sandbox';

const many = 1_000_000;
const ONE_COPY =
	'Cal.com ends the older tokens of a user at each refresh, so one credential only may hold them';
const NO_LOCK =
	'n8n locks nothing for this kind of credential, and Cal.com ends the older tokens at each refresh: of two workers that refresh at once one loses';
const me = {
	provider: 'calCom',
	settings: {
		apiKeyLimits: [{ name: 'default', limit: many }],
		accessTokenLimit: many,
		clientLimit: many,
		addressLimit: many,
		rotatesRefreshTokens: true,
		detectsReuse: true,
	},
	lifetime: (seconds) => ({ platformAccessSeconds: seconds, accessTokenSeconds: seconds }),
	http: { url: ({ calCom }) => `${calCom}/v2/me`, shows: 'data' },
	apiPath: '/v2/me',
	serverField: 'baseUrl',
} satisfies Partial<Entry>;
const node = (authentication: string): Entry['node'] => ({
	type: 'calCom',
	parameters: { resource: 'user', operation: 'getCurrent', authentication },
	shows: 'username',
});

async function createManagedUser(
	{ calCom }: Sandbox,
	name: string,
	clientId: string,
	clientSecret: string,
): Promise<number> {
	const answer = await axios.post<{ data: { user: { id: number } } }>(
		`${calCom}/v2/oauth-clients/${clientId}/users`,
		{ email: `${name}@example.com`, name },
		{ proxy: false, headers: { 'x-cal-secret-key': clientSecret } },
	);
	return answer.data.data.user.id;
}

const connected: Entry['connected'] = {
	tokens: async ({ send }, username, clientId) => {
		const grant = { flow: 'oauth2', clientId, username, scopes: ['PROFILE_READ'] };
		const { accessToken, refreshToken } = await send<StoredSession>('POST', '/tokens', grant);
		return {
			access_token: accessToken,
			refresh_token: refreshToken,
			token_type: 'Bearer',
			expires_in: 1800,
		};
	},
	refreshUrl: ({ calCom }) => `${calCom}/v2/auth/oauth2/token`,
};

/** What is given out to others for a client. */
const forOthers = ({ send }: Control, flow: 'oauth2' | 'platform', clientId: string): Partial<Account> => {
	const person = async (username: string) => {
		await send('PUT', `/users/${username}`, {});
		return { flow, clientId, username, scopes: ['PROFILE_READ'] };
	};
	const redirectUri = flow === 'oauth2' ? 'https://app.example.com/callback' : undefined;
	return {
		openSession: async (name) => await send('POST', '/tokens', await person(name)),
		endSession: async (username) => await send('POST', '/tokens/revoke', { flow, username }),
		issueCode: async (name) => ({
			...(await send<{ code: string }>('POST', '/codes', { ...(await person(name)), redirectUri })),
			redirectUri,
		}),
	};
};

async function oAuth2Account(
	control: Control,
	{ calCom }: Sandbox,
	username: string,
	client: { clientId: string } & Record<string, unknown>,
): Promise<Account> {
	const { send, settings } = control;
	await send('PUT', `/users/${username}`, {});
	const choose = { flow: 'oauth2', username };
	return {
		data: { baseUrl: calCom, appUrl: calCom, scopes: ['PROFILE_READ'], ...client },
		signInToBrowser: async () => await settings({ browserUser: username }),
		expire: async () => await send('POST', '/tokens/expire', choose),
		revoke: async () => await send('POST', '/tokens/revoke', choose),
		...forOthers(control, 'oauth2', client.clientId),
	};
}

/**
 * A confidential and a public OAuth2 client, a managed user, an API key and a platform client. Refresh tokens rotate,
 * and the stand-in ends a session whose spent one comes again, which Cal.com does not do (API v2 source).
 */
export const entries: Entry[] = [
	{
		...me,
		type: 'calComSessionsOAuth2Api',
		variant: 'confidential',
		kind: 'oAuth2',
		createAccount: async (control, sandbox, name) =>
			await oAuth2Account(control, sandbox, name, {
				grantType: 'authorizationCode',
				clientId: 'demo-confidential-client',
				clientSecret: 'demo-confidential-secret',
			}),
		connected,
		node: node('oAuth2'),
		spends: spendsCodes('oAuth2Token'),
		tokenPath: '/v2/auth/oauth2/token',
		impossible: [{ row: /^two credentials/, why: ONE_COPY }],
	},
	{
		...me,
		type: 'calComSessionsOAuth2Api',
		variant: 'public',
		// It differs in how the client shows who it is, which is part of every token call and of nothing else.
		rows: /^(first use|after|reconnected|n8n restarted|100 items|eight executions)/,
		kind: 'oAuth2',
		createAccount: async (control, sandbox, name) =>
			await oAuth2Account(control, sandbox, name, { grantType: 'pkce', clientId: 'demo-public-client' }),
		connected,
		node: node('oAuth2'),
		tokenPath: '/v2/auth/oauth2/token',
		impossible: [{ row: /^two credentials/, why: ONE_COPY }],
	},
	{
		...me,
		type: 'calComSessionsPlatformUserApi',
		kind: 'session',
		createAccount: async ({ send }, sandbox, name) => {
			const { calCom } = sandbox;
			const clientId = `client-of-${name}`;
			const clientSecret = 'demo-secret-of-the-row';
			const putClient = async (secret: string) =>
				await send('PUT', `/platform-clients/${clientId}`, { secret, permissions: ['PROFILE_READ'] });
			await putClient(clientSecret);
			const userId = await createManagedUser(sandbox, name, clientId, clientSecret);
			const choose = { flow: 'platform', clientId, userId };
			return {
				data: { baseUrl: calCom, clientId, clientSecret, userId: String(userId) },
				expire: async () => await send('POST', '/tokens/expire', { ...choose, kind: 'access' }),
				revoke: async () => await send('POST', '/tokens/revoke', choose),
				revokeRefreshTokens: async () => await send('POST', '/tokens/revoke', { ...choose, kind: 'refresh' }),
				changeSecret: async () => {
					await putClient(`${clientSecret}-new`);
					return { clientSecret: `${clientSecret}-new` };
				},
				moveServer: async () => ({ baseUrl: calCom.replace('127.0.0.1', 'localhost') }),
			};
		},
		node: node('managedUser'),
		tokenPath: '/v2/oauth*refresh',
		wrong: { clientSecret: 'not-the-secret' },
		impossible: [
			{ row: /^two credentials/, why: ONE_COPY },
			{ row: /on two workers/, place: 'http', why: NO_LOCK },
		],
	},
	{
		...me,
		type: 'calComSessionsApi',
		kind: 'fixed',
		createAccount: async ({ send }, { calCom }, username) => {
			const { apiKey } = await send<{ apiKey: string }>('PUT', `/users/${username}`, {});
			return { data: { baseUrl: calCom, apiKey } };
		},
		node: node('apiKey'),
		tokenPath: '/v2/auth/oauth2/token',
		wrong: { apiKey: 'cal_not_the_key' },
	},
	{
		...me,
		type: 'calComSessionsPlatformApi',
		kind: 'fixed',
		createAccount: async (control, sandbox, name) => {
			const clientId = `client-of-${name}`;
			const clientSecret = 'demo-secret-of-the-row';
			await control.send('PUT', `/platform-clients/${clientId}`, { secret: clientSecret });
			await createManagedUser(sandbox, name, clientId, clientSecret);
			return {
				data: { baseUrl: sandbox.calCom, clientId, clientSecret },
				...forOthers(control, 'platform', clientId),
			};
		},
		spends: {
			...spendsCodes('platformToken'),
			create: {
				resource: 'oAuthClient',
				operation: 'create',
				authentication: 'platform',
				name: '={{ $json.name }}',
				redirectUris: 'https://app.example.com/callback',
				permissions: ['PROFILE_READ'],
			},
		},
		node: {
			type: 'calCom',
			parameters: { resource: 'managedUser', operation: 'getMany', returnAll: true },
			shows: 'email',
		},
		apiPath: '/v2/oauth-clients/*/users',
		tokenPath: '/v2/oauth/*',
		wrong: { clientSecret: 'not-the-secret' },
		impossible: [
			{
				row: /^three people/,
				place: 'http',
				why: 'Cal.com answers all clients of an organization as its owner',
			},
		],
	},
];
