import { demoApplication, demoApplicationId, demoUsers } from '../../sandbox/fluxer/accounts';
import {
	alice,
	api,
	applicationPath,
	bruno,
	client,
	FEBRUARY,
	oauthRefused,
	refusal,
	refused,
	tokenPath,
	useFluxer,
} from './fluxer.client';
import type { Answer } from './http';

const fluxer = useFluxer();
const list = `${api}/oauth2/applications/@me`;
const create = `${api}/oauth2/applications`;

describe('the instance', () => {
	test('given nobody, when asked where things are, then here, readable from any page', async () => {
		const { json, headers } = await fluxer.call('GET', `${api}/.well-known/fluxer`);
		expect(json.endpoints).toMatchObject({
			api: `${fluxer.sandbox.fluxer}/v1`,
			webapp: fluxer.sandbox.fluxer,
		});
		expect(headers['access-control-allow-origin']).toBe('*');
	});

	test.each([
		['GET', '/v1/nowhere'],
		['GET', tokenPath],
		['PUT', applicationPath],
	])('given %s %s, when called, then 404', async (method, path) => {
		const answer = await fluxer.call(method, path);
		expect(refusal(answer)).toEqual(refused('NOT_FOUND'));
	});
});

describe('rate limits', () => {
	const calls: Array<[string, string, number, () => Promise<Answer>]> = [
		[
			'authorizeLimit',
			'consent',
			1,
			async () => await fluxer.json('POST', `${api}/oauth2/authorize/consent`, alice, {}),
		],
		['tokenLimit', 'token', 0.5, async () => await fluxer.form(tokenPath, {})],
		['introspectLimit', 'introspect', 0.5, async () => await fluxer.form(`${api}/oauth2/introspect`, {})],
		['introspectLimit', 'revoke', 0.5, async () => await fluxer.form(`${tokenPath}/revoke`, {})],
		['introspectLimit', 'user info', 0.5, async () => await fluxer.call('GET', `${api}/oauth2/userinfo`)],
		['listLimit', 'list', 1, async () => await fluxer.call('GET', list, alice)],
		['listLimit', 'get', 1, async () => await fluxer.call('GET', applicationPath, alice)],
		['listLimit', 'public', 1, async () => await fluxer.call('GET', `${applicationPath}/public`)],
		['updateLimit', 'update', 2, async () => await fluxer.json('PATCH', applicationPath, alice, {})],
		['createLimit', 'create', 360, async () => await fluxer.json('POST', create, alice, {})],
		['deleteLimit', 'delete', 360, async () => await fluxer.call('DELETE', applicationPath, alice)],
		[
			'resetLimit',
			'secret reset',
			360,
			async () => await fluxer.call('POST', `${applicationPath}/client-secret/reset`, alice),
		],
		[
			'resetLimit',
			'bot reset',
			360,
			async () => await fluxer.call('POST', `${applicationPath}/bot/reset-token`, alice),
		],
		['instanceLimit', 'discovery', 1, async () => await fluxer.call('GET', `${api}/.well-known/fluxer`)],
		[
			'sudoMethodsLimit',
			'MFA methods',
			3,
			async () => await fluxer.call('GET', `${api}/users/@me/sudo/mfa-methods`, alice),
		],
	];
	const defaults: Record<string, number> = {
		authorizeLimit: 60,
		tokenLimit: 120,
		introspectLimit: 120,
		listLimit: 60,
		updateLimit: 30,
		createLimit: 10,
		deleteLimit: 10,
		resetLimit: 10,
		instanceLimit: 60,
		sudoMethodsLimit: 20,
	};

	// Most of the calls are refused anyway: failures count.
	test.each(calls)(
		'given as many calls as %s, when %s is called again, then 429 for about %d s',
		async (name, _what, share, call) => {
			await fluxer.settings({ globalLimit: 10_000 });
			const most = Number(defaults[name]);
			const answers = await Promise.all(Array.from({ length: most }, call));
			expect(answers.some(({ status }) => status === 429)).toBe(false);
			expect(new Set(answers.map(({ headers }) => headers['x-ratelimit-limit']))).toEqual(
				new Set([String(most)]),
			);

			let refused = await call();
			// The calls take time, in which the first shares come back.
			while (refused.status !== 429) refused = await call();
			const { json, headers } = refused;
			expect(json).toMatchObject({ code: 'RATE_LIMITED', global: false });
			expect(json.retry_after).toBeGreaterThan(0);
			expect(json.retry_after).toBeLessThanOrEqual(share);
			expect(headers).toMatchObject({
				'retry-after': String(Math.ceil(json.retry_after)),
				'x-ratelimit-limit': String(most),
				'x-ratelimit-remaining': '0',
				'x-ratelimit-global': 'false',
			});
			await fluxer.advance(share);
			expect((await call()).status).not.toBe(429);
		},
	);

	test.each<[string, string[]]>([
		['introspectLimit', ['introspect', 'revoke', 'user info']],
		['resetLimit', ['secret reset', 'bot reset']],
		['listLimit', ['list', 'get']],
	])(
		'given one call within %s, when another of the same bucket follows, then it is one too many',
		async (name, whats) => {
			await fluxer.settings({ [name]: 1 });
			const [first, ...others] = calls.filter(([, what]) => whats.includes(what)).map(([, , , call]) => call);
			expect((await first?.())?.status).not.toBe(429);
			for (const call of others) expect((await call()).status).toBe(429);
		},
	);

	test('given one user at the limit, when another calls, then it does not matter; applications share it', async () => {
		await fluxer.settings({ updateLimit: 1 });
		const other = await fluxer.application();
		await fluxer.json('PATCH', applicationPath, alice, {});
		expect((await fluxer.json('PATCH', `${create}/${other.id}`, alice, {})).status).toBe(429);
		expect((await fluxer.json('PATCH', applicationPath, bruno, {})).status).toBe(403);
	});

	test('given clients at one address, when the first is at the limit, then so is the second, and another address is not', async () => {
		await fluxer.settings({ tokenLimit: 1 });
		const from = async (ip: string): Promise<number> => {
			const options = { body: client, headers: { 'X-Forwarded-For': ip } };
			return (await fluxer.call('POST', tokenPath, undefined, options)).status;
		};
		expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([
			400, 429, 400,
		]);
	});

	test('given a refused call, when it waits as told, then the next one passes and the one after does not', async () => {
		await fluxer.settings({ listLimit: 2 });
		const call = async (): Promise<Answer> => await fluxer.call('GET', list, alice);
		expect([
			(await call()).headers['x-ratelimit-remaining'],
			(await call()).headers['x-ratelimit-remaining'],
		]).toEqual(['1', '0']);
		const { json } = await call();
		expect(json.retry_after).toBeGreaterThan(20);
		await fluxer.advance(json.retry_after);
		expect([(await call()).status, (await call()).status]).toEqual([200, 429]);
	});

	describe('the global one', () => {
		beforeEach(async () => await fluxer.settings({ globalLimit: 1 }));
		/** Two calls at once: what the one that was refused got. */
		const burst = async (path: string, authorization: string): Promise<Answer> => {
			const call = async (): Promise<Answer> => await fluxer.call('GET', path, authorization);
			const answers = await Promise.all([call(), call()]);
			const [first, second] = answers.sort((one, other) => one.status - other.status);
			expect([first?.status, second?.status]).toEqual([200, 429]);
			return second as Answer;
		};

		test('given a session over it, when tried later, then it is dead for good, and the other sessions live', async () => {
			const { sessionToken } = await fluxer.control('POST', '/fluxer/sessions', { username: 'alice' });
			const { json, headers } = await burst(list, alice);
			expect(json).toMatchObject({ code: 'RATE_LIMITED', global: true });
			expect(headers).toMatchObject({ 'x-ratelimit-global': 'true', 'retry-after': '1' });
			await fluxer.advance(86_400);
			expect(refusal(await fluxer.call('GET', list, alice))).toEqual(refused('UNAUTHORIZED'));
			expect((await fluxer.call('GET', list, sessionToken)).status).toBe(200);
			expect((await fluxer.call('GET', list, bruno)).status).toBe(200);
		});

		test('given an OAuth token over it, when tried later, then it works', async () => {
			const { access_token } = await fluxer.tokens();
			const { json } = await burst(`${api}/oauth2/userinfo`, `Bearer ${access_token}`);
			expect(json.global).toBe(true);
			await fluxer.advance(1);
			expect((await fluxer.userInfo(access_token)).status).toBe(200);
		});

		test('given buckets of different kinds, when called in turn, then they count together', async () => {
			await fluxer.call('GET', list, alice);
			const answer = await fluxer.json('PATCH', applicationPath, alice, {});
			expect(answer.json).toMatchObject({ code: 'RATE_LIMITED', global: true });
		});

		test('given routes without a limit, when called, then they neither count nor are counted', async () => {
			await fluxer.settings({ globalLimit: 0 });
			const { access_token } = await fluxer.tokens();
			expect((await fluxer.call('GET', `${api}/oauth2/@me`, `Bearer ${access_token}`)).status).toBe(200);
			const bot = `Bot ${demoApplicationId}.${demoApplication.botSecret}`;
			expect((await fluxer.call('GET', `${api}/applications/@me`, bot)).status).toBe(200);
		});
	});
});

describe('the control side', () => {
	test('given a fresh sandbox, when read, then the demo users, the demo application and Fluxer defaults', async () => {
		const users = await fluxer.control('GET', '/fluxer/users');
		expect(users).toMatchObject([
			{ username: 'alice', sessionTokens: [alice], otpSecret: null, password: demoUsers.alice.password },
			{ username: 'bruno', sessionTokens: [bruno], otpSecret: demoUsers.bruno.otpSecret },
		]);
		expect(await fluxer.control('GET', '/fluxer/applications')).toEqual([
			{
				id: demoApplicationId,
				name: 'Demo Connector',
				owner: 'alice',
				redirectUris: demoApplication.redirectUris,
				clientSecret: demoApplication.clientSecret,
				botToken: `${demoApplicationId}.${demoApplication.botSecret}`,
			},
		]);
		expect(await fluxer.control('GET', '/fluxer/tokens')).toEqual([]);
		expect(await fluxer.control('GET', '/fluxer/settings')).toMatchObject({
			version: 'july2026',
			selfHosted: false,
			captcha: false,
			accessTokenSeconds: 604_800,
			refreshTokenSeconds: 2_592_000,
			codeSeconds: 600,
			sudoSeconds: 300,
			autoApprove: true,
			globalLimit: 50,
		});
	});

	test('given changes of every kind, when reset, then nothing is left of them', async () => {
		const before = await Promise.all(
			['users', 'applications', 'settings'].map(
				async (what) => await fluxer.control('GET', `/fluxer/${what}`),
			),
		);
		const { access_token } = await fluxer.tokens();
		await fluxer.settings({ ...FEBRUARY, listLimit: 1 });
		await fluxer.control('PUT', '/fluxer/users/carla', {});
		await fluxer.application();
		await fluxer.control('POST', '/fluxer/sessions/revoke');
		await fluxer.control('POST', '/fluxer/reset');
		const after = await Promise.all(
			['users', 'applications', 'settings'].map(
				async (what) => await fluxer.control('GET', `/fluxer/${what}`),
			),
		);
		expect(after).toEqual(before);
		expect((await fluxer.userInfo(access_token)).status).toBe(401);
	});

	test('given a new user, when created and replaced, then a session each time, and the old ones and tokens are dead', async () => {
		const first = await fluxer.control('PUT', '/fluxer/users/carla', {
			email: 'carla@a.example',
			globalName: 'Carla',
		});
		expect(first).toMatchObject({ username: 'carla', password: 'demo-password-carla', otpSecret: null });
		expect(first.sessionToken).toMatch(/^flx_[a-zA-Z0-9]{36}$/);
		const pair = await fluxer.tokens({ username: 'carla' });
		const info = { username: 'carla', global_name: 'Carla', email: 'carla@a.example' };
		expect((await fluxer.userInfo(pair.access_token)).json).toMatchObject(info);

		const second = await fluxer.control('PUT', '/fluxer/users/carla', {});
		expect([second.id, second.sessionTokens]).toEqual([first.id, [second.sessionToken]]);
		expect((await fluxer.call('GET', list, first.sessionToken)).status).toBe(401);
		expect((await fluxer.call('GET', list, second.sessionToken)).json).toEqual([]);
		expect(refusal(await fluxer.refresh(pair.refresh_token))).toEqual(oauthRefused('invalid_grant'));
	});

	test('given tokens, when some expire or are revoked, then exactly those', async () => {
		const own = await fluxer.tokens();
		const brunos = await fluxer.tokens({ username: 'bruno', scope: 'identify' });
		expect(await fluxer.control('GET', '/fluxer/tokens')).toMatchObject([
			{ kind: 'access', token: own.access_token, username: 'alice', scope: 'identify email' },
			{ kind: 'refresh', token: own.refresh_token, applicationId: demoApplicationId },
			{ kind: 'access', username: 'bruno' },
			{ kind: 'refresh', username: 'bruno' },
		]);
		const expire = async (body: Record<string, unknown>): Promise<unknown> =>
			await fluxer.control('POST', '/fluxer/tokens/expire', body);
		expect(await expire({ username: 'alice' })).toEqual({ expired: 1 });
		expect((await fluxer.userInfo(own.access_token)).status).toBe(401);
		expect((await fluxer.userInfo(brunos.access_token)).status).toBe(200);
		const { json: next } = await fluxer.refresh(own.refresh_token);
		expect(await expire({ username: 'alice', kind: 'refresh' })).toEqual({ expired: 1 });
		expect((await fluxer.refresh(next.refresh_token)).status).toBe(400);
		const revoked = { applicationId: demoApplicationId, username: 'bruno' };
		expect(await fluxer.control('POST', '/fluxer/tokens/revoke', revoked)).toEqual({ revoked: 2 });
		expect((await fluxer.refresh(brunos.refresh_token)).status).toBe(400);
	});

	test('given sessions, when those of one user are revoked, then the other goes on', async () => {
		expect(await fluxer.control('POST', '/fluxer/sessions/revoke', { username: 'alice' })).toEqual({
			revoked: 1,
		});
		expect((await fluxer.call('GET', list, alice)).status).toBe(401);
		expect((await fluxer.call('GET', list, bruno)).status).toBe(200);
		expect(await fluxer.control('POST', '/fluxer/sessions/revoke')).toEqual({ revoked: 1 });
	});

	test('given a code of the control side, when asked for with everything, then it goes where the browser would', async () => {
		const body = {
			username: 'bruno',
			redirectUri: 'https://example.com',
			scope: 'guilds',
			state: 'demo-state',
		};
		const { code, redirectUri, redirectTo } = await fluxer.control('POST', '/fluxer/codes', body);
		expect([redirectUri, redirectTo]).toEqual([
			'https://example.com/',
			`https://example.com/?code=${code}&state=demo-state`,
		]);
		expect((await fluxer.exchange(code, { redirect_uri: redirectUri })).json.scope).toBe('guilds');
	});

	test.each<[string, string, Record<string, unknown>, string]>([
		['PATCH', '/fluxer/settings', { version: 'older' }, 'body.version'],
		['PATCH', '/fluxer/settings', { speed: 1 }, "'speed'"],
		['PUT', '/fluxer/users/carla', { password: 'short' }, 'body.password'],
		['PUT', '/fluxer/users/carla', { otpSecret: '1!' }, 'body.otpSecret: not base32'],
		['PUT', '/fluxer/users/carla', { sessionToken: 'flx_short' }, 'body.sessionToken'],
		['PUT', '/fluxer/users/two%20words', {}, 'username: letters, digits and _ only'],
		['POST', '/fluxer/sessions', {}, 'body.username'],
		['POST', '/fluxer/sessions', { username: 'nobody' }, 'There is no user nobody'],
		['POST', '/fluxer/applications', {}, 'body.name'],
		['POST', '/fluxer/applications', { name: 'x', owner: 'nobody' }, 'There is no user nobody'],
		['POST', '/fluxer/codes', { applicationId: '1' }, 'There is no application 1'],
		['POST', '/fluxer/codes', { redirectUri: 'https://evil.example/' }, 'invalid_request'],
		['POST', '/fluxer/codes', { scope: 'openid' }, 'invalid_scope'],
		['POST', '/fluxer/codes', { state: 'x'.repeat(257) }, 'INVALID_FORM_BODY'],
		['POST', '/fluxer/tokens', { scope: 'openid' }, 'body.scope'],
		['POST', '/fluxer/tokens/expire', { kind: 'both' }, 'body.kind'],
		['POST', '/fluxer/tokens/revoke', { user: 'alice' }, "'user'"],
	])('given %s %s with %j, when sent, then 400 naming %s', async (method, path, body, message) => {
		const answer = await fluxer.rawControl(method, path, body);
		expect(answer.status).toBe(400);
		expect(answer.json.error).toContain(message);
	});

	test('given calls of every kind, when counted, then each where it belongs', async () => {
		const { json } = await fluxer.exchange(await fluxer.code());
		await fluxer.refresh(json.refresh_token);
		await fluxer.refresh('made-up');
		await fluxer.userInfo('made-up');
		await fluxer.call('GET', applicationPath, alice);
		await fluxer.call('GET', `${api}/nowhere`);
		await fluxer.settings({ tokenLimit: 0 });
		await fluxer.refresh(json.refresh_token);
		expect(await fluxer.control('GET', '/fluxer/counters')).toEqual({
			requests: {
				'POST /v1/oauth2/token': 4,
				'GET /v1/oauth2/userinfo': 1,
				'GET /v1/oauth2/applications/:id': 1,
				'GET *': 1,
			},
			tokenCalls: 4,
			signIns: 1,
			refreshes: 1,
			refusedTokenCalls: 2,
			unauthorized: 1,
			inFlightMost: 1,
			rateLimited: 1,
			inFlight: 0,
		});
		const [first] = await fluxer.control('GET', '/fluxer/requests');
		expect(first).toMatchObject({ path: tokenPath, body: { grant_type: 'authorization_code', ...client } });
	});

	test.each([
		['before', 200, false],
		['after', 400, true],
	])(
		'given a server that breaks %s the work, when a refresh meets it, then the next one is answered %d',
		async (_when, status, after) => {
			const { refresh_token } = await fluxer.tokens();
			await fluxer.control('POST', '/fluxer/faults', { path: tokenPath, kind: 'status', status: 503, after });
			const body = { ...client, grant_type: 'refresh_token', refresh_token };
			expect((await fluxer.raw('POST', tokenPath, { body })).status).toBe(503);
			expect((await fluxer.refresh(refresh_token)).status).toBe(status);
		},
	);
});
