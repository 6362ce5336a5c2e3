import { sendingWith } from '../support/operations';
import type { IDataObject } from 'n8n-workflow';
import {
	app,
	APP,
	CALLBACK,
	connect,
	consent,
	issue,
	OLDER_APP,
	one,
	run,
	SECRET,
	startTestBed,
	step,
} from '../support/dropboxSign';
import { describeUnderFaults } from '../support/underFaults';
import { describeStoredSessions } from '../support/storedSessions';
import { sealScenarios } from '../support/sealing';
import { describeOperations, shown, type Scenario } from '../support/scenarios';

const stage = startTestBed();
const exchange = (code: string, parameters: object = {}, credential = 'client') =>
	step('token:exchangeCode', { code, ...parameters }, credential);
const tokensOf = async (credential = 'client') =>
	await one(stage, exchange((await consent(stage, credential)).callback, {}, credential));
const sent = async (method: string) =>
	(await stage.control.requests()).filter((request) => request.method === method);

const newApp = {
	name: 'A new app',
	domains: 'app.example, example.com',
	additionalFields: {
		callbackUrl: 'https://app.example/events',
		insertEverywhere: true,
		oauthCallbackUrl: CALLBACK,
		oauthScopes: ['basic_account_info', 'request_signature'],
		whiteLabeling: '{ "link_color": "#ffffff" }',
	},
};

const scenarios: Record<string, Scenario> = {
	...sealScenarios(stage, 'token', step),
	'account:get': async () => ({
		step: step('account:get', { simplify: false }, 'key'),
		expected: { email_address: 'ada@example.com', is_paid_hf: false },
	}),
	'apiApp:create': async () => ({
		step: step('apiApp:create', newApp, 'key'),
		expected: {
			client_id: expect.stringMatching(/^[0-9a-f]{32}$/),
			domains: ['app.example', 'example.com'],
			callback_url: 'https://app.example/events',
			options: { can_insert_everywhere: true },
			oauth: { secret: expect.stringMatching(/^[0-9a-f]{32}$/), callback_url: CALLBACK },
			white_labeling_options: { link_color: '#ffffff' },
		},
	}),
	'apiApp:delete': async () => ({
		step: step('apiApp:delete', app(APP), 'key'),
		expected: { deleted: true },
	}),
	'apiApp:get': async () => ({
		step: step('apiApp:get', app(APP, 'list'), 'key'),
		expected: { client_id: APP, oauth: { secret: '…-app' } },
	}),
	'apiApp:getMany': async () => ({
		step: step('apiApp:getMany', { limit: 2 }, 'key'),
		expected: { client_id: expect.any(String), oauth: { secret: expect.stringMatching(/^…/) } },
	}),
	'apiApp:update': async () => ({
		step: step('apiApp:update', { ...app(APP), updateFields: { name: 'Renamed' } }, 'key'),
		expected: { name: 'Renamed', oauth: { secret: '…-app' } },
	}),
	'token:check': async () => ({
		step: step('token:check', { tokenSet: await tokensOf() }),
		expected: { status: 'alive', reason: null, expiresAt: expect.any(String) },
	}),
	'token:revokeEverything': async () => ({
		step: step('token:revokeEverything', { tokenSet: await tokensOf() }),
		expected: { status: 'cannotBeRevoked', reason: expect.stringContaining('settings') },
	}),
	'token:ensureFresh': async () => ({
		step: step('token:ensureFresh', {
			tokenSet: await tokensOf(),
			minutesLeft: 24 * 60,
			includeStatus: true,
		}),
		expected: { status: 'refreshed', reason: null },
	}),
	'token:exchangeCode': async () => {
		const { callback, state } = await consent(stage);
		return { step: exchange(callback, { expectedState: state }), expected: { tokenType: 'Bearer' } };
	},
	'token:getAuthorizationUrl': async () => ({
		step: step('token:getAuthorizationUrl', { redirectUri: CALLBACK }),
		expected: {
			url: expect.stringMatching(/\/oauth\/authorize\?response_type=code&client_id=our-app&redirect_uri=/),
			state: expect.stringMatching(/^[\w-]{43}$/),
		},
	}),
	'token:refresh': async () => ({
		step: step('token:refresh', { refreshToken: (await issue(stage)).refresh_token }),
		expected: { accessToken: expect.any(String), refreshToken: expect.any(String) },
	}),
};

describeOperations('DropboxSign', async (each) => await run(stage, each), scenarios);
describeUnderFaults('DropboxSign', stage, scenarios, ['apiApp:delete']);

describeStoredSessions('Dropbox Sign', {
	stage,
	connect: async () => await tokensOf(),
	of: (operation, parameters) => step(`token:${operation}`, parameters),
	keepsRefreshTokens: 'always',
	cannotBeRevoked: true,
});

describe('tokens of other people', () => {
	it('live a day by the clock, and the echoed state is kept apart', async () => {
		const { callback, state } = await consent(stage);
		const tokens = await one(stage, exchange(callback));
		expect(tokens.expiresInSeconds).toBeGreaterThan(86_300);
		expect(tokens.extra).toBe(JSON.stringify({ state }));
		expect(tokens).not.toHaveProperty('refreshTokenExpiresAt');
	});

	it('exchange and refresh send JSON to URLs of their own, the client in the body and no Authorization', async () => {
		const { callback, state } = await consent(stage);
		const { refreshToken } = await one(stage, exchange(callback));
		await run(stage, step('token:refresh', { refreshToken }));
		const [exchanged, refreshed] = await sent('POST');
		const client = { client_id: APP, client_secret: SECRET };
		const code = new URL(callback).searchParams.get('code');
		expect(exchanged).toMatchObject({ path: '/oauth/token', query: {} });
		expect(exchanged?.body).toEqual({ grant_type: 'authorization_code', ...client, code, state });
		expect(refreshed).toMatchObject({ path: '/oauth/token', query: { refresh: '' } });
		expect(refreshed?.body).toEqual({ grant_type: 'refresh_token', ...client, refresh_token: refreshToken });
		for (const request of [exchanged, refreshed]) {
			expect(request?.headers).not.toHaveProperty('authorization');
			expect(request?.headers['content-type']).toBe('application/json');
		}
	});

	it('a code by itself needs the Returned State, which is sent', async () => {
		const { callback, state } = await consent(stage);
		const code = String(new URL(callback).searchParams.get('code'));
		expect(shown(await run(stage, exchange(code)))).toEqual({
			message: 'The state is missing, and Dropbox Sign wants it back with the code',
			hint: expect.stringContaining('the code was not spent'),
			item: 0,
		});
		expect(await sent('POST')).toEqual([]);
		expect(
			(await run(stage, exchange(code, { expectedState: state, returnedState: state }))).error,
		).toBeUndefined();
	});

	it.each([
		['a newer app, which has to say who it is', 'client', APP],
		['an older app, which need not', 'older client', OLDER_APP],
	])('refreshes for %s', async (_, credential, clientId) => {
		const { refresh_token: refreshToken } = await issue(stage, clientId);
		const { error, json } = await run(stage, step('token:refresh', { refreshToken }, credential));
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ refreshToken });
	});

	it.each([
		['repeated', (old: string) => old],
		['omitted', (old: string) => old],
		['rotated', (old: string) => expect.not.stringContaining(old)],
	])('a refresh token that is %s leads to the one to go on with', async (refreshToken, expected) => {
		await stage.control.settings({ refreshToken });
		const old = (await issue(stage)).refresh_token;
		const first = await one(stage, step('token:refresh', { refreshToken: old }));
		expect(first.refreshToken).toEqual(expected(old));
		const again = await run(stage, step('token:refresh', { refreshToken: first.refreshToken }));
		expect(again.error).toBeUndefined();
	});

	it('Ensure Fresh leaves alone what lasts, and asks nobody', async () => {
		const tokenSet = { row: 7, ...(await tokensOf()) };
		const before = await stage.control.counters();
		expect(await one(stage, step('token:ensureFresh', { tokenSet }))).toEqual({
			...tokenSet,
			expiresInSeconds: expect.any(Number),
		});
		expect((await stage.control.counters()).tokenCalls).toBe(before.tokenCalls);
	});
});

describe('a connected credential', () => {
	it('signs with its access token, and refreshes at the URL for that', async () => {
		const { access_token: old } = await connect(stage);
		await stage.control.send('POST', '/tokens/expire', {});
		expect((await one(stage, step('account:get', {}, 'connected'))).email_address).toBe('ada@example.com');
		expect(await stage.control.counters()).toMatchObject({ refreshes: 1, unauthorized: 2 });
		const [refreshed] = await sent('POST');
		expect(refreshed?.query).toEqual({ refresh: '' });
		expect(refreshed?.body).toMatchObject({ client_id: APP, client_secret: SECRET });
		const { data } = stage.n8n.credentials.stored.get('connected') ?? {};
		expect((data?.oauthTokenData as unknown as IDataObject).access_token).not.toBe(old);
	});

	it.each(['repeated', 'omitted', 'rotated'])(
		'outlives two refreshes, the token %s',
		async (refreshToken) => {
			await stage.control.settings({ refreshToken });
			await connect(stage);
			for (const _ of [1, 2]) {
				await stage.control.send('POST', '/tokens/expire', {});
				expect((await run(stage, step('account:get', {}, 'connected'))).error).toBeUndefined();
			}
		},
	);

	it('an API key is the user name of Basic, with an empty password', async () => {
		await run(stage, step('account:get', {}, 'key'));
		const [request] = await sent('GET');
		const [scheme, pair = ''] = String(request?.headers.authorization).split(' ');
		expect([scheme, Buffer.from(pair, 'base64').toString()]).toEqual([
			'Basic',
			'mustnotleak-api-key-of-ada:',
		]);
	});
});

describe('the account', () => {
	it('is simplified unless the whole is asked for', async () => {
		const account = await one(stage, step('account:get', { simplify: true }, 'key'));
		expect(Object.keys(account)).toHaveLength(9);
		expect(account).not.toHaveProperty('settings');
	});

	it('may be named by its ID or its address', async () => {
		const mine = await one(stage, step('account:get', {}, 'key'));
		const options = { accountId: mine.account_id, emailAddress: 'ada@example.com' };
		expect((await run(stage, step('account:get', { options }, 'key'))).error).toBeUndefined();
		expect((await sent('GET')).at(-1)?.query).toEqual({
			account_id: mine.account_id,
			email_address: 'ada@example.com',
		});
	});
});

describe('API apps', () => {
	it.each(['apiApp:get', 'apiApp:getMany', 'apiApp:update'])(
		'%s masks the secret unless it is asked for',
		async (operation) => {
			const parameters = { ...app(APP), updateFields: { name: 'Same' }, returnAll: true };
			const masked = await run(stage, step(operation, parameters, 'key'));
			expect(JSON.stringify(masked)).not.toContain('mustnotleak');
			const shownOnes = await run(
				stage,
				sendingWith(step(operation, parameters, 'key'), { includeSecrets: true }),
			);
			expect(JSON.stringify(shownOnes.json)).toContain(SECRET);
		},
	);

	it('a name and a domain are enough, and nothing else is sent', async () => {
		const { oauth } = await one(
			stage,
			step('apiApp:create', { name: 'Plain', domains: ['a.example'] }, 'key'),
		);
		expect(oauth).toBeNull();
		expect((await sent('POST'))[0]?.body).toEqual({ name: 'Plain', domains: ['a.example'] });
	});

	it('an update sends what was added, lists of an expression too, and clears what is chosen', async () => {
		const clientId = String((await one(stage, step('apiApp:create', newApp, 'key'))).client_id);
		const clear = ['callbackUrl', 'oauth', 'whiteLabeling'];
		const updateFields = { domains: '={{ ["b.example"] }}', oauthScopes: [], clear };
		const updated = await one(stage, step('apiApp:update', { ...app(clientId), updateFields }, 'key'));
		expect(updated).toMatchObject({ name: 'A new app', callback_url: null, oauth: null });
		expect((await sent('PUT'))[0]?.body).toEqual({
			callback_url: '',
			domains: ['b.example'],
			oauth: { callback_url: '', scopes: [''] },
			white_labeling_options: { reset_to_default: true },
		});
	});

	it('scopes may come as text, such as that of an expression', async () => {
		const updateFields = { oauthScopes: 'basic_account_info, team_access' };
		const updated = await one(stage, step('apiApp:update', { ...app(APP), updateFields }, 'key'));
		expect(updated.oauth).toMatchObject({ scopes: ['basic_account_info', 'team_access'] });
	});

	it('new scopes end the sessions of the app, and the warning says so', async () => {
		await issue(stage);
		const updateFields = { oauthScopes: ['team_access'] };
		const updated = await one(stage, step('apiApp:update', { ...app(APP), updateFields }, 'key'));
		expect(updated.warnings).toEqual([expect.objectContaining({ warning_name: 'oauth_grants_revoked' })]);
	});

	it('what is deleted already counts as deleted', async () => {
		const remove = step('apiApp:delete', app(APP), 'key');
		expect(await one(stage, remove)).toEqual({ deleted: true });
		expect(await one(stage, remove)).toEqual({ deleted: true, alreadyDeleted: true });
	});

	it('an empty object says that it is deleted as well as no body does', async () => {
		await stage.control.fault({ kind: 'wrongShape', body: {} });
		expect(await one(stage, step('apiApp:delete', app(APP), 'key'))).toEqual({ deleted: true });
	});

	describe('many', () => {
		const many = async (count: number) => {
			await stage.control.settings({ rateLimit: 10_000 });
			for (let n = 0; n < count; n++) await stage.control.send('PUT', `/apps/app-${n}`, {});
		};

		it('are read page by page, and no more of them than the limit', async () => {
			await many(130);
			const all = await run(stage, step('apiApp:getMany', { returnAll: true }, 'key'));
			expect(new Set(all.json.map(({ client_id: id }) => id)).size).toBe(134);
			expect((await sent('GET')).map(({ query }) => query)).toEqual([
				{ page: '1', page_size: '100' },
				{ page: '2', page_size: '100' },
			]);
			const some = await run(stage, step('apiApp:getMany', { limit: 103 }, 'key'));
			expect(some.json.map(({ client_id: id }) => id)).toEqual(
				all.json.slice(0, 103).map(({ client_id: id }) => id),
			);
			expect((await run(stage, step('apiApp:getMany', { limit: 7 }, 'key'))).json).toHaveLength(7);
			expect((await sent('GET')).at(-1)?.query).toEqual({ page: '1', page_size: '7' });
		});

		it('can be picked from in the editor, by name and client ID', async () => {
			const pick = async (credential: string, filter?: string) =>
				(await stage.n8n.search('apiApps', step('apiApp:get', {}, credential), filter)).results;
			expect(await pick('key')).toContainEqual({ name: `Demo App · ${APP}`, value: APP });
			expect(await pick('key', 'OLDER')).toEqual([{ name: `Demo App · ${OLDER_APP}`, value: OLDER_APP }]);
		});

		it('can be picked from after the token has expired, though n8n has the URL of the exchange then', async () => {
			const url = `${stage.sandbox.dropboxSign}/oauth/token`;
			await connect(stage, APP, { accessTokenUrl: url, refreshUrl: `${url}?refresh` });
			await stage.control.send('POST', '/tokens/expire', {});
			const { results } = await stage.n8n.search('apiApps', step('apiApp:get', {}, 'connected'), 'our');
			expect(results).toHaveLength(2);
			expect((await stage.control.counters()).refreshes).toBe(1);
		});
	});
});
