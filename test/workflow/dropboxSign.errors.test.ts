import type { IDataObject } from 'n8n-workflow';
import {
	app,
	APP,
	CALLBACK,
	connect,
	consent,
	FOREIGN_APP,
	issue,
	OLDER_APP,
	one,
	run,
	startTestBed,
	step,
} from '../support/dropboxSign';
import { shown } from '../support/scenarios';
import type { Step } from '../support/testN8n';

const stage = startTestBed();
const EXPIRED = '2020-01-01T00:00:00.000Z';

interface Case {
	/** The step to run, after whatever has to happen before. */
	readonly step: () => Promise<Step> | Step;
	readonly message: string;
	readonly hint: string | RegExp;
}

const exchange = (code: string, parameters: object = {}, credential = 'client') =>
	step('token:exchangeCode', { code, ...parameters }, credential);
const callback = async () => (await consent(stage)).callback;
const codeOf = (address: string) => String(new URL(address).searchParams.get('code'));
const refresh = (refreshToken: string, credential = 'client') =>
	step('token:refresh', { refreshToken }, credential);
const due = async (credential = 'client', parameters: object = {}) => {
	const { refresh_token: refreshToken } = await issue(stage);
	const tokenSet = { accessToken: 'mustnotleak-old', refreshToken, expiresAt: EXPIRED };
	return step('token:ensureFresh', { tokenSet, ...parameters }, credential);
};
const scopes = async (...allowed: string[]) => {
	await stage.control.send('PUT', `/apps/${APP}`, { scopes: allowed, callbackUrl: CALLBACK });
	await connect(stage);
};
const dead = async (operation: string, parameters: object) => {
	await connect(stage);
	await stage.control.revoke();
	return step(operation, parameters, 'connected');
};

const WRONG_CODE = 'Dropbox Sign does not accept the code, or the client ID or state it came with';
const WRONG_CLIENT = 'Dropbox Sign does not accept the client ID or the client secret';
const SESSION_OVER =
	'This Dropbox Sign session is over: its refresh token was replaced, revoked or has expired';
const WRONG_CREDENTIAL =
	'Dropbox Sign does not accept the credential: it has expired, was revoked, or is wrong';

/** Errors of the token endpoint, which come in either of two shapes. */
const tokenErrors: Record<string, Case> = {
	'a code that is none': {
		step: () => exchange('mustnotleak-code', { returnedState: 'mustnotleak-state' }),
		message: WRONG_CODE,
		hint: /one use within an hour.*ask the user for consent again.*\(invalid_request, HTTP 400\)/,
	},
	'a code used before': {
		step: async () => {
			const used = await callback();
			await run(stage, exchange(used));
			return exchange(used);
		},
		message: WRONG_CODE,
		hint: 'more than 1 hour after the inital grant',
	},
	'a code that is too old': {
		step: async () => {
			const old = await callback();
			await stage.control.advance(3700);
			return exchange(old);
		},
		message: WRONG_CODE,
		hint: 'Ask the user for consent again',
	},
	'the code of another app': {
		step: async () => exchange(await callback(), {}, 'older client'),
		message: WRONG_CODE,
		hint: 'with the client ID and the state it was made for',
	},
	'a state that the code was not made for': {
		step: async () => exchange(codeOf(await callback()), { returnedState: 'mustnotleak-state' }),
		message: WRONG_CODE,
		hint: 'Parameter state is not the one of the authorization',
	},
	'an exchange with a wrong secret': {
		step: async () => exchange(await callback(), {}, 'impostor'),
		message: WRONG_CLIENT,
		hint: /Check both in the credential.*\(invalid_client, HTTP 400\)/,
	},
	'a refresh token that is none': {
		step: () => refresh('mustnotleak-refresh-token'),
		message: SESSION_OVER,
		hint: /The user has to connect again.*\(invalid_grant, HTTP 400\)/,
	},
	'a refresh token of another app': {
		step: async () => refresh((await issue(stage, OLDER_APP)).refresh_token),
		message: SESSION_OVER,
		hint: 'A refresh token of another API app is refused like this, too',
	},
	'a session that was revoked': {
		step: async () => {
			const { refresh_token: token } = await issue(stage);
			await stage.control.revoke();
			return refresh(token);
		},
		message: SESSION_OVER,
		hint: 'Invalid grant data (refresh token)',
	},
	'a refresh with a wrong secret': {
		step: async () => refresh((await issue(stage)).refresh_token, 'impostor'),
		message: WRONG_CLIENT,
		hint: 'No session is lost by this',
	},
	'a stored session that is over': {
		step: async () => {
			const ensure = await due();
			await stage.control.revoke();
			return ensure;
		},
		message: SESSION_OVER,
		hint: 'The user has to connect again',
	},
	'a wrong secret, which is no dead session': {
		step: async () => await due('impostor', { returnDeadSessions: true }),
		message: WRONG_CLIENT,
		hint: 'No session is lost by this',
	},
};

const create = (fields: object, credential = 'key', required: object = {}) =>
	step(
		'apiApp:create',
		{ name: 'An app', domains: 'app.example', additionalFields: fields, ...required },
		credential,
	);
const update = (updateFields: object, clientId = APP, credential = 'key') =>
	step('apiApp:update', { ...app(clientId), updateFields }, credential);

/** With another address in the place of the API's. */
const lost = (operation: string, path: string) => {
	const { type = '', data = {} } = stage.n8n.credentials.stored.get('key') ?? {};
	const baseUrl = new URL(String(data.baseUrl)).origin + path;
	stage.n8n.addCredential('lost key', type, { ...data, baseUrl });
	return step(operation, app(APP), 'lost key');
};
const NO_APP = 'Dropbox Sign has no API app with this client ID';
const FOREIGN = 'This credential may not use this API app';
const WRONG_VALUE = 'Dropbox Sign does not accept one of the values of the API app';
const needsAppAccess = /api_app_access.*\(forbidden, HTTP 403\)/;

const apiErrors: Record<string, Case> = {
	'an account that may not be seen': {
		step: () => step('account:get', { options: { emailAddress: 'grace@example.com' } }, 'key'),
		message: 'Dropbox Sign has no such account that this credential may see',
		hint: /Only the admin of a team.*\(not_found, HTTP 404\)/,
	},
	'an app without a scope for the account': {
		step: async () => {
			await scopes('team_access');
			return step('account:get', {}, 'connected');
		},
		message: 'This credential may not see the account',
		hint: /basic_account_info and account_access.*\(forbidden, HTTP 403\)/,
	},
	'an app to get that is not there': {
		step: () => step('apiApp:get', app('nobody'), 'key'),
		message: NO_APP,
		hint: /Choose the app from the list.*\(not_found, HTTP 404\)/,
	},
	'an app to update that is not there': {
		step: () => update({ name: 'x' }, 'nobody'),
		message: NO_APP,
		hint: 'the app may have been deleted',
	},
	"somebody else's app to get": {
		step: () => step('apiApp:get', app(FOREIGN_APP), 'key'),
		message: FOREIGN,
		hint: /This app belongs to someone else.*\(forbidden, HTTP 403\)/,
	},
	"somebody else's app to update": {
		step: () => update({ name: 'x' }, FOREIGN_APP),
		message: FOREIGN,
		hint: 'The app belongs to somebody else',
	},
	"somebody else's app to delete": {
		step: () => step('apiApp:delete', app(FOREIGN_APP), 'key'),
		message: FOREIGN,
		hint: 'The app belongs to somebody else',
	},
	'an app to delete at an address that is not the API': {
		step: () => lost('apiApp:delete', '/v3/elsewhere'),
		message: 'This server has no such endpoint of the Dropbox Sign API',
		hint: /Check the API URL.*"Invalid URI" \(not_found, HTTP 404\)/,
	},
	'an app to delete at an address without the version': {
		step: () => lost('apiApp:delete', ''),
		message: expect.stringContaining('does not answer like a Dropbox Sign server'),
		hint: 'HTTP 404',
	},
	'an app to delete behind a proxy that knows nothing of it': {
		step: async () => {
			await stage.control.fault({ kind: 'status', status: 404, body: { error: 'Not Found' } });
			return step('apiApp:delete', app(APP), 'key');
		},
		message: 'Dropbox Sign refused to delete the API app',
		hint: '(Not Found, HTTP 404)',
	},
	'a list without the scope': {
		step: async () => {
			await scopes('account_access');
			return step('apiApp:getMany', {}, 'connected');
		},
		message: 'This credential may not use API apps',
		hint: needsAppAccess,
	},
	'a new app without the scope': {
		step: async () => {
			await scopes('account_access');
			return create({}, 'connected');
		},
		message: 'This credential may not use API apps',
		hint: needsAppAccess,
	},
	'an app to get without the scope': {
		step: async () => {
			await scopes('account_access');
			return step('apiApp:get', app(APP), 'connected');
		},
		message: FOREIGN,
		hint: needsAppAccess,
	},
	'a new app with a callback URL that is none': {
		step: () => create({ callbackUrl: 'not an address' }),
		message: WRONG_VALUE,
		hint: /No app was created.*"callback_url: This value is not a valid URL" \(bad_request, HTTP 400\)/,
	},
	'a new app with too many domains': {
		step: () => create({}, 'key', { domains: 'a,b,c,d,e,f,g,h,i,j,k' }),
		message: WRONG_VALUE,
		hint: 'domains: There can be at most 10 domains',
	},
	'a new app with a scope that is none': {
		step: () => create({ oauthCallbackUrl: CALLBACK, oauthScopes: ['everything'] }),
		message: WRONG_VALUE,
		hint: 'oauth[scopes][0]',
	},
	'an update to a colour that is none': {
		step: () => update({ whiteLabeling: { link_color: 'red' } }),
		message: WRONG_VALUE,
		hint: /The app is as it was.*white_labeling_options\[link_color\]/,
	},
};

const everywhere: Record<string, object> = {
	'account:get': {},
	'apiApp:create': { name: 'x', domains: 'x.example' },
	'apiApp:delete': app(APP),
	'apiApp:get': app(APP),
	'apiApp:getMany': {},
	'apiApp:update': { ...app(APP), updateFields: { name: 'x' } },
};
for (const [operation, parameters] of Object.entries(everywhere)) {
	apiErrors[`${operation} with an API key that is none`] = {
		step: () => step(operation, parameters, 'bad key'),
		message: WRONG_CREDENTIAL,
		hint: /check the API key.*"Unauthorized api key" \(unauthorized, HTTP 401\)/,
	};
}

/** What the API document lists for an operation, and the sandbox has no reason to say. */
const documented: Record<string, [status: number, operations: string[]]> = {
	bad_request: [400, [...Object.keys(everywhere), 'token:exchangeCode', 'token:refresh']],
	unauthorized: [401, ['token:exchangeCode', 'token:refresh']],
	payment_required: [402, [...Object.keys(everywhere), 'token:exchangeCode', 'token:refresh']],
	forbidden: [403, [...Object.keys(everywhere), 'token:exchangeCode', 'token:refresh']],
	not_found: [404, ['apiApp:create', 'apiApp:get']],
	conflict: [409, ['apiApp:update']],
};
const listed = Object.entries(documented).flatMap(([code, [status, operations]]) =>
	operations.map((operation) => ({ code, status, operation })),
);

const expectCase = async ({ step: prepare, message, hint }: Case) => {
	expect(shown(await run(stage, await prepare()))).toEqual({
		message,
		hint: hintLike(hint),
		item: 0,
	});
};
const hintLike = (hint: string | RegExp) =>
	expect.stringMatching(typeof hint === 'string' ? new RegExp(escaped(hint), 'i') : hint);
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe.each(['nested', 'flat'])('the token endpoint, its errors %s', (oauthErrors) => {
	beforeEach(async () => await stage.control.settings({ oauthErrors }));

	it.each(Object.keys(tokenErrors))('%s', async (name) => await expectCase(tokenErrors[name] as Case));

	it('a dead session is reported as data on request', async () => {
		const ensure = await due('client', { returnDeadSessions: true });
		await stage.control.revoke();
		expect(await one(stage, ensure)).toMatchObject({
			status: 'reconnectRequired',
			reason: SESSION_OVER,
		});
	});
});

describe('the API', () => {
	it.each(Object.keys(apiErrors))('%s', async (name) => await expectCase(apiErrors[name] as Case));
});

describe('what the API document lists', () => {
	it.each(listed)('$operation told $status $code', async ({ code, status, operation }) => {
		const isToken = operation.startsWith('token');
		const parameters = isToken
			? {
					code: 'mustnotleak-code',
					returnedState: 'mustnotleak-state',
					refreshToken: 'mustnotleak-refresh-token',
				}
			: everywhere[operation];
		const body = { error: { error_name: code, error_msg: 'Computer says no' } };
		await stage.control.fault({ kind: 'status', status, body, times: 9 });
		const { message, hint } = shown(
			await run(stage, step(operation, parameters, isToken ? 'client' : 'key')),
		);
		expect(message).not.toContain('refused to');
		expect(hint).toContain(`"Computer says no" (${code}, HTTP ${status})`);
		if (isToken) expect(hint).not.toMatch(/API key|Reconnect the credential/);
	});
});

describe('callbacks that are not for us', () => {
	it('a callback with another state is refused before the code is spent', async () => {
		const address = await callback();
		expect(shown(await run(stage, exchange(address, { expectedState: 'another' })))).toMatchObject({
			message: 'The callback does not belong to this authorization: its state is another one',
			hint: expect.stringContaining('The code was not spent.'),
		});
		expect((await run(stage, exchange(address))).error).toBeUndefined();
	});

	it.each([
		['a declined consent', `${CALLBACK}?error=access_denied`, 'No consent was given: access_denied'],
		['a callback without a code', `${CALLBACK}?x=y`, 'The callback URL holds no code'],
	])('%s', async (_, code, message) => {
		expect(shown(await run(stage, exchange(code)))).toMatchObject({ message, item: 0 });
	});
});

describe('bad input', () => {
	const empty = '={{ $json.nothing }}';
	it.each<[string, object, string]>([
		['token:getAuthorizationUrl', { redirectUri: empty }, 'The field "Redirect URI" is empty'],
		['token:exchangeCode', { code: empty }, 'The field "Code or Callback URL" is empty'],
		['token:refresh', { refreshToken: empty }, 'The field "Refresh Token" is empty'],
		['token:ensureFresh', { tokenSet: 'none' }, 'The field "Token Set" holds no object'],
		['token:ensureFresh', { tokenSet: {} }, 'The token set has no readable expiresAt'],
		['token:ensureFresh', { tokenSet: { expiresAt: EXPIRED } }, 'The token set has no refreshToken'],
		['apiApp:get', app(empty), 'The field "API App" is empty'],
		['apiApp:delete', app(empty), 'The field "API App" is empty'],
		['apiApp:delete', app('={{ ".." }}'), '".." is not an ID'],
		['apiApp:update', { ...app(empty), updateFields: { name: 'x' } }, 'The field "API App" is empty'],
		['apiApp:update', { ...app(APP), updateFields: {} }, 'There is nothing to update'],
		[
			'apiApp:update',
			{ ...app(APP), updateFields: { callbackUrl: empty } },
			'The field "Callback URL" is empty',
		],
		[
			'apiApp:update',
			{ ...app(APP), updateFields: { whiteLabeling: {} } },
			'The field "White Labeling" is empty',
		],
		['apiApp:update', { ...app(APP), updateFields: { domains: ' , ' } }, 'The field "Domains" is empty'],
		[
			'apiApp:update',
			{ ...app(APP), updateFields: { oauthScopes: ['team_access'], clear: ['oauth'] } },
			'The field "OAuth Scopes" is to be changed and cleared at once',
		],
		[
			'apiApp:update',
			{ ...app(APP), updateFields: { whiteLabeling: '[]' } },
			'The field "White Labeling" holds no JSON object',
		],
		['apiApp:getMany', { limit: '={{ 0 }}' }, 'The field "Limit" is not a whole number above 0'],
		['apiApp:create', { name: empty, domains: 'x' }, 'The field "Name" is empty'],
		['apiApp:create', { name: 'x', domains: empty }, 'The field "Domains" is empty'],
		[
			'apiApp:create',
			{ name: 'x', domains: 'x', additionalFields: { whiteLabeling: '{' } },
			'The field "White Labeling" holds no JSON object',
		],
		[
			'apiApp:create',
			{ name: 'x', domains: 'x', additionalFields: { oauthCallbackUrl: CALLBACK } },
			'The app has only half of what OAuth needs',
		],
		[
			'apiApp:create',
			{ name: 'x', domains: 'x', additionalFields: { oauthScopes: ['team_access'] } },
			'The app has only half of what OAuth needs',
		],
	])('%s with %j: %s', async (operation, parameters, message) => {
		const credential = operation.startsWith('token') ? 'client' : 'key';
		expect(shown(await run(stage, step(operation, parameters, credential)))).toEqual({
			message,
			hint: expect.stringContaining('Nothing was sent.'),
			item: 0,
		});
		expect((await stage.control.counters()).requests).toEqual({});
	});

	it.each<[string, object, string, string, string]>([
		['client', { oauthUrl: 'hellosign' }, 'token:refresh', 'The OAuth URL of', 'https://app.hellosign.com'],
		['client', { clientSecret: '' }, 'token:refresh', 'The client secret is empty', 'Fill in the field'],
		['client', { clientId: '' }, 'token:getAuthorizationUrl', 'The client id is empty', 'Fill in the field'],
		['key', { baseUrl: '' }, 'account:get', 'The API URL of', 'https://api.hellosign.com/v3'],
		['key', { baseUrl: 'ftp://x' }, 'apiApp:getMany', 'The API URL of', 'https://api.hellosign.com/v3'],
	])('a credential %s with %j', async (name, changes, operation, message, hint) => {
		const { type = '', data = {} } = stage.n8n.credentials.stored.get(name) ?? {};
		stage.n8n.addCredential(`changed ${name}`, type, { ...data, ...changes });
		const parameters = { refreshToken: 'mustnotleak-refresh-token', redirectUri: CALLBACK };
		expect(shown(await run(stage, step(operation, parameters, `changed ${name}`)))).toEqual({
			message: expect.stringContaining(message),
			hint: expect.stringContaining(hint),
			item: 0,
		});
	});

	it('a slash at the end of an address does no harm', async () => {
		const { type = '', data = {} } = stage.n8n.credentials.stored.get('key') ?? {};
		stage.n8n.addCredential('slashed key', type, { ...data, baseUrl: `${String(data.baseUrl)}/` });
		expect((await run(stage, step('account:get', {}, 'slashed key'))).error).toBeUndefined();
	});
});

describe('connections that do not work', () => {
	it.each(Object.entries(everywhere))('%s without a connection', async (operation, parameters) => {
		const client = stage.n8n.credentials.stored.get('client')?.data ?? {};
		const unconnected = { ...client, grantType: 'authorizationCode' };
		stage.n8n.addCredential('fresh', 'dropboxSignSessionsOAuth2Api', unconnected);
		expect(shown(await run(stage, step(operation, parameters, 'fresh')))).toMatchObject({
			message: 'The Dropbox Sign credential is not connected',
			hint: expect.stringContaining('click Connect'),
		});
		expect((await stage.control.counters()).requests).toEqual({});
	});

	const forms = Object.entries(everywhere).flatMap(([operation, parameters]) =>
		['flat', 'nested'].map((oauthErrors) => ({ operation, parameters, oauthErrors })),
	);
	it.each(forms)('$operation on a connection that is over, told in $oauthErrors form', async (form) => {
		const { operation, parameters, oauthErrors } = form;
		await stage.control.settings({ oauthErrors });
		expect(shown(await run(stage, await dead(operation, parameters)))).toMatchObject({
			message: expect.stringMatching(/The credential "connected" (needs to be re|has to be )connected/),
			item: 0,
		});
	});
});

describe('a server in trouble', () => {
	const troubles: Record<string, [fault: object, message: string, hint: string | RegExp]> = {
		'is over its limit': [
			{ kind: 'status', status: 429, body: { error: { error_name: 'exceeded_rate', error_msg: 'x' } } },
			'Dropbox Sign has reached its limit of requests for this account',
			'100 requests a minute',
		],
		fails: [{ kind: 'status', status: 503 }, 'Dropbox Sign failed while it was asked to', 'try again later'],
		'answers HTML': [{ kind: 'html' }, 'does not answer like a Dropbox Sign server', 'check the address'],
		'answers rubbish': [{ kind: 'invalidJson' }, 'does not answer like', 'characters of application/json'],
		'answers something else': [{ kind: 'wrongShape' }, 'does not answer like', 'check the address'],
		redirects: [
			{ kind: 'redirect', location: 'https://other.example/?mustnotleak' },
			'redirects to https://other.example instead of answering',
			'Redirects are not followed',
		],
		'hangs up': [{ kind: 'reset' }, 'connection broke before the answer was complete', /again|repeated/],
	};
	const all: Array<[string, () => Promise<Step> | Step]> = [
		...Object.entries(everywhere).map(([operation, parameters]): [string, () => Step] => [
			operation,
			() => step(operation, parameters, 'key'),
		]),
		['token:exchangeCode', async () => exchange(await callback())],
		['token:refresh', async () => refresh((await issue(stage)).refresh_token)],
		['token:ensureFresh', async () => await due()],
	];

	describe.each(Object.keys(troubles))('that %s', (name) => {
		const [fault, message, hint] = troubles[name] as [object, string, string | RegExp];
		it.each(all)('%s', async (_, prepare) => {
			const prepared = await prepare();
			await stage.control.fault({ ...fault, times: 9 });
			expect(shown(await run(stage, prepared))).toEqual({
				message: expect.stringContaining(message),
				hint: hintLike(hint),
				item: 0,
			});
		});
	});

	it('whose limit is used up says when to try again, where it says so itself', async () => {
		await stage.control.settings({ rateLimit: 0, retryAfter: true });
		const impatient = { options: { maxWaitSeconds: 0 } };
		expect(shown(await run(stage, step('account:get', impatient, 'key')))).toMatchObject({
			message: 'Dropbox Sign has reached its limit of requests for this account',
			hint: expect.stringMatching(/Try again in \d+ seconds.*\(exceeded_rate, HTTP 429\)/),
		});
	});

	it.each(['documented', 'reported'])('tells the rest of a limit in %s headers', async (remainingHeader) => {
		await stage.control.settings({ remainingHeader });
		expect((await run(stage, step('account:get', {}, 'key'))).error).toBeUndefined();
	});

	it('what spends or creates is sent once', async () => {
		for (const prepare of [all[1], all[6], all[7]].map((each) => each?.[1])) {
			const prepared = await prepare?.();
			await stage.control.fault({ kind: 'status', status: 503, method: 'POST', after: true });
			const before = (await stage.control.requests()).length;
			await run(stage, prepared as Step);
			expect((await stage.control.requests()).length - before).toBe(1);
			await stage.control.noFaults();
		}
	});
});

describe('several items', () => {
	it('go on where the workflow says so, each failure with its code', async () => {
		const items: IDataObject[] = [{ id: APP }, { id: 'nobody' }, { id: OLDER_APP }];
		const get = step('apiApp:get', app('={{ $json.id }}'), 'key');
		const { json } = await stage.n8n.run(items, { ...get, onError: 'continueRegularOutput' });
		expect(json.map(({ client_id: id }) => id)).toEqual([APP, undefined, OLDER_APP]);
		expect(json[1]?.error).toMatchObject({
			message: NO_APP,
			kind: 'refused',
			providerCode: 'not_found',
			httpStatus: 404,
		});
	});
});
