import {
	APPLICATION,
	BOT_TOKEN,
	CALLBACK,
	CHANNEL,
	GROUP,
	GUILD,
	picked,
	refusal,
	startTestBed,
	step,
	type Refusal,
} from '../support/fluxer';

const stage = startTestBed();

interface Case {
	readonly operation: string;
	/** What goes wrong, beside the error's code. */
	readonly because: string;
	readonly parameters?: object | (() => Promise<object>);
	readonly credential?: string;
	readonly before?: () => Promise<unknown>;
	readonly expected: Partial<Record<keyof Refusal, unknown>>;
}

const own = { applicationId: picked(APPLICATION) };
const others = async () => ({
	applicationId: picked(
		(await stage.post<{ id: string }>('/applications', { owner: 'bruno', name: 'Of Bruno' })).id,
	),
});
const consent = { askedBy: 'fields', ...own, redirectUri: CALLBACK, scope: ['identify'] };
const session = {
	'application:create': { parameters: { name: 'x' }, limit: 'createLimit' },
	'application:delete': { parameters: own, limit: 'deleteLimit' },
	'application:get': { parameters: own, limit: 'listLimit' },
	'application:getMany': { parameters: {}, limit: 'listLimit' },
	'application:resetClientSecret': { parameters: own, limit: 'resetLimit' },
	'application:update': { parameters: { ...own, updateFields: { name: 'x' } }, limit: 'updateLimit' },
	'authorization:getMany': { parameters: {}, limit: 'listLimit' },
	'authorization:grantConsent': { parameters: consent, limit: 'authorizeLimit' },
	'authorization:revoke': { parameters: own, limit: 'introspectLimit' },
	'application:resetBotToken': { parameters: own, limit: 'resetLimit' },
	'application:updateBotProfile': {
		parameters: { ...own, updateFields: { bio: 'x' } },
		limit: 'updateLimit',
	},
};
const client = {
	'token:exchangeCode': {
		parameters: { code: 'mustnotleak-code', redirectUri: CALLBACK },
		limit: 'tokenLimit',
	},
	'token:refresh': { parameters: { refreshToken: 'mustnotleak-token' }, limit: 'tokenLimit' },
	'token:ensureFresh': {
		parameters: { tokenSet: { refreshToken: 'mustnotleak-token', expiresAt: '2020-01-01T00:00:00Z' } },
		limit: 'tokenLimit',
	},
	'token:introspect': { parameters: { token: 'mustnotleak-token' }, limit: 'introspectLimit' },
	'token:revoke': { parameters: { token: 'mustnotleak-token' }, limit: 'introspectLimit' },
};
const withFields = () => ({
	actFor: 'fields',
	apiUrl: `${stage.sandbox.fluxer}/v1`,
	accessToken: 'mustnotleak-access-token',
});
const others_ = {
	'publicApplication:get': {
		parameters: async () => ({
			publicApplicationId: APPLICATION,
			apiUrl: `${stage.sandbox.fluxer}/v1`,
		}),
		credential: '',
		limit: 'listLimit',
	},
	'bot:getApplication': { parameters: async () => ({}), credential: 'bot', limit: undefined },
	'user:getCurrent': { parameters: async () => withFields(), credential: '', limit: undefined },
	'user:getInfo': { parameters: async () => withFields(), credential: '', limit: 'introspectLimit' },
};

/** Every operation that sends something, with the credential it usually has. */
const all = [
	...Object.entries(session).map(([operation, given]) => ({ operation, credential: 'alice', ...given })),
	...Object.entries(client).map(([operation, given]) => ({ operation, credential: 'client', ...given })),
	...Object.entries(others_).map(([operation, given]) => ({ operation, ...given })),
];

const plan = async (status: number, body: object) =>
	await stage.control.fault({ kind: 'status', status, body, times: 2 });

const general: Case[] = all.flatMap(({ operation, parameters, credential, limit }) => [
	{
		operation,
		credential,
		parameters,
		because: 'the server fails',
		before: async () => await plan(500, { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error.' }),
		expected: {
			message: expect.stringMatching(/^Fluxer failed while it was asked to /),
			hint: expect.stringMatching(/The fault lies with the server.*\(INTERNAL_SERVER_ERROR, HTTP 500\)/),
			kind: 'unavailable',
			providerCode: 'INTERNAL_SERVER_ERROR',
			httpStatus: 500,
		},
	},
	{
		operation,
		credential,
		parameters,
		because: 'the server says no in a way that nobody here knows',
		before: async () => await plan(400, { code: 'BRAND_NEW', message: 'In its own words.' }),
		expected: {
			message: expect.stringMatching(/^Fluxer refused to /),
			hint: expect.stringContaining('The answer was "In its own words." (BRAND_NEW, HTTP 400).'),
			kind: 'refused',
			providerCode: 'BRAND_NEW',
			httpStatus: 400,
		},
	},
	{
		operation,
		credential,
		parameters,
		because: 'a field is refused',
		before: async () =>
			await plan(400, {
				code: 'INVALID_FORM_BODY',
				message: 'Invalid form body.',
				errors: [{ path: 'odd', code: 'INVALID_FORMAT', message: 'Invalid format.' }],
			}),
		expected: {
			hint: expect.stringContaining('"Invalid form body. – odd: Invalid format." (INVALID_FORM_BODY'),
			kind: 'refused',
			providerCode: 'INVALID_FORM_BODY',
			httpStatus: 400,
		},
	},
	{
		operation,
		credential,
		parameters,
		because: 'there were too many requests',
		before: async () =>
			limit === undefined
				? await plan(429, { code: 'RATE_LIMITED', message: 'x', retry_after: 0.25, global: false })
				: await stage.control.settings({ [limit]: 0 }),
		expected: {
			message: expect.stringMatching(/too many requests for now$|an hour, and they are used up$/),
			hint: expect.stringMatching(
				/Try again in \d+ (second|minute|hour)s?, at .* UTC\..*\(RATE_LIMITED, HTTP 429\)/,
			),
			kind: 'rateLimited',
			providerCode: 'RATE_LIMITED',
			httpStatus: 429,
			retryAfterSeconds: expect.any(Number),
		},
	},
]);

const ofSession: Case[] = Object.entries(session).flatMap(([operation, { parameters }]) => [
	{
		operation,
		parameters,
		credential: 'nobody',
		because: 'the session is over',
		expected: {
			message: 'Fluxer does not accept the session token: that session is over, or it never was one',
			hint: expect.stringContaining('enter the token of the new session into the credential'),
			providerCode: 'UNAUTHORIZED',
			httpStatus: 401,
		},
	},
	{
		operation,
		parameters,
		credential: 'bot as session',
		because: 'the credential holds a bot token',
		expected: {
			message: 'The session token of the Fluxer Session credential begins with the word bot',
			hint: expect.stringMatching(/belongs into a Fluxer Bot API credential. Nothing was sent/),
			kind: 'input',
		},
	},
]);

const notTheirs: Case[] = [
	'application:get',
	'application:delete',
	'application:resetClientSecret',
	'application:update',
	'application:resetBotToken',
	'application:updateBotProfile',
].flatMap((operation) => {
	const { parameters } = session[operation as keyof typeof session];
	const unknown: Case = {
		operation,
		parameters: { ...parameters, applicationId: picked('1') },
		because: 'there is no such application',
		expected: {
			message: 'Fluxer knows no application with this ID',
			hint: expect.stringContaining('Check the ID'),
			providerCode: 'UNKNOWN_APPLICATION',
			httpStatus: 404,
		},
	};
	return [
		{
			operation,
			parameters: async () => ({ ...parameters, ...(await others()) }),
			because: 'the application is of somebody else',
			expected: {
				message: expect.stringContaining('the application is not of this user'),
				hint: expect.stringContaining('Only the owner'),
				providerCode: 'ACCESS_DENIED',
				httpStatus: 403,
			},
		},
		// To delete what is not there is no error.
		...(operation === 'application:delete' ? [] : [unknown]),
	];
});

const fields = (operation: string, updateFields: object, because: string, message: string): Case => ({
	operation,
	because,
	parameters: { ...own, updateFields },
	expected: {
		message,
		hint: expect.stringContaining('Nothing was changed'),
		providerCode: 'INVALID_FORM_BODY',
	},
});
const NAME = 'Fluxer does not accept the name of the application';
const URIS = 'Fluxer does not accept one of the redirect URIs, or there are more than ten';
const eleven = Array.from({ length: 11 }, (_, index) => `https://example.com/${index}`);

const settings: Case[] = [
	{
		operation: 'application:create',
		because: 'the name is too long',
		parameters: { name: 'x'.repeat(101) },
		expected: { message: NAME, hint: expect.stringContaining('1 to 100'), httpStatus: 400 },
	},
	{
		operation: 'application:create',
		because: 'a redirect URI speaks http',
		parameters: { name: 'x', redirectUris: ['http://example.com'] },
		expected: { message: URIS, hint: expect.stringContaining('localhost'), httpStatus: 400 },
	},
	{
		operation: 'application:create',
		because: 'the account is not claimed',
		parameters: { name: 'x' },
		before: async () =>
			await plan(400, { code: 'UNCLAIMED_ACCOUNT_CANNOT_CREATE_APPLICATIONS', message: 'x' }),
		expected: {
			message: 'Fluxer lets only claimed accounts create applications',
			hint: expect.stringContaining('Claim the account'),
		},
	},
	fields('application:update', { name: 'x'.repeat(101) }, 'the name is too long', NAME),
	fields('application:update', { redirectUris: eleven }, 'there are too many redirect URIs', URIS),
	fields(
		'application:updateBotProfile',
		{ username: 'Everyone' },
		'the user name is reserved',
		'Fluxer does not accept the user name of the bot',
	),
	fields(
		'application:updateBotProfile',
		{ discriminator: '0000' },
		'the discriminator is another one',
		'Fluxer does not let the discriminator of the bot be changed to this',
	),
	...['CAPTCHA_REQUIRED', 'INVALID_CAPTCHA'].map((code): Case => ({
		operation: 'application:create',
		because: `the server wants a captcha (${code})`,
		parameters: { name: 'x' },
		before: async () =>
			code === 'CAPTCHA_REQUIRED'
				? await stage.control.settings({ captcha: true })
				: await plan(400, { code, message: 'Invalid captcha.' }),
		expected: {
			message: expect.stringContaining('wants a captcha solved before it creates an application'),
			hint: expect.stringMatching(/Create the application there.*Reset Client Secret.*Nothing was created/),
			providerCode: code,
			httpStatus: 400,
		},
	})),
	{
		operation: 'application:create',
		because: 'there are as many as are allowed',
		parameters: { name: 'x' },
		before: async () => await stage.control.settings({ applicationsMost: 1 }),
		expected: {
			message: 'This account has as many applications as Fluxer allows',
			hint: expect.stringContaining('Delete one'),
			providerCode: 'MAX_APPLICATIONS',
		},
	},
	{
		...fields(
			'application:updateBotProfile',
			{ username: 'another' },
			'it was renamed too often',
			'This bot was renamed too often of late',
		),
		before: async () => await stage.control.settings({ renameLimit: 0 }),
	},
	fields('application:update', { redirectUris: ['http://n8n.example/'] }, 'a redirect URI speaks http', URIS),
	fields(
		'application:updateBotProfile',
		{ avatar: 'aGVsbG8=' },
		'the avatar is base64 of something else',
		'Fluxer does not accept the avatar',
	),
	fields(
		'application:updateBotProfile',
		{ avatar: 'not base64!' },
		'the avatar is no image',
		'Fluxer does not accept the avatar',
	),
	fields(
		'application:updateBotProfile',
		{ banner: 'not base64!' },
		'the banner is no image',
		'Fluxer does not accept the banner',
	),
	fields(
		'application:updateBotProfile',
		{ bio: 'x'.repeat(1025) },
		'the bio is too long',
		'Fluxer does not accept the bio of the bot',
	),
	fields(
		'application:updateBotProfile',
		{ botFlags: 1.5 },
		'the flags are broken',
		'Fluxer does not accept the flags of the bot',
	),
];

const asked = (
	because: string,
	parameters: object,
	expected: Case['expected'],
	before?: Case['before'],
): Case => ({
	operation: 'authorization:grantConsent',
	because,
	parameters: { ...consent, ...parameters },
	before,
	expected,
});
const consents: Case[] = [
	asked(
		'the redirect URI is not registered',
		{ redirectUri: 'https://example.com/' },
		{
			message: 'Fluxer does not take this request for consent',
			hint: expect.stringMatching(
				/https:\/\/example\.com and https:\/\/example\.com\/ are two.*not registered/,
			),
			providerCode: 'invalid_request',
			httpStatus: 400,
		},
	),
	asked(
		'there is no such application',
		{ applicationId: picked('1') },
		{ message: 'Fluxer knows no application with this ID', providerCode: 'invalid_client' },
	),
	asked(
		'there is no such scope',
		{ scope: 'identify openid' },
		{ message: 'Fluxer does not know all of the scopes', providerCode: 'invalid_scope' },
	),
	asked(
		'the redirect URI is none',
		{ redirectUri: 'nowhere' },
		{
			message: 'Fluxer does not take this request for consent: one of its parts is missing or malformed',
			providerCode: 'INVALID_FORM_BODY',
		},
	),
	...['INTEGER', 'NEGATIVE'].map((what) =>
		asked(
			`the permissions are none to Fluxer (${what})`,
			{ scope: ['bot'] },
			{
				message: expect.stringContaining('does not accept the permissions'),
				hint: expect.stringMatching(/^Permissions are one number/),
				providerCode: 'invalid_request',
			},
			async () =>
				await plan(400, { error: 'invalid_request', error_description: `INVALID_PERMISSIONS_${what}` }),
		),
	),
	asked(
		'the bot is there already',
		{ scope: ['bot'], options: { guildId: GUILD } },
		{
			message: 'The bot is in this guild already',
			hint: expect.stringContaining('nothing left to do'),
			providerCode: 'BOT_ALREADY_IN_GUILD',
		},
	),
	asked(
		'the group message is a channel of a guild',
		{ scope: ['bot'], options: { channelId: CHANNEL } },
		{ message: expect.stringContaining('no group message'), providerCode: 'INVALID_CHANNEL_TYPE' },
	),
	asked(
		'there is no such group message',
		{ scope: ['bot'], options: { channelId: '7' } },
		{ message: 'Fluxer knows no group message with this ID', providerCode: 'UNKNOWN_CHANNEL' },
	),
	{
		...asked(
			'the user is not in the group message',
			{ scope: ['bot'], options: { channelId: GROUP } },
			{ message: expect.stringContaining('group message'), providerCode: 'MISSING_ACCESS' },
		),
		credential: 'bruno',
	},
	{
		...asked(
			'the bot is private',
			{},
			{
				message: expect.stringContaining('it is private, and so for its owner only'),
				hint: expect.stringContaining('The answer was "This bot is private." (BOT_IS_PRIVATE, HTTP 403).'),
				providerCode: 'BOT_IS_PRIVATE',
			},
		),
		credential: 'bruno',
		parameters: async () => {
			const { id } = await stage.post<{ id: string }>('/applications', { name: 'Private', botPublic: false });
			return { ...consent, applicationId: picked(id), redirectUri: '', scope: ['bot'] };
		},
	},
	asked(
		'the guild is not of the user',
		{ scope: ['bot'], options: { guildId: '7' } },
		{
			message: 'Fluxer does not let this user add a bot to this guild',
			hint: expect.stringContaining('manage the guild'),
			providerCode: 'MISSING_PERMISSIONS',
			httpStatus: 403,
		},
	),
];

const tokens: Case[] = [
	...Object.entries(client).flatMap(([operation, { parameters }]): Case[] => [
		{
			operation,
			parameters,
			credential: 'impostor',
			because: 'the client secret is wrong',
			expected: {
				message: 'Fluxer does not accept the client: its ID or its secret is wrong',
				hint: expect.stringContaining('No code and no token is lost'),
				providerCode: 'invalid_client',
				httpStatus: 400,
			},
		},
		{
			operation,
			parameters,
			credential: 'client in words',
			because: 'the client ID is no number',
			expected: {
				message: 'Fluxer does not accept the client ID: it is not the ID of an application',
				providerCode: 'INVALID_FORM_BODY',
				httpStatus: 400,
			},
		},
	]),
	{
		operation: 'token:exchangeCode',
		parameters: client['token:exchangeCode'].parameters,
		because: 'the code is none',
		expected: {
			message: 'Fluxer does not accept the code: it was used before, is too old, or came about otherwise',
			hint: expect.stringMatching(/10 minutes.*code verifier.*https:\/\/example\.com\/ and not/),
			providerCode: 'invalid_grant',
			httpStatus: 400,
		},
	},
	{
		operation: 'token:exchangeCode',
		parameters: async () => ({
			code: (await stage.post<{ code: string }>('/codes', { redirectUri: 'https://example.com' })).code,
			redirectUri: 'https://example.com',
		}),
		because: 'the redirect URI is in another spelling than that of browsers',
		expected: { hint: expect.stringContaining('https://example.com/'), providerCode: 'invalid_grant' },
	},
	{
		operation: 'token:exchangeCode',
		parameters: { code: 'mustnotleak-code', redirectUri: 'nowhere' },
		because: 'the redirect URI is none',
		expected: {
			message: expect.stringContaining('does not accept the redirect URI'),
			hint: expect.stringContaining('The code was not spent'),
		},
	},
	{
		operation: 'token:exchangeCode',
		parameters: { code: 'mustnotleak'.repeat(50), redirectUri: CALLBACK },
		because: 'the code is too long',
		expected: { message: 'Fluxer does not accept the code: it cannot be one' },
	},
	...(['token:refresh', 'token:ensureFresh'] as const).map((operation) => ({
		operation,
		parameters: client[operation].parameters,
		because: 'the refresh token is over',
		expected: {
			message: 'This Fluxer session is over: its refresh token was used before, revoked or has expired',
			hint: expect.stringContaining('The user has to give consent again'),
			providerCode: 'invalid_grant',
			httpStatus: 400,
		},
	})),
];

const users: Case[] = [
	...['user:getCurrent', 'user:getInfo'].flatMap((operation): Case[] => [
		{
			operation,
			credential: '',
			parameters: async () => withFields(),
			because: 'the access token is over',
			expected: {
				message: 'Fluxer does not accept the access token: it has expired or was revoked',
				hint: expect.stringContaining('Refresh the tokens'),
				providerCode: 'UNAUTHORIZED',
				httpStatus: 401,
			},
		},
		{
			operation,
			credential: '',
			parameters: async () => ({ ...withFields(), accessToken: await tokenOfDeleted() }),
			because: 'the application is gone',
			expected: {
				message: 'The application that this access token was issued to does not exist any more',
				providerCode: 'INVALID_TOKEN',
				httpStatus: 401,
			},
		},
	]),
	{
		operation: 'user:getInfo',
		credential: '',
		parameters: async () => ({
			...withFields(),
			accessToken: (await stage.post<{ access_token: string }>('/tokens', { scope: 'guilds' })).access_token,
		}),
		because: 'the token lacks the scope',
		expected: {
			message: 'The access token was not granted the scope that this needs',
			hint: expect.stringContaining('with the scope identify'),
			providerCode: 'MISSING_OAUTH_SCOPE',
			httpStatus: 403,
		},
	},
	{
		operation: 'bot:getApplication',
		credential: 'wrong bot',
		because: 'the bot token is wrong',
		expected: {
			message: 'Fluxer does not accept the bot token',
			hint: expect.stringContaining('a dot and a secret'),
			providerCode: 'INVALID_TOKEN',
			httpStatus: 401,
		},
	},
	{
		operation: 'publicApplication:get',
		credential: '',
		parameters: async () => ({ publicApplicationId: '1', apiUrl: `${stage.sandbox.fluxer}/v1` }),
		because: 'there is no such application',
		expected: { message: 'Fluxer knows no application with this ID', providerCode: 'UNKNOWN_APPLICATION' },
	},
	{
		operation: 'publicApplication:get',
		credential: '',
		parameters: async () => ({ publicApplicationId: '1', apiUrl: `${stage.sandbox.fluxer}/v1/old` }),
		because: 'the API URL is another one',
		expected: {
			message: 'Fluxer has nothing at this address',
			hint: expect.stringContaining('/.well-known/fluxer'),
			providerCode: 'NOT_FOUND',
		},
	},
];

async function tokenOfDeleted(): Promise<string> {
	const { id } = await stage.post<{ id: string }>('/applications', { name: 'Short-lived' });
	const { access_token } = await stage.post<{ access_token: string }>('/tokens', { applicationId: id });
	await stage.n8n.run([{}], step(stage, 'application:delete', { applicationId: picked(id) }, 'alice'));
	return access_token;
}

it.each([...general, ...ofSession, ...notTheirs, ...settings, ...consents, ...tokens, ...users])(
	'$operation: $because',
	async ({ operation, parameters = {}, credential, before, expected }) => {
		const given = typeof parameters === 'function' ? await parameters() : parameters;
		await before?.();
		const usual = operation.startsWith('token:') ? 'client' : 'alice';
		const refused = await refusal(stage, step(stage, operation, given, credential ?? usual));
		expect(refused).toMatchObject(expected);
		expect(JSON.stringify(refused)).not.toContain(BOT_TOKEN.split('.')[1]);
	},
);

describe('what is wrong before anything is sent', () => {
	const long = `https://example.com/${'x'.repeat(256)}`;
	const EMPTY = '={{ $json.nothing }}';
	const url = (query: string) => ({ authorizationUrl: `https://web.fluxer.app/oauth2/authorize?${query}` });

	it.each<[string, object, string]>([
		['application:create', { name: ' ' }, 'The field "Name" is empty'],
		['application:create', { name: 'x', redirectUris: ['example'] }, '"example" is not a redirect URI'],
		['application:create', { name: 'x', redirectUris: [long] }, 'The redirect URI has 276 characters'],
		['application:get', { applicationId: picked(EMPTY) }, 'The field "Application" is empty'],
		['application:get', { applicationId: picked('demo') }, 'The field "Application" is not a whole number'],
		[
			'application:get',
			{ applicationId: '={{ 1470000000000000003 }}' },
			'The field "Application" is a number that has lost digits',
		],
		['application:getMany', { limit: 0 }, 'The field "Limit" is not a whole number above 0'],
		['application:update', { ...own, updateFields: {} }, 'There is nothing to update'],
		['application:update', { ...own, updateFields: { name: '' } }, 'The field "Name" is empty'],
		['application:updateBotProfile', { ...own, updateFields: {} }, 'There is nothing to update'],
		[
			'application:updateBotProfile',
			{ ...own, updateFields: { username: '' } },
			'The field "Username" is empty',
		],
		[
			'application:updateBotProfile',
			{ ...own, updateFields: { avatar: EMPTY } },
			'The field "Avatar" is empty',
		],
		[
			'application:updateBotProfile',
			{ ...own, updateFields: { clear: ['username'] } },
			'one that cannot be cleared',
		],
		[
			'application:update',
			{ ...own, updateFields: { redirectUris: ['https://a.example/'], clear: ['redirectUris'] } },
			'The field "Redirect URIs" is to be changed and cleared at once',
		],
		['authorization:grantConsent', { authorizationUrl: EMPTY }, 'The field "Authorization URL" is empty'],
		['authorization:grantConsent', { authorizationUrl: 'here' }, 'does not hold the address of a consent'],
		['authorization:grantConsent', url('scope=identify'), 'does not hold the address of a consent'],
		['authorization:grantConsent', url('client_id=1'), 'The scope is empty, and Fluxer needs it'],
		...[
			['nonce=x', 'asks for something that this node cannot pass on: "nonce"'],
			['scope=email', 'holds "scope" more than once'],
			['response_type=token', 'asks for the response type "token"'],
			['permissions=all', 'The field "Permissions" is not a whole number'],
			['permissions=18446744073709551616', 'The field "Permissions" holds more than 64 bits'],
			['guild_id=mine', 'The field "Guild ID" is not a whole number'],
			['guild_id=7&channel_id=8', 'A bot is added to a guild or to a group message'],
		].map(([more = '', message = '']): [string, object, string] => [
			'authorization:grantConsent',
			url(`client_id=1&scope=bot&${more}`),
			message,
		]),
		[
			'authorization:grantConsent',
			{ askedBy: 'fields', ...own, scope: ['bot'], options: { permissions: '={{ 2 ** 60 }}' } },
			'The field "Permissions" is a number that has lost digits',
		],
		[
			'token:getAuthorizationUrl',
			{ redirectUri: CALLBACK, options: { permissions: '-1' } },
			'The field "Permissions" is not a whole number',
		],
		[
			'authorization:grantConsent',
			url(`client_id=1&scope=identify&state=${'x'.repeat(257)}`),
			'The state has 257 characters, and Fluxer takes 256 at most',
		],
		[
			'authorization:grantConsent',
			{ askedBy: 'fields', ...own, scope: ['bot'], options: { guildId: '={{ 1470000000000000003 }}' } },
			'The field "Guild ID" is a number that has lost digits',
		],
		[
			'token:getAuthorizationUrl',
			{ redirectUri: CALLBACK, options: { guildId: '={{ 1470000000000000003 }}' } },
			'The field "Guild ID" is a number that has lost digits',
		],
		['token:getAuthorizationUrl', { redirectUri: long }, 'The redirect URI has 276 characters'],
		['token:getAuthorizationUrl', { redirectUri: CALLBACK, scope: EMPTY }, 'The scope is empty'],
		[
			'token:exchangeCode',
			{ code: 'mustnotleak', redirectUri: CALLBACK, codeVerifier: 'mustnotleak' },
			'The code verifier is invalid',
		],
		['token:exchangeCode', { code: 'mustnotleak', redirectUri: EMPTY }, 'The redirect uri is empty'],
		['token:refresh', { refreshToken: EMPTY }, 'The field "Refresh Token" is empty'],
		['token:introspect', { token: EMPTY }, 'The field "Token" is empty'],
		['token:revoke', { token: EMPTY }, 'The field "Token" is empty'],
		['user:getInfo', { actFor: 'fields', accessToken: EMPTY }, 'The field "Access Token" is empty'],
		[
			'user:getInfo',
			{ actFor: 'fields', accessToken: 'mustnotleak', apiUrl: 'https://user:mustnotleak@api.example' },
			'The Fluxer API URL is not a web address',
		],
		['publicApplication:get', { publicApplicationId: '1', apiUrl: ' ' }, 'The Fluxer API URL is empty'],
	])('%s with %j: %s', async (operation, parameters, message) => {
		const credential = /^token:/.test(operation) ? 'client' : /user|Public/.test(operation) ? '' : 'alice';
		const refused = await refusal(stage, step(stage, operation, parameters, credential));
		expect(refused).toMatchObject({
			kind: 'input',
			message: expect.stringContaining(message),
			hint: expect.stringMatching(/Nothing was sent|was not spent/),
		});
		expect((await stage.control.counters()).requests).toEqual({});
	});

	it('a callback with another state is refused before the code is spent', async () => {
		const code = `${CALLBACK}?code=mustnotleak-code&state=theirs`;
		const exchange = { code, redirectUri: CALLBACK, expectedState: 'mine' };
		expect(await refusal(stage, step(stage, 'token:exchangeCode', exchange, 'client'))).toMatchObject({
			message: 'The callback does not belong to this authorization: its state is another one',
			hint: expect.stringContaining('The code was not spent.'),
		});
	});

	it.each([[undefined], [{}]])('a credential that is not connected says so (%j)', async (oauthTokenData) => {
		stage.n8n.addCredential('fresh', 'fluxerSessionsOAuth2Api', {
			...stage.n8n.credentials.stored.get('client')?.data,
			grantType: 'pkce',
			...(oauthTokenData && { oauthTokenData }),
		} as never);
		const me = step(stage, 'user:getInfo', { actFor: 'credential' }, 'fresh');
		expect(await refusal(stage, me)).toMatchObject({
			message: 'The Fluxer credential is not connected',
			hint: expect.stringContaining('click Connect'),
		});
	});
});

describe('what is sent once only', () => {
	it.each([
		['application:create', session['application:create'].parameters, 'alice'],
		['application:resetClientSecret', own, 'alice'],
		['application:resetBotToken', own, 'alice'],
		['authorization:grantConsent', consent, 'alice'],
		['token:exchangeCode', client['token:exchangeCode'].parameters, 'client'],
		['token:refresh', client['token:refresh'].parameters, 'client'],
	])('%s, though its answer is lost', async (operation, parameters, credential) => {
		await stage.control.fault({ kind: 'reset', after: true, times: 9 });
		expect(await refusal(stage, step(stage, operation, parameters, credential))).toMatchObject({
			kind: 'unreachable',
			message: expect.stringContaining('the connection broke before the answer was complete'),
		});
		const { requests } = await stage.control.counters();
		expect(Object.values(requests).reduce((sum, count) => sum + count, 0)).toBe(1);
	});
});
