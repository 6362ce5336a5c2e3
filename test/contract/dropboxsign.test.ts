import {
	basic,
	current,
	exchangePath,
	legacy,
	multipart,
	refreshPath,
	refusal,
	refused,
	useDropboxSign,
} from './dropboxsign.client';
import { type Answer, type CallOptions } from './http';

const sign = useDropboxSign();
const wrongCode = refused(
	'invalid_request',
	'Either the combo client_id/code is wrong or this request was made more than 1 hour after the inital grant',
);
const missing = (name: string): object => refused('invalid_request', `Parameter ${name} is missing`);
const badClient = refused('invalid_client', 'The client credentials are invalid');
const badRefreshToken = refused('invalid_grant', 'Invalid grant data (refresh token)');

describe('two hosts on one port', () => {
	test.each(['POST /v3/oauth/token', 'POST /v3/oauth/token?refresh', 'GET /v3/oauth/authorize'])(
		'given the OAuth path on the API host, when %s, then not_found of the API',
		async (call) => {
			const [method = '', path = ''] = call.split(' ');
			const body = { ...current, grant_type: 'authorization_code', code: await sign.code() };
			const answer = await sign.call(method, path, method === 'POST' ? { body, asJson: true } : {});
			expect(refusal(answer)).toEqual(refused('not_found', 'Invalid URI', 404));
		},
	);

	test.each(['/account', '/api_app/list', '/'])(
		'given the API path %s on the OAuth host, when called, then a page that is not there',
		async (path) => {
			const { access_token: token } = await sign.tokens();
			const answer = await sign.raw('GET', path, { token });
			expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
		},
	);

	test.each(['GET', 'PUT', 'DELETE'])('given %s, when the token is asked for, then 404', async (method) => {
		expect((await sign.raw(method, exchangePath)).status).toBe(404);
	});
});

describe('the authorize page', () => {
	const callback = 'http://localhost:5678/rest/oauth2-credential/callback';
	const asked = { response_type: 'code', client_id: current.client_id, state: 'a state & more' };
	const authorize = async (query: Record<string, string>): Promise<Answer> =>
		await sign.raw('GET', `/oauth/authorize?${new URLSearchParams(query).toString()}`);
	const without = (name: keyof typeof asked): Record<string, string> => {
		const { [name]: _left, ...rest } = asked;
		return rest;
	};

	test.each<[string, Record<string, string>]>([
		['no redirect_uri', {}],
		['the callback URL of the app', { redirect_uri: callback }],
		['a scope, which changes nothing', { scope: 'template_access' }],
	])('given %s, when authorized, then back with a code that can be exchanged', async (_name, more) => {
		const answer = await authorize({ ...asked, ...more });
		expect(answer.status).toBe(302);
		const location = new URL(answer.headers.location ?? '');
		expect(location.origin + location.pathname).toBe(callback);
		expect(location.searchParams.get('state')).toBe('a state & more');
		const code = location.searchParams.get('code') ?? '';
		const { json } = await sign.exchange({ code, state: 'a state & more' });
		expect((await sign.me(json.access_token)).json.account.email_address).toBe('ada@example.com');
	});

	test.each<[string, Record<string, string>, string]>([
		['another response type', { ...asked, response_type: 'token' }, 'response_type'],
		['no response type', without('response_type'), 'response_type'],
		['no client', without('client_id'), 'client_id'],
		['no state', without('state'), 'state'],
		['an unknown client', { ...asked, client_id: 'nobody' }, 'no app nobody'],
		['an app without OAuth', { ...asked, client_id: 'plain' }, 'no app plain'],
		['another redirect_uri', { ...asked, redirect_uri: `${callback}/` }, 'redirect_uri'],
		['an empty redirect_uri', { ...asked, redirect_uri: '' }, 'redirect_uri'],
	])(
		'given %s, when authorized, then a page says so and nothing is sent back',
		async (_name, query, word) => {
			const answer = await authorize(query);
			expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
			expect(answer.text).toContain(word);
			expect(answer.headers.location).toBeUndefined();
		},
	);

	test.each<[boolean, string, number]>([
		[false, 'ada@example.com', 302],
		[false, 'grace@example.com', 400],
		[true, 'grace@example.com', 302],
	])(
		'given approved: %s, when %s authorizes the app, then %d',
		async (isApproved, browserAccount, status) => {
			await sign.putApp(current.client_id, { isApproved });
			await sign.settings({ browserAccount });
			expect((await authorize(asked)).status).toBe(status);
		},
	);

	test.each([
		['approve', ['code', 'state']],
		['deny', ['error', 'state']],
	])('given the form, when the user decides to %s, then back with %j', async (decision, names) => {
		await sign.settings({ autoApprove: false });
		const page = await authorize(asked);
		expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(page.text).toContain('value="a state &#38; more"');
		const body = { ...asked, decision };
		const answer = await sign.raw('POST', '/oauth/authorize', { body });
		const location = new URL(answer.headers.location ?? '');
		expect([answer.status, [...location.searchParams.keys()]]).toEqual([302, names]);
		expect(location.searchParams.get('state')).toBe(asked.state);
	});
});

describe('the exchange', () => {
	test('given a code, when exchanged, then a pair for a day and the state again', async () => {
		const { json } = await sign.exchange({ code: await sign.code({ email: 'grace@example.com' }) });
		expect(json).toMatchObject({ expires_in: 86_400, token_type: 'Bearer', state: 'demo-state' });
		expect((await sign.me(json.access_token)).json.account.email_address).toBe('grace@example.com');
	});

	test.each<[string, (fields: Record<string, string>) => CallOptions]>([
		['JSON', (body) => ({ body, asJson: true })],
		['a form', (body) => ({ body })],
		['multipart', (fields) => multipart(Object.entries(fields))],
		[
			'JSON with fields it does not know',
			(body) => ({ body: { ...body, redirect_uri: 'https://a.example', test_mode: true }, asJson: true }),
		],
	])('given %s, when exchanged, then it works', async (_name, options) => {
		const fields = {
			...current,
			grant_type: 'authorization_code',
			code: await sign.code(),
			state: 'demo-state',
		};
		expect((await sign.call('POST', exchangePath, options(fields))).status).toBe(200);
	});

	// Most calls are also wrong in what is checked later, so the order of the checks is part of the case.
	test.each<[string, Record<string, string | undefined>, object]>([
		['no grant type', { grant_type: undefined, client_id: undefined }, missing('grant_type')],
		[
			'another grant type',
			{ grant_type: 'client_credentials', code: undefined },
			refused('unsupported_grant_type', 'The grant type client_credentials is not supported'),
		],
		['no client id', { client_id: undefined, client_secret: undefined }, missing('client_id')],
		['no client secret', { client_secret: undefined, code: undefined }, missing('client_secret')],
		['no code', { code: undefined, state: undefined }, missing('code')],
		['no state', { state: undefined, code: 'nonsense' }, missing('state')],
		['an empty code', { code: '' }, missing('code')],
		['an unknown code', { code: 'nonsense', client_secret: 'wrong' }, wrongCode],
		['an unknown client', { client_id: 'nobody' }, wrongCode],
		['the code of another client', legacy, wrongCode],
		['a wrong secret', { client_secret: 'wrong', state: 'other' }, badClient],
		[
			'another state',
			{ state: 'other' },
			refused('invalid_request', 'Parameter state is not the one of the authorization'),
		],
	])(
		'given %s, when exchanged, then it is refused as such and the code lives',
		async (_name, fields, expected) => {
			const code = await sign.code();
			expect(refusal(await sign.exchange({ code, ...fields }))).toEqual(expected);
			expect((await sign.exchange({ code })).status).toBe(200);
		},
	);

	test.each<[string, CallOptions, object]>([
		['no body', {}, missing('grant_type')],
		[
			'plain text',
			{ body: 'grant_type=x', headers: { 'Content-Type': 'text/plain' } },
			missing('grant_type'),
		],
		[
			'a doubled client id',
			{
				body: 'grant_type=authorization_code&client_id=a&client_id=b',
				headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			},
			missing('client_id'),
		],
		[
			'the client in a Basic header',
			{
				body: { grant_type: 'authorization_code', code: 'any', state: 'any' },
				headers: basic(current.client_id, current.client_secret),
			},
			missing('client_id'),
		],
	])('given %s, when exchanged, then it is refused as such', async (_name, options, expected) => {
		expect(refusal(await sign.call('POST', exchangePath, options))).toEqual(expected);
	});

	test.each<[string, CallOptions]>([
		['broken JSON', { body: '{"a":', headers: { 'Content-Type': 'application/json' } }],
		['broken multipart', { body: 'nonsense', headers: { 'Content-Type': 'multipart/form-data' } }],
	])('given %s, when exchanged, then bad_request', async (_name, options) => {
		const answer = await sign.raw('POST', exchangePath, options);
		expect(refusal(answer)).toMatchObject({ status: 400, name: 'bad_request' });
	});

	test('given a code already exchanged, when exchanged again, then it is wrong and the pair lives', async () => {
		const code = await sign.code();
		const { json } = await sign.exchange({ code });
		expect(refusal(await sign.exchange({ code }))).toEqual(wrongCode);
		expect((await sign.me(json.access_token)).status).toBe(200);
	});

	test.each([
		[3599, 200],
		[3602, 400],
	])('given a code %d s old, when exchanged, then %d', async (seconds, status) => {
		const code = await sign.code();
		await sign.advance(seconds);
		expect((await sign.exchange({ code })).status).toBe(status);
	});

	test.each<[string, string | undefined, number, string | null]>([
		['left out', undefined, 200, null],
		['repeated', 'demo-state', 200, 'demo-state'],
		['wrong', 'other', 400, null],
	])('given state is not required, when %s, then %s: %d', async (_name, state, status, echoed) => {
		await sign.settings({ requireState: false });
		const answer = await sign.exchange({ code: await sign.code(), state });
		expect([answer.status, answer.json.state ?? null]).toEqual([status, echoed]);
	});

	test.each([
		[true, 400],
		[false, 200],
	])(
		'given state required: %s, when exchanged as n8n does, a form without one, then %d',
		async (on, status) => {
			await sign.settings({ requireState: on });
			const body = { ...current, grant_type: 'authorization_code', code: await sign.code() };
			expect((await sign.call('POST', exchangePath, { body })).status).toBe(status);
		},
	);

	test('given one session per account and app, when authorized again, then the older one is over', async () => {
		await sign.settings({ onePerAccountAndApp: true });
		const [old, other] = [await sign.tokens(), await sign.tokens({ clientId: legacy.client_id })];
		const { json } = await sign.exchange({ code: await sign.code() });
		const statuses = [old, other, json].map(async ({ access_token }) => (await sign.me(access_token)).status);
		expect(await Promise.all(statuses)).toEqual([401, 200, 200]);
	});
});

describe('the refresh', () => {
	test('given a pair, when refreshed, then a new access token and the refresh token again', async () => {
		const old = await sign.tokens();
		const { json } = await sign.refresh(old.refresh_token);
		expect(json).toMatchObject({ expires_in: 86_400, refresh_token: old.refresh_token });
		expect(json.access_token).not.toBe(old.access_token);
		expect((await sign.me(old.access_token)).status).toBe(401);
		expect((await sign.me(json.access_token)).status).toBe(200);
		expect((await sign.refresh(old.refresh_token)).status).toBe(200);
	});

	test('given the refresh token is left out, when refreshed, then the old one goes on', async () => {
		await sign.settings({ refreshToken: 'omitted' });
		const { refresh_token } = await sign.tokens();
		expect(Object.keys((await sign.refresh(refresh_token)).json)).not.toContain('refresh_token');
		expect((await sign.refresh(refresh_token)).status).toBe(200);
	});

	test.each([
		[false, 200],
		[true, 401],
	])('given rotation and reuse detection %s, when replayed, then the new pair: %d', async (on, status) => {
		await sign.settings({ refreshToken: 'rotated', reuseDetection: on });
		const { refresh_token } = await sign.tokens();
		const { json } = await sign.refresh(refresh_token);
		expect(json.refresh_token).not.toBe(refresh_token);
		expect(refusal(await sign.refresh(refresh_token))).toEqual(badRefreshToken);
		expect((await sign.me(json.access_token)).status).toBe(status);
		expect((await sign.refresh(json.refresh_token)).status).toBe(status === 200 ? 200 : 400);
	});

	test('given old access tokens that live on, when refreshed, then both work', async () => {
		await sign.settings({ oldAccessTokenLives: true });
		const old = await sign.tokens();
		await sign.refresh(old.refresh_token);
		expect((await sign.me(old.access_token)).status).toBe(200);
	});

	test.each<[string, string, Record<string, string | undefined>, object | undefined]>([
		['a newer app and its client', current.client_id, current, undefined],
		['a newer app without a client', current.client_id, {}, missing('client_id')],
		[
			'a newer app without the secret',
			current.client_id,
			{ client_id: current.client_id },
			missing('client_secret'),
		],
		['a newer app and a wrong secret', current.client_id, { ...current, client_secret: 'wrong' }, badClient],
		['a newer app and another client', current.client_id, legacy, badRefreshToken],
		['an older app without a client', legacy.client_id, {}, undefined],
		['an older app and its client', legacy.client_id, legacy, undefined],
		['an older app and half a client', legacy.client_id, { client_secret: 'any' }, missing('client_id')],
		['an older app and a wrong secret', legacy.client_id, { ...legacy, client_secret: 'wrong' }, badClient],
	])('given %s, when refreshed, then as expected', async (_name, clientId, fields, expected) => {
		const { refresh_token } = await sign.tokens({ clientId });
		const answer = await sign.refresh(refresh_token, fields);
		if (expected) expect(refusal(answer)).toEqual(expected);
		else expect(answer.status).toBe(200);
	});

	test.each<[string, string | undefined, object]>([
		['no refresh token', undefined, missing('refresh_token')],
		['an unknown one', 'nonsense', badRefreshToken],
	])('given %s, when refreshed, then it is refused as such', async (_name, token, expected) => {
		expect(refusal(await sign.refresh(token))).toEqual(expected);
		expect(refusal(await sign.refresh(token, {}))).toEqual(expected);
	});

	test('given an access token, when used to refresh, then it is refused', async () => {
		const { access_token } = await sign.tokens();
		expect(refusal(await sign.refresh(access_token))).toEqual(badRefreshToken);
	});

	test.each([
		['the access token expired', { refreshTokens: false }, 200],
		['both tokens expired', { refreshTokens: true }, 400],
		['another account expired', { refreshTokens: true, email: 'grace@example.com' }, 200],
	])('given %s, when refreshed, then %d', async (_name, expiry, status) => {
		const { refresh_token } = await sign.tokens();
		await sign.control('POST', '/dropboxsign/tokens/expire', expiry);
		expect((await sign.refresh(refresh_token)).status).toBe(status);
	});

	test.each([
		[null, 200],
		[60, 400],
	])('given refresh tokens that live %s s, when ten years have passed, then %d', async (seconds, status) => {
		await sign.settings({ refreshTokenSeconds: seconds });
		const { refresh_token } = await sign.tokens();
		await sign.advance(10 * 365 * 86_400);
		expect((await sign.refresh(refresh_token)).status).toBe(status);
	});

	test.each([
		[true, exchangePath, 'refresh_token', 400],
		[true, refreshPath, 'authorization_code', 400],
		[false, exchangePath, 'refresh_token', 200],
		[false, refreshPath, 'authorization_code', 200],
	])('given the marker required: %s, when %s gets %s, then %d', async (required, path, grantType, status) => {
		await sign.settings({ requireRefreshMarker: required });
		const { refresh_token } = await sign.tokens();
		const body = {
			...current,
			grant_type: grantType,
			refresh_token,
			code: await sign.code(),
			state: 'demo-state',
		};
		expect((await sign.raw('POST', path, { body })).status).toBe(status);
	});

	test('given five refreshes at once, when answered, then all succeed and the newest access token works', async () => {
		const { refresh_token } = await sign.tokens();
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => await sign.refresh(refresh_token)),
		);
		const living = await Promise.all(
			answers.map(async ({ json }) => (await sign.me(json.access_token)).status),
		);
		expect(living.sort()).toEqual([200, 401, 401, 401, 401]);
	});
});

describe('errors of the token endpoint, flat', () => {
	beforeEach(async () => await sign.settings({ oauthErrors: 'flat' }));

	test('given a wrong code, when exchanged, then the body of RFC 6749', async () => {
		const { status, json } = await sign.exchange({ code: 'nonsense' });
		expect([status, json]).toEqual([
			400,
			{ error: 'invalid_request', error_description: expect.stringContaining('inital grant') },
		]);
	});

	test('given another endpoint, when refused, then nested as ever', async () => {
		expect((await sign.call('GET', '/v3/account')).json.error.error_name).toBe('unauthorized');
	});

	test('given the limit is reached, when exchanged, then nested all the same', async () => {
		await sign.settings({ rateLimit: 0 });
		expect(refusal(await sign.exchange({})).name).toBe('exceeded_rate');
	});
});

describe('rate limits', () => {
	const get = async (token: string): Promise<Answer> => await sign.me(token);

	test('given the last call of the window, when one more comes, then exceeded_rate until the window ends', async () => {
		await sign.settings({ rateLimit: 2 });
		const { access_token } = await sign.tokens();
		const clock = await sign.control('GET', '/dropboxsign/clock');
		const first = await get(access_token);
		expect(first.headers).toMatchObject({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1' });
		const resetIn = Number(first.headers['x-ratelimit-reset']) - Date.parse(clock.now) / 1000;
		expect(Math.abs(resetIn - 60)).toBeLessThan(10);
		await get(access_token);
		const answer = await get(access_token);
		expect(refusal(answer)).toEqual(refused('exceeded_rate', 'Too many requests.', 429));
		expect(answer.headers['retry-after']).toBeUndefined();
		await sign.advance(61);
		expect((await get(access_token)).status).toBe(200);
	});

	test('given two accounts, when one is over its limit, then the other is not; its tokens and key share one', async () => {
		await sign.settings({ rateLimit: 1 });
		const [ada, grace] = [await sign.tokens(), await sign.tokens({ email: 'grace@example.com' })];
		await get(ada.access_token);
		expect((await sign.call('GET', '/v3/account', { headers: basic('demo-api-key-ada') })).status).toBe(429);
		expect((await get(grace.access_token)).status).toBe(200);
	});

	test('given refused token calls, when counted, then they are, by address', async () => {
		await sign.settings({ rateLimit: 1 });
		await sign.exchange({ code: 'nonsense' });
		expect(refusal(await sign.exchange({ code: 'nonsense' })).status).toBe(429);
		const headers = { 'X-Forwarded-For': '192.0.2.1' };
		expect((await sign.call('POST', exchangePath, { body: {}, headers })).status).toBe(400);
	});

	test('given the header that public clients report, when called, then it stands in for the documented one', async () => {
		await sign.settings({ remainingHeader: 'reported' });
		const { headers } = await get((await sign.tokens()).access_token);
		expect(headers).toMatchObject({ 'x-ratelimit-limit-remaining': '99' });
		expect(headers['x-ratelimit-remaining']).toBeUndefined();
	});

	test('given Retry-After, when over the limit, then it tells the seconds', async () => {
		await sign.settings({ rateLimit: 0, retryAfter: true });
		const { headers } = await get((await sign.tokens()).access_token);
		expect(Number(headers['retry-after'])).toBeGreaterThan(50);
		expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
	});

	test('given nobody is identified, when refused, then it does not count', async () => {
		await sign.settings({ rateLimit: 1 });
		await sign.call('GET', '/v3/account');
		await sign.call('GET', '/v3/account');
		expect((await get((await sign.tokens()).access_token)).status).toBe(200);
	});
});
