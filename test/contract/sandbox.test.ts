import axios from 'axios';
import { startSandbox } from '../../sandbox';
import { testTime } from '../support/testTime';
import { type Answer } from './http';
import { api, PeerTubeClient, refusal, tokenPath, usePeerTube } from './peertube.client';

const peerTube = usePeerTube();

describe('the control side', () => {
	test('given a running sandbox, when asked for its health, then ok', async () => {
		expect(await peerTube.control('GET', '/health')).toEqual({ ok: true });
	});

	test('given changes of every kind, when reset, then nothing is left of them', async () => {
		const { access_token } = await peerTube.signIn('alice');
		const settings = await peerTube.control('GET', '/peertube/settings');
		await peerTube.settings({ version: '8.1.0', host: 'videos.example', signInLimit: 0 });
		await peerTube.putUser('alice', { password: 'another' });
		await peerTube.advance(1000);
		await peerTube.control('POST', '/peertube/faults', { kind: 'status' });
		await peerTube.control('POST', '/peertube/reset');
		expect(await peerTube.control('GET', '/peertube/settings')).toEqual(settings);
		expect((await peerTube.control('GET', '/peertube/clock')).advancedSeconds).toBe(0);
		expect(await peerTube.control('GET', '/peertube/requests')).toEqual([]);
		expect((await peerTube.control('GET', '/peertube/counters')).tokenCalls).toBe(0);
		expect((await peerTube.me(access_token)).status).toBe(401);
		expect((await peerTube.password('alice')).status).toBe(200);
	});

	test('given a fresh sandbox, when its settings are read, then PeerTube defaults', async () => {
		expect(await peerTube.control('GET', '/peertube/settings')).toEqual({
			accessTokenSeconds: 86_400,
			refreshTokenSeconds: null,
			signInLimit: 15,
			signInWindowSeconds: 300,
			apiLimit: 50,
			apiWindowSeconds: 10,
			accountFailureLimit: 10,
			accountFailureWindowSeconds: 900,
			version: '8.2.1',
			host: new URL(peerTube.sandbox.peerTube).host,
			revokeDelayMs: null,
		});
	});

	test.each<[string, string, Record<string, unknown>, string]>([
		['PATCH', '/peertube/settings', { version: '6.0.0' }, 'body.version'],
		['PATCH', '/peertube/settings', { accessTokenSeconds: 0 }, 'body.accessTokenSeconds'],
		['PATCH', '/peertube/settings', { speed: 1 }, "'speed'"],
		['POST', '/peertube/clock', {}, 'body.advanceSeconds'],
		['POST', '/peertube/clock', { advanceSeconds: -1 }, 'body.advanceSeconds'],
		['PUT', '/peertube/users/nell', {}, 'body.password'],
		['PUT', '/peertube/users/nell', { password: 'x', otpSecret: '1!' }, 'body.otpSecret: not base32'],
		['PUT', '/peertube/users/nell', { password: 'x', role: 'Owner' }, 'body.role'],
		['POST', '/peertube/external-auth-tokens', {}, 'body.username'],
		['POST', '/peertube/tokens/expire', { username: 'nobody' }, 'There is no user nobody'],
		['POST', '/peertube/tokens/revoke', { user: 'alice' }, "'user'"],
		['POST', '/peertube/faults', { kind: 'unlucky' }, 'body.kind'],
		['POST', '/peertube/faults', { kind: 'redirect' }, 'a redirect needs a location'],
		['POST', '/peertube/faults', { kind: 'status', times: 0 }, 'body.times'],
	])('given %s %s with %j, when sent, then 400 naming %s', async (method, path, body, message) => {
		const answer = await peerTube.rawControl(method, path, body);
		expect(answer.status).toBe(400);
		expect(answer.json.error).toContain(message);
	});

	test('given a path it does not have, when called, then a JSON 404', async () => {
		const answer = await peerTube.rawControl('GET', '/elsewhere/clock');
		expect([answer.status, answer.json.error]).toEqual([404, 'There is no GET /elsewhere/clock here']);
	});

	test('given tokens of two users, when those of one expire, then the other goes on', async () => {
		const [alice, root] = [await peerTube.signIn('alice'), await peerTube.signIn('root')];
		expect(await peerTube.control('POST', '/peertube/tokens/expire', { username: 'alice' })).toEqual({
			expired: 1,
		});
		expect((await peerTube.me(alice.access_token)).status).toBe(401);
		expect((await peerTube.me(root.access_token)).status).toBe(200);
		expect(await peerTube.control('POST', '/peertube/tokens/revoke')).toEqual({ revoked: 2 });
		expect((await peerTube.refresh(alice.refresh_token)).status).toBe(400);
	});

	test('given a replaced client, when the old one is used, then it is refused and the new one is public', async () => {
		const old = await peerTube.client();
		const next = await peerTube.control('POST', '/peertube/oauth-clients', { replace: true });
		expect(await peerTube.client()).toEqual(next);
		expect(refusal(await peerTube.password('alice', old)).code).toBe('invalid_client');
		expect((await peerTube.password('alice')).status).toBe(200);
	});

	test('given calls of every kind, when counted, then each where it belongs', async () => {
		const { refresh_token } = await peerTube.signIn('alice');
		await peerTube.password('alice', { password: 'wrong' });
		await peerTube.password('bruno');
		await peerTube.refresh(refresh_token);
		await peerTube.call('GET', `${api}/users/me`);
		await peerTube.call('GET', `${api}/users/7/token-sessions`);
		await peerTube.call('GET', `${api}/nowhere`);
		await peerTube.settings({ signInLimit: 0 });
		await peerTube.password('alice');
		expect(await peerTube.control('GET', '/peertube/counters')).toEqual({
			requests: {
				'GET /api/v1/oauth-clients/local': 5,
				'POST /api/v1/users/token': 5,
				'GET /api/v1/users/me': 1,
				'GET /api/v1/users/:userId/token-sessions': 1,
				'GET *': 1,
			},
			tokenCalls: 5,
			signIns: 1,
			refreshes: 1,
			refusedTokenCalls: 3,
			unauthorized: 2,
			inFlightMost: 1,
			rateLimited: 1,
			inFlight: 0,
		});
		const zero = await peerTube.control('DELETE', '/peertube/counters');
		expect(zero).toMatchObject({ requests: {}, tokenCalls: 0, inFlightMost: 0 });
	});

	test('given three calls at once, when counted, then three were in flight', async () => {
		await peerTube.control('POST', '/peertube/faults', {
			kind: 'status',
			after: true,
			delayMs: 100,
			times: 3,
		});
		const answers = await Promise.all([1, 2, 3].map(async () => await peerTube.client()));
		expect(new Set(answers.map(({ client_id }) => client_id)).size).toBe(1);
		expect((await peerTube.control('GET', '/peertube/counters')).inFlightMost).toBe(3);
	});

	test('given a sign-in, when the requests are read, then they show what was sent', async () => {
		await peerTube.password('alice', {}, { 'X-Trace': 'one' });
		await peerTube.call('GET', `${api}/nowhere?a=b`);
		const requests = await peerTube.control('GET', '/peertube/requests');
		expect(requests).toHaveLength(3);
		expect(requests[1]).toMatchObject({
			method: 'POST',
			path: tokenPath,
			query: {},
			headers: { 'x-trace': 'one', 'content-type': 'application/x-www-form-urlencoded' },
			body: { grant_type: 'password', username: 'alice', password: 'demo-password-alice' },
		});
		expect(requests[2]).toMatchObject({ method: 'GET', path: `${api}/nowhere`, query: { a: 'b' } });
	});

	test('given more than 500 requests, when read, then the last 500', async () => {
		for (let batch = 0; batch < 6; batch += 1) {
			await Promise.all(
				Array.from({ length: 100 }, async () => await peerTube.raw('GET', `/batch-${batch}`)),
			);
		}
		const requests = await peerTube.control('GET', '/peertube/requests');
		expect([requests.length, requests[0].path, requests[499].path]).toEqual([500, '/batch-1', '/batch-5']);
	});
});

describe('faults', () => {
	const plan = async (fault: Record<string, unknown>): Promise<void> => {
		await peerTube.control('POST', '/peertube/faults', fault);
	};
	const ask = async (): Promise<Answer> => await peerTube.raw('GET', `${api}/oauth-clients/local`);

	test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		['a status', { kind: 'status', status: 502 }, { status: 502, text: '' }],
		['a status with Retry-After', { kind: 'status', retryAfter: 7 }, { status: 503, retry: '7' }],
		[
			'a status with a JSON body',
			{ kind: 'status', status: 418, body: { a: 1 } },
			{ status: 418, text: '{"a":1}', type: 'application/json; charset=utf-8' },
		],
		[
			'a status with a text body',
			{ kind: 'status', status: 500, body: 'oh' },
			{ status: 500, text: 'oh', type: 'text/plain; charset=utf-8' },
		],
		['an HTML page', { kind: 'html' }, { status: 200, type: 'text/html; charset=utf-8' }],
		[
			'an HTML error',
			{ kind: 'html', status: 502, body: '<p>down</p>' },
			{ status: 502, text: '<p>down</p>' },
		],
		[
			'an empty answer',
			{ kind: 'empty' },
			{ status: 200, text: '', type: 'application/json; charset=utf-8' },
		],
		[
			'unreadable JSON',
			{ kind: 'invalidJson' },
			{ status: 200, text: '{"access_token": ', type: 'application/json; charset=utf-8' },
		],
		['a wrong shape', { kind: 'wrongShape' }, { status: 200, text: '["unexpected"]' }],
		[
			'a shape of choice',
			{ kind: 'wrongShape', body: { access_token: 5 } },
			{ status: 200, text: '{"access_token":5}' },
		],
		[
			'a redirect',
			{ kind: 'redirect', location: 'http://127.0.0.1:1/' },
			{ status: 302, location: 'http://127.0.0.1:1/' },
		],
		['a kept method', { kind: 'redirect', status: 307, location: '/x' }, { status: 307, location: '/x' }],
	])('given %s, when met, then it is what arrives, once', async (_name, fault, expected) => {
		await plan(fault);
		const { status, text, headers } = await ask();
		const { 'content-type': type, 'retry-after': retry, location } = headers;
		expect({ status, text, type, retry, location }).toMatchObject(expected);
		expect((await ask()).status).toBe(200);
	});

	test.each<[string, string]>([
		['reset', 'ECONNRESET'],
		['truncate', 'ERR_BAD_RESPONSE'],
	])('given %s, when met, then the connection breaks with %s', async (kind, code) => {
		await plan({ kind });
		await expect(ask()).rejects.toMatchObject({ code });
		expect((await ask()).status).toBe(200);
	});

	test('given a stall, when met, then nothing comes until the client gives up', async () => {
		await plan({ kind: 'stall' });
		const before = testTime.now();
		const signal = testTime.alarm(3_600_000);
		const asked = axios.get(`${peerTube.sandbox.peerTube}${api}/oauth-clients/local`, { signal });
		await expect(asked).rejects.toMatchObject({ code: 'ERR_CANCELED' });
		expect(testTime.now() - before).toBe(3_600_000);
		expect((await ask()).status).toBe(200);
	});

	test('given a huge answer, when met, then more than 30 MB of JSON arrive', async () => {
		await plan({ kind: 'huge' });
		const { text, json } = await ask();
		expect(text.length).toBeGreaterThan(30_000_000);
		expect(Object.keys(json)).toEqual(['padding']);
	});

	test('given a delay, when met, then the answer waits for it', async () => {
		await plan({ kind: 'status', after: true, delayMs: 120 });
		const before = testTime.now();
		expect((await peerTube.client()).client_id).toHaveLength(32);
		expect(testTime.now() - before).toBe(120);
	});

	test('given a fault on the token route, when met, then nothing is spent or counted against the limit', async () => {
		const { refresh_token } = await peerTube.signIn('alice');
		await peerTube.settings({ signInLimit: 2 });
		await plan({ method: 'post', path: tokenPath, kind: 'status', status: 503 });
		const body = { ...(await peerTube.client()), grant_type: 'refresh_token', refresh_token };
		expect((await peerTube.raw('POST', tokenPath, { body })).status).toBe(503);
		expect((await peerTube.refresh(refresh_token)).status).toBe(200);
		const counters = await peerTube.control('GET', '/peertube/counters');
		expect(counters).toMatchObject({ tokenCalls: 3, refreshes: 1, refusedTokenCalls: 1 });
	});

	test.each(['reset', 'status', 'truncate', 'empty', 'html'])(
		'given %s after the work, when a refresh meets it, then the token is spent though no pair arrives',
		async (kind) => {
			const { refresh_token } = await peerTube.signIn('alice');
			const body = { ...(await peerTube.client()), grant_type: 'refresh_token', refresh_token };
			await plan({ path: tokenPath, kind, after: true, ...(kind === 'status' ? { status: 502 } : {}) });
			const answer = await peerTube.raw('POST', tokenPath, { body }).catch((error: Error) => error);
			expect(JSON.stringify(answer)).not.toMatch(/"access_token":"[0-9a-f]{40}"/);
			expect(refusal(await peerTube.refresh(refresh_token)).code).toBe('invalid_grant');
			expect((await peerTube.control('GET', '/peertube/counters')).refreshes).toBe(1);
		},
	);

	test('given a redirect after the work, when the real answer was 200, then it redirects', async () => {
		await plan({ kind: 'redirect', location: '/elsewhere', after: true });
		expect([(await ask()).status, (await ask()).status]).toEqual([302, 200]);
	});

	test.each<[string, boolean, Record<string, unknown>]>([
		['another method', false, { method: 'POST' }],
		['another path', false, { path: `${api}/users/me` }],
		['the start of the path only', false, { path: api }],
		['a wildcard', true, { path: `${api}/*` }],
		['a wildcard in the middle', true, { path: '/api/*/local' }],
		['a dot that is not a wildcard', false, { path: '/api/v1/oauth.clients/local' }],
		['the method in lower case', true, { method: 'get' }],
	])('given a fault for %s, when another request comes, then met: %s', async (_name, met, match) => {
		await plan({ ...match, kind: 'status' });
		expect((await ask()).status).toBe(met ? 503 : 200);
	});

	test('given several faults, when met, then the oldest first, each as often as planned', async () => {
		await plan({ kind: 'status', status: 500, times: 2 });
		await plan({ kind: 'status', status: 501 });
		const statuses = [await ask(), await ask(), await ask(), await ask()].map(({ status }) => status);
		expect(statuses).toEqual([500, 500, 501, 200]);
	});

	test('given planned faults, when cleared, then none is met', async () => {
		await plan({ kind: 'status', times: 5 });
		expect(await peerTube.control('GET', '/peertube/faults')).toHaveLength(1);
		expect(await peerTube.control('DELETE', '/peertube/faults')).toEqual([]);
		expect((await ask()).status).toBe(200);
	});
});

describe('starting and stopping', () => {
	test('given a taken port, when started, then the message names it and nothing stays running', async () => {
		const taken = Number(new URL(peerTube.sandbox.peerTube).port);
		const first = await startSandbox();
		const peerTubePort = Number(new URL(first.peerTube).port);
		await first.close();
		const message = (what: string): string => `Port ${taken} for ${what} is already in use`;
		await expect(startSandbox({ peerTubePort: taken })).rejects.toThrow(message('peerTube'));
		await expect(startSandbox({ peerTubePort, controlPort: taken })).rejects.toThrow(
			message('the control side'),
		);
		await (await startSandbox({ peerTubePort })).close();
	});

	test('given chosen ports, when started and closed with a request stalled, then it answers there and then nowhere', async () => {
		const other = await startSandbox();
		const client = new PeerTubeClient(other);
		await client.control('POST', '/peertube/faults', { kind: 'stall' });
		const stalled = client.raw('GET', `${api}/users/me`).catch((error: Error) => error);
		while ((await client.control('GET', '/peertube/requests')).length === 0);
		await other.close();
		expect(await stalled).toMatchObject({ code: 'ECONNRESET' });
		await expect(client.raw('GET', `${api}/users/me`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});
});
