import { client, namedIn, redirectUri, session, type Tokens, useFuseSign } from './fusesign.client';
import { type Answer, type CallOptions } from './http';

const fuse = useFuseSign();
const form = 'application/x-www-form-urlencoded';
const basic = `Basic ${Buffer.from(`${client.client_id}:${client.client_secret}`).toString('base64')}`;

describe('the page OAuthRegister', () => {
	const asked = {
		response_type: 'code',
		client_id: client.client_id,
		redirect_uri: redirectUri,
		Scope: 'FUSESIGN',
		State: 'a state & more',
	};
	const register = async (query: Record<string, string>): Promise<Answer> =>
		await fuse.raw('GET', `${session}/OAuthRegister?${new URLSearchParams(query).toString()}`);
	const { State: _state, ...stateless } = asked;

	test.each<[string, Record<string, string>, string | null]>([
		['the names of the document', asked, 'a state & more'],
		['no state', stateless, null],
		['a realm', { ...asked, Realm: 'demo' }, 'a state & more'],
		['the other scope', { ...asked, Scope: 'FUSESIGN:OWN' }, 'a state & more'],
		['both scopes', { ...asked, Scope: 'FUSESIGN FUSESIGN:OWN' }, 'a state & more'],
		['names in lower case', { ...stateless, Scope: 'FUSESIGN', state: 'low' }, 'low'],
	])(
		'given %s, when registered, then back with a code that can be exchanged',
		async (_name, query, state) => {
			const answer = await register(query);
			expect(answer.status).toBe(302);
			const location = new URL(answer.headers.location ?? '');
			expect(location.origin + location.pathname).toBe(redirectUri);
			expect(location.searchParams.get('state')).toBe(state);
			const { json } = await fuse.exchange({ code: location.searchParams.get('code') ?? '' });
			expect((await fuse.tenants(json.access_token)).json).toHaveLength(2);
		},
	);

	test('given a redirect URI with a query, when registered, then it is kept as it is', async () => {
		const uri = 'https://app.example/back?a=%7e&b';
		await fuse.control('PUT', '/fusesign/clients/demo-client', { redirectUris: [uri] });
		const { headers } = await register({ ...stateless, redirect_uri: uri });
		expect(headers.location).toMatch(/^https:\/\/app\.example\/back\?a=%7e&b&code=\w+$/);
	});

	const empty = ['Scope', 'client_id', 'redirect_uri', 'response_type'];
	test.each<[string, Record<string, string>, string[]]>([
		['nothing', {}, empty],
		['empty fields', Object.fromEntries(empty.map((name) => [name, ''])), empty],
		['another response type', { ...asked, response_type: 'token' }, ['response_type']],
		['an unknown client', { ...asked, client_id: 'nobody' }, ['client_id']],
		[
			'a redirect URI that is almost registered',
			{ ...asked, redirect_uri: `${redirectUri}/` },
			['redirect_uri'],
		],
		['an unknown scope', { ...asked, Scope: 'openid' }, ['Scope']],
		['a scope in lower case', { ...asked, Scope: 'fusesign' }, ['Scope']],
		['two mistakes', { ...asked, Scope: 'FUSESIGN openid', redirect_uri: 'x' }, ['Scope', 'redirect_uri']],
	])('given %s, when registered, then a problem names %j', async (_name, query, names) => {
		const path = `${session}/OAuthRegister?${new URLSearchParams(query).toString()}`;
		const answer = await fuse.call('GET', path);
		expect([answer.status, namedIn(answer)]).toEqual([400, names]);
	});

	test('given a client with one scope, when it asks for the other, then refused', async () => {
		await fuse.control('PUT', '/fusesign/clients/demo-client', { scopes: ['FUSESIGN:OWN'] });
		const query = new URLSearchParams(asked).toString();
		expect(namedIn(await fuse.call('GET', `${session}/OAuthRegister?${query}`))).toEqual(['Scope']);
	});

	test.each([
		['approve', ['code', 'state']],
		['deny', ['error', 'state']],
	])('given the form, when the user decides to %s, then back with %j', async (decision, names) => {
		await fuse.settings({ autoApprove: false, browserUser: 'noah@example.com' });
		const page = await register(asked);
		expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
		const fields = [...page.text.matchAll(/name="(\w+)" value="([^"]*)">/g)]
			.filter(([tag]) => !tag.startsWith('name="decision"'))
			.map(([, name, value]) => [name, value?.replace('&#38;', '&')]);
		const answer = await fuse.raw('POST', action, { body: { ...Object.fromEntries(fields), decision } });
		const location = new URL(answer.headers.location ?? '');
		expect([answer.status, [...location.searchParams.keys()]]).toEqual([302, names]);
		expect(location.searchParams.get('state')).toBe('a state & more');
	});
});

describe('the exchange', () => {
	test('given a code, when exchanged, then lifetimes are moments and the tenant is the first one', async () => {
		const clock = await fuse.control('GET', '/fusesign/clock');
		const { json } = await fuse.exchange({ code: await fuse.code() });
		expect(json).toMatchObject({
			token_type: 'Bearer',
			default_tenant_id: '00000000-0000-4000-8000-000000000001',
			expires_in: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
		});
		const left = (moment: string): number => (Date.parse(moment) - Date.parse(clock.now)) / 1000;
		expect(Math.abs(left(json.expires_in) - 3600)).toBeLessThan(10);
		expect(Math.abs(left(json.refresh_token_expires_in) - 2_592_000)).toBeLessThan(10);
	});

	test.each<[string, (fields: Record<string, string>) => CallOptions]>([
		['JSON', (body) => ({ body, asJson: true })],
		['a form', (body) => ({ body })],
		['a form with a charset', (body) => ({ body, headers: { 'Content-Type': `${form}; charset=UTF-8` } })],
		['a Basic header beside the body', (body) => ({ body, headers: { Authorization: basic } })],
	])('given %s, when exchanged, then it works', async (_name, options) => {
		const code = await fuse.code();
		const body = { ...client, grant_type: 'authorization_code', redirect_uri: redirectUri, code };
		expect((await fuse.call('POST', `${session}/OAuthGetToken`, options(body))).status).toBe(200);
	});

	test.each<[string, CallOptions]>([
		['multipart', { body: '--x--', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }],
		['plain text', { body: 'code=x', headers: { 'Content-Type': 'text/plain' } }],
		['nothing', {}],
	])('given %s, when exchanged, then 415 without a word', async (_name, options) => {
		expect((await fuse.call('POST', `${session}/OAuthGetToken`, options)).status).toBe(415);
	});

	test('given broken JSON, when exchanged, then a problem of the serializer', async () => {
		const options = { body: '{"code":', headers: { 'Content-Type': 'application/json' } };
		expect(namedIn(await fuse.call('POST', `${session}/OAuthGetToken`, options))).toEqual([
			'SerializerErrors',
		]);
	});

	const all = ['client_id', 'client_secret', 'code', 'grant_type', 'redirect_uri'];
	test.each<[string, Record<string, string | undefined>, string[]]>([
		['no field at all', Object.fromEntries(all.map((name) => [name, undefined])), all],
		['an empty secret', { client_secret: '' }, ['client_secret']],
		['no redirect URI', { redirect_uri: undefined }, ['redirect_uri']],
		['another grant type', { grant_type: 'client_credentials' }, ['grant_type']],
		['a field it does not know', { code_verifier: 'x', scope: 'FUSESIGN' }, ['code_verifier', 'scope']],
		['an unknown client', { client_id: 'nobody' }, ['client_id']],
		['a wrong secret', { client_secret: 'wrong' }, ['client_secret']],
		['an unknown code', { code: 'nonsense' }, ['code']],
		['another registered redirect URI', { redirect_uri: 'https://app.example/callback' }, ['redirect_uri']],
	])('given %s, when exchanged, then a problem names %j and the code lives', async (_name, fields, names) => {
		const code = await fuse.code();
		const answer = await fuse.exchange({ code, ...fields });
		expect([answer.status, namedIn(answer)]).toEqual([400, names]);
		expect((await fuse.exchange({ code })).status).toBe(200);
	});

	test('given the client in a Basic header only, when exchanged, then it is missing', async () => {
		const body = { grant_type: 'authorization_code', redirect_uri: redirectUri, code: await fuse.code() };
		const options = { body, headers: { Authorization: basic } };
		const answer = await fuse.call('POST', `${session}/OAuthGetToken`, options);
		expect(namedIn(answer)).toEqual(['client_id', 'client_secret']);
	});

	test('given extra fields are ignored, when sent, then it works', async () => {
		await fuse.settings({ extraFields: 'ignored' });
		expect((await fuse.exchange({ code: await fuse.code(), code_verifier: 'x' })).status).toBe(200);
	});

	test('given a code of another client, when exchanged, then it is refused', async () => {
		await fuse.control('PUT', '/fusesign/clients/other', { secret: 'demo-secret' });
		const answer = await fuse.exchange({ code: await fuse.code({ clientId: 'other' }) });
		expect(namedIn(answer)).toEqual(['code']);
	});

	test('given a code already exchanged, when exchanged again, then it is refused and the pair lives', async () => {
		const code = await fuse.code();
		const { json } = await fuse.exchange({ code });
		expect(namedIn(await fuse.exchange({ code }))).toEqual(['code']);
		expect((await fuse.tenants(json.access_token)).status).toBe(200);
	});

	test.each([
		[598, 200],
		[602, 400],
	])('given a code %d s old, when exchanged, then %d', async (seconds, status) => {
		const code = await fuse.code();
		await fuse.advance(seconds);
		expect((await fuse.exchange({ code })).status).toBe(status);
	});

	test.each([
		'token_type',
		'access_token',
		'refresh_token',
		'expires_in',
		'refresh_token_expires_in',
		'default_tenant_id',
	])('given %s is null, when exchanged, then only that', async (field) => {
		await fuse.settings({ nullFields: [field] });
		const { json } = await fuse.exchange({ code: await fuse.code() });
		const nulls = Object.keys(json).filter((name) => json[name] === null);
		expect([nulls, Object.keys(json).length]).toEqual([[field], 6]);
	});

	test('given a user without tenants, when exchanged, then no default one', async () => {
		await fuse.control('PUT', '/fusesign/users/olga@example.com', {});
		const { json } = await fuse.exchange({ code: await fuse.code({ email: 'olga@example.com' }) });
		expect(json.default_tenant_id).toBeNull();
		expect((await fuse.tenants(json.access_token)).json).toEqual([]);
	});
});

describe('the refresh', () => {
	let old: Tokens;
	beforeEach(async () => {
		old = await fuse.tokens();
	});

	test('given a pair, when refreshed, then both tokens are new and the old access token is dead', async () => {
		const { json } = await fuse.refresh(old.refresh_token);
		expect([json.access_token, json.refresh_token]).not.toContain(old.access_token);
		expect([json.access_token, json.refresh_token]).not.toContain(old.refresh_token);
		expect((await fuse.tenants(old.access_token)).status).toBe(401);
		expect((await fuse.tenants(json.access_token)).status).toBe(200);
	});

	test.each([
		['JSON', true],
		['a form', false],
	])('given %s, when refreshed, then it works', async (_name, asJson) => {
		const body = { ...client, grant_type: 'refresh_token', refresh_token: old.refresh_token };
		const answer = await fuse.call('POST', `${session}/OAuthRefreshToken`, { body, asJson });
		expect(answer.status).toBe(200);
	});

	test.each([
		[true, 401, 400],
		[false, 200, 200],
	])(
		'given reuse detection %s, when a spent token is replayed, then the new pair: %d %d',
		async (on, use, again) => {
			await fuse.settings({ reuseDetection: on });
			const { json } = await fuse.refresh(old.refresh_token);
			expect(namedIn(await fuse.refresh(old.refresh_token))).toEqual(['refresh_token']);
			expect((await fuse.tenants(json.access_token)).status).toBe(use);
			expect((await fuse.refresh(json.refresh_token)).status).toBe(again);
		},
	);

	test('given reuse of one session, when detected, then the other session of the user lives', async () => {
		const other = await fuse.tokens();
		await fuse.refresh(old.refresh_token);
		await fuse.refresh(old.refresh_token);
		expect((await fuse.tenants(other.access_token)).status).toBe(200);
	});

	test('given no rotation, when refreshed twice, then the refresh token and its end stay', async () => {
		await fuse.settings({ rotation: false });
		await fuse.advance(60);
		const { json } = await fuse.refresh(old.refresh_token);
		expect(json.refresh_token).toBe(old.refresh_token);
		expect(json.refresh_token_expires_in).toBe(old.refresh_token_expires_in);
		expect(Date.parse(json.expires_in)).toBeGreaterThan(Date.parse(old.expires_in));
		expect((await fuse.refresh(old.refresh_token)).status).toBe(200);
	});

	test('given old access tokens that live on, when refreshed, then both work', async () => {
		await fuse.settings({ oldAccessTokenLives: true });
		await fuse.refresh(old.refresh_token);
		expect((await fuse.tenants(old.access_token)).status).toBe(200);
	});

	test('given five refreshes at once, when answered, then one wins and reuse ends the session', async () => {
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => await fuse.refresh(old.refresh_token)),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
		const winner = answers.find(({ status }) => status === 200);
		expect((await fuse.tenants(winner?.json.access_token)).status).toBe(401);
	});

	const all = ['client_id', 'client_secret', 'grant_type', 'refresh_token'];
	test.each<[string, Record<string, string | undefined>, string[]]>([
		['no field at all', Object.fromEntries(all.map((name) => [name, undefined])), all],
		['no secret', { client_secret: undefined }, ['client_secret']],
		['another grant type', { grant_type: 'authorization_code' }, ['grant_type']],
		['a field it does not know', { redirect_uri: redirectUri }, ['redirect_uri']],
		['an unknown client', { client_id: 'nobody' }, ['client_id']],
		['a wrong secret', { client_secret: 'wrong' }, ['client_secret']],
		['an unknown token', { refresh_token: 'nonsense' }, ['refresh_token']],
		['another client', { client_id: 'other' }, ['refresh_token']],
	])('given %s, when refreshed, then a problem names %j and the pair lives', async (_name, fields, names) => {
		await fuse.control('PUT', '/fusesign/clients/other', {});
		const answer = await fuse.refresh(old.refresh_token, fields);
		expect([answer.status, namedIn(answer)]).toEqual([400, names]);
		expect((await fuse.tenants(old.access_token)).status).toBe(200);
		expect((await fuse.refresh(old.refresh_token)).status).toBe(200);
	});

	test('given the exchange URL, when a refresh is sent there, then it is not an exchange', async () => {
		const body = { ...client, grant_type: 'refresh_token', refresh_token: old.refresh_token };
		const answer = await fuse.call('POST', `${session}/OAuthGetToken`, { body });
		expect([answer.status, namedIn(answer)]).toEqual([
			400,
			['code', 'grant_type', 'redirect_uri', 'refresh_token'],
		]);
	});

	test.each([
		[{ refreshTokens: false }, 200],
		[{ refreshTokens: true }, 400],
		[{ refreshTokens: true, email: 'noah@example.com' }, 200],
	])('given %j made to expire, when refreshed, then %d', async (expiry, status) => {
		await fuse.control('POST', '/fusesign/tokens/expire', expiry);
		expect((await fuse.refresh(old.refresh_token)).status).toBe(status);
	});

	test('given other lifetimes, when they have passed, then the tokens are over', async () => {
		await fuse.settings({ accessTokenSeconds: 60, refreshTokenSeconds: 120 });
		const { json } = await fuse.refresh(old.refresh_token);
		await fuse.advance(61);
		expect((await fuse.tenants(json.access_token)).status).toBe(401);
		await fuse.advance(60);
		expect(namedIn(await fuse.refresh(json.refresh_token))).toEqual(['refresh_token']);
	});
});

describe('the revocation', () => {
	test.each<[string, string, number]>([
		['empty', 'application/json; charset=utf-8', 0],
		['binary', 'application/octet-stream', 4],
	])('given the answer is %s, when revoked, then %s of %d bytes', async (revokeBody, type, length) => {
		await fuse.settings({ revokeBody });
		const { access_token, refresh_token } = await fuse.tokens();
		const answer = await fuse.revoke(refresh_token);
		expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
		expect(answer.headers['content-length']).toBe(String(length));
		expect((await fuse.tenants(access_token)).status).toBe(401);
		expect(namedIn(await fuse.refresh(refresh_token))).toEqual(['refresh_token']);
	});

	test('given two sessions, when one is revoked, then the other lives', async () => {
		const [one, two] = [await fuse.tokens(), await fuse.tokens()];
		const body = { client_id: client.client_id, refresh_token: one.refresh_token };
		expect((await fuse.call('POST', `${session}/OAuthTokenRevoke`, { body })).status).toBe(200);
		expect((await fuse.tenants(two.access_token)).status).toBe(200);
	});

	test.each<[string, Record<string, string | undefined>, string[]]>([
		['nothing', { client_id: undefined, refresh_token: undefined }, ['client_id', 'refresh_token']],
		['a secret, which it does not take', { client_secret: 'demo-secret' }, ['client_secret']],
		['an unknown client', { client_id: 'nobody' }, ['client_id']],
		['another client', { client_id: 'other' }, ['refresh_token']],
		['an unknown token', { refresh_token: 'nonsense' }, ['refresh_token']],
		['the fields of RFC 7009', { refresh_token: undefined, token: 'any' }, ['refresh_token', 'token']],
	])('given %s, when revoked, then a problem names %j and the pair lives', async (_name, fields, names) => {
		await fuse.control('PUT', '/fusesign/clients/other', {});
		const { access_token, refresh_token } = await fuse.tokens();
		const answer = await fuse.revoke(refresh_token, fields);
		expect([answer.status, namedIn(answer)]).toEqual([400, names]);
		expect((await fuse.tenants(access_token)).status).toBe(200);
	});

	test.each([
		['refused', 400],
		['accepted', 200],
	])('given unknown tokens are %s, when one is revoked twice, then %d', async (unknownRevoke, status) => {
		await fuse.settings({ unknownRevoke });
		const { refresh_token } = await fuse.tokens();
		await fuse.revoke(refresh_token);
		expect((await fuse.revoke(refresh_token)).status).toBe(status);
	});
});

describe('rate limits', () => {
	test('given the default, when called often, then there is no limit', async () => {
		const statuses = new Set<number>();
		for (let count = 0; count < 150; count += 1) statuses.add((await fuse.exchange({})).status);
		expect([...statuses]).toEqual([400]);
	});

	test('given one call a minute, when two come, then 429 as plain text until the window ends', async () => {
		await fuse.settings({ rateLimit: 1 });
		await fuse.exchange({});
		const answer = await fuse.exchange({});
		expect(answer.status).toBe(429);
		expect(Number(answer.headers['retry-after'])).toBeGreaterThan(50);
		expect((await fuse.refresh('nonsense')).status).toBe(400);
		await fuse.advance(61);
		expect((await fuse.exchange({})).status).toBe(400);
	});
});

/** Its own documents contradict each other on this, and nobody here has seen the real server. */
describe('a server that takes JSON only', () => {
	beforeEach(async () => await fuse.settings({ bodies: 'jsonOnly' }));

	test.each(['OAuthGetToken', 'OAuthRefreshToken', 'OAuthTokenRevoke'])(
		'given a form, when sent to %s, then 415 without a word, and the same as JSON is carried out',
		async (name) => {
			const { refresh_token } = await fuse.tokens();
			const bodies: Record<string, Record<string, string>> = {
				OAuthGetToken: {
					...client,
					grant_type: 'authorization_code',
					redirect_uri: redirectUri,
					code: await fuse.code(),
				},
				OAuthRefreshToken: { ...client, grant_type: 'refresh_token', refresh_token },
				OAuthTokenRevoke: { client_id: client.client_id, refresh_token },
			};
			const [path, body] = [`${session}/${name}`, bodies[name]];
			expect((await fuse.call('POST', path, { body })).status).toBe(415);
			expect((await fuse.call('POST', path, { body, asJson: true })).status).toBe(200);
		},
	);
});
