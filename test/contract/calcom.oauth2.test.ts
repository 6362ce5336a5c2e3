import { createHash } from 'node:crypto';

import { demoConfidentialClient, demoPublicClient, demoUsers } from '../../sandbox/calcom/accounts';
import {
	authorizePath,
	grantOf,
	oauthRefusal,
	refusal,
	renewalOf,
	tokenPath,
	useCalCom,
} from './calcom.client';
import { type Answer, type CallOptions } from './http';

const calCom = useCalCom();
const confidential = demoConfidentialClient;
const [redirectUri = '', otherUri = ''] = confidential.redirectUris;
const verifier = 'demo-verifier-'.repeat(4);
const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
const invalidRequest = (description: string): unknown[] => [400, 'invalid_request', description];
const invalidGrant = (reason: string): unknown[] => [400, 'invalid_grant', reason];
const invalidClient = (reason: string): unknown[] => [401, 'invalid_client', reason];
const publicCode = async (): Promise<string> =>
	await calCom.code({ clientId: demoPublicClient.id, codeChallenge });
const publicGrant = (code: string): Record<string, string> => ({
	client_id: demoPublicClient.id,
	grant_type: 'authorization_code',
	code,
	redirect_uri: redirectUri,
	code_verifier: verifier,
});

describe('a token request refused for its fields', () => {
	const noClient = invalidRequest('client_id is required');
	const noGrant = invalidRequest("grant_type must be 'authorization_code' or 'refresh_token'");
	const extra = (name: string): unknown[] =>
		invalidRequest(`${name} property is wrong,property ${name} should not exist `);
	const missing = (name: string): unknown[] =>
		invalidRequest(`${name} property is wrong,${name} must be a string `);

	test.each<[string, Record<string, string | undefined>, unknown[]]>([
		['no client_id', { client_id: undefined }, noClient],
		['an empty client_id', { client_id: '' }, noClient],
		['no grant_type', { grant_type: undefined }, noGrant],
		['another grant', { grant_type: 'client_credentials' }, noGrant],
		['a verifier beside the secret', { code_verifier: verifier }, extra('code_verifier')],
		['a state', { state: 'demo' }, extra('state')],
		['a scope', { scope: 'PROFILE_READ' }, extra('scope')],
		['a refresh token beside the code', { refresh_token: 'x' }, extra('refresh_token')],
		['no code', { code: undefined }, missing('code')],
		['no redirect_uri', { redirect_uri: undefined }, missing('redirect_uri')],
		['no secret, which makes it a public request', { client_secret: undefined }, missing('code_verifier')],
		[
			'two things wrong',
			{ state: 'demo', code: undefined },
			invalidRequest(
				'state property is wrong,property state should not exist , code property is wrong,code must be a string ',
			),
		],
	])('given %s, when sent, then 400 and the code lives on', async (_name, fields, expected) => {
		const code = await calCom.code();
		expect(oauthRefusal(await calCom.token({ ...grantOf(code), ...fields }))).toEqual(expected);
		expect((await calCom.token(grantOf(code))).status).toBe(200);
	});

	test.each<[string, Record<string, string>, unknown[]]>([
		['a verifier', { code_verifier: verifier }, extra('code_verifier')],
		['a redirect_uri', { redirect_uri: redirectUri }, extra('redirect_uri')],
		['a scope', { scope: '' }, extra('scope')],
	])(
		'given %s with a refresh, when sent, then 400 and the token lives on',
		async (_name, fields, expected) => {
			const { refresh_token } = await calCom.connect();
			expect(oauthRefusal(await calCom.token({ ...renewalOf(refresh_token), ...fields }))).toEqual(expected);
			expect((await calCom.token(renewalOf(refresh_token))).status).toBe(200);
		},
	);

	const basic = `Basic ${Buffer.from(`${confidential.id}:${confidential.secret}`).toString('base64')}`;
	test.each<[string, (grant: Record<string, string>) => CallOptions, unknown[]]>([
		['no body', () => ({}), noClient],
		[
			'multipart',
			() => ({ body: '--x--', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }),
			noClient,
		],
		['a number for a code', (grant) => ({ body: { ...grant, code: 1 } }), missing('code')],
		[
			'the client in a Basic header only',
			({ code = '', redirect_uri = '' }) => ({
				body: { grant_type: 'authorization_code', code, redirect_uri },
				headers: { Authorization: basic },
			}),
			noClient,
		],
	])('given %s, when sent, then 400', async (_name, options, expected) => {
		const answer = await calCom.call('POST', tokenPath, options(grantOf(await calCom.code())));
		expect(oauthRefusal(answer)).toEqual(expected);
	});

	test('given a body that is not the JSON it claims, when sent, then 400 of the other family', async () => {
		const headers = { 'Content-Type': 'application/json' };
		const answer = await calCom.call('POST', tokenPath, { body: '{"client_id":', headers });
		expect(refusal(answer)).toMatchObject({ status: 400, code: 'BadRequestException' });
	});
});

describe('exchanging a code', () => {
	test.each([false, true])(
		'given a code (as JSON: %s), when exchanged, then tokens for half an hour, not to be stored',
		async (asJson) => {
			const body = grantOf(await calCom.code());
			const answer = await calCom.call('POST', tokenPath, { body, asJson });
			expect(answer.json).toMatchObject({ token_type: 'bearer', expires_in: 1800 });
			expect(answer.json).not.toHaveProperty('scope');
			expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
			expect((await calCom.me(answer.json.access_token)).json.data.username).toBe('ada');
		},
	);

	test('given a public client, when exchanged with its verifier, then tokens', async () => {
		const { json } = await calCom.token(publicGrant(await publicCode()));
		expect((await calCom.me(json.access_token)).status).toBe(200);
	});

	test('given a registered URI that was not used before, when exchanged, then nobody minds', async () => {
		const answer = await calCom.token({ ...grantOf(await calCom.code()), redirect_uri: otherUri });
		expect(answer.status).toBe(200);
	});

	test.each<[string, Record<string, string>, unknown[]]>([
		['an unknown client', { client_id: 'unknown' }, invalidClient('client_not_found')],
		['another secret', { client_secret: 'wrong' }, invalidClient('invalid_client_credentials')],
		['an empty secret', { client_secret: '' }, invalidClient('invalid_client_credentials')],
		['another code', { code: 'unknown' }, invalidGrant('code_invalid_or_expired')],
		['a URI not registered', { redirect_uri: `${redirectUri}/` }, invalidGrant('redirect_uri_mismatch')],
		[
			'a URI not registered and another secret',
			{ redirect_uri: 'https://evil.example', client_secret: 'wrong' },
			invalidGrant('redirect_uri_mismatch'),
		],
	])('given %s, when exchanged, then refused and the code lives on', async (_name, fields, expected) => {
		const code = await calCom.code();
		const answer = await calCom.token({ ...grantOf(code), ...fields });
		expect(oauthRefusal(answer)).toEqual(expected);
		expect((await calCom.token(grantOf(code))).status).toBe(200);
	});

	test.each<[string, () => Promise<unknown>]>([
		['a spent code', async () => undefined],
		['a code ten minutes old', async () => await calCom.advance(601)],
	])('given %s, when exchanged again, then invalid_grant', async (_name, end) => {
		const code = await calCom.code();
		await end();
		const answers = [await calCom.token(grantOf(code)), await calCom.token(grantOf(code))];
		expect(oauthRefusal(answers[1] as Answer)).toEqual(invalidGrant('code_invalid_or_expired'));
	});

	test('given a code just under ten minutes old, when exchanged, then it works', async () => {
		const code = await calCom.code();
		await calCom.advance(595);
		expect((await calCom.token(grantOf(code))).status).toBe(200);
	});

	const noPkce = invalidRequest('pkce_missing_parameters_or_invalid_method');
	test.each<[string, () => Promise<Record<string, string>>, unknown[]]>([
		[
			'another verifier',
			async () => ({ ...publicGrant(await publicCode()), code_verifier: 'x'.repeat(43) }),
			invalidGrant('pkce_verification_failed'),
		],
		[
			'a public code without a challenge',
			async () => publicGrant(await calCom.code({ clientId: demoPublicClient.id })),
			noPkce,
		],
		[
			'a public client with a secret instead of the verifier',
			async () => ({ ...grantOf(await publicCode()), client_id: demoPublicClient.id }),
			noPkce,
		],
		[
			'a client with a secret that began PKCE and may not end it',
			async () => grantOf(await calCom.code({ codeChallenge })),
			noPkce,
		],
	])('given %s, when exchanged, then refused and the code is spent', async (_name, grant, expected) => {
		const fields = await grant();
		expect(oauthRefusal(await calCom.token(fields))).toEqual(expected);
		expect(oauthRefusal(await calCom.token(fields))).toEqual(invalidGrant('code_invalid_or_expired'));
	});

	test.each<[string, string | undefined, unknown]>([
		['PENDING', undefined, [401, 'unauthorized_client', 'client_not_approved']],
		['PENDING', 'milo', [401, 'unauthorized_client', 'client_not_approved']],
		['PENDING', 'ada', 200],
		['REJECTED', 'ada', [401, 'unauthorized_client', 'client_rejected']],
	])('given a %s client of %s, when ada exchanges, then so', async (status, owner, expected) => {
		const { id, ...client } = confidential;
		await calCom.control('PUT', `/calcom/oauth2-clients/${id}`, { ...client, status, owner });
		const answer = await calCom.token(grantOf(await calCom.code()));
		expect(expected === 200 ? answer.status : oauthRefusal(answer)).toEqual(expected);
	});
});

describe('refreshing OAuth2 tokens', () => {
	const revoked = invalidGrant('refresh_token_revoked');
	const invalid = invalidGrant('invalid_refresh_token');

	test('given a pair, when refreshed, then a new pair, and the old access token lives on', async () => {
		const old = await calCom.connect();
		const { json } = await calCom.token(renewalOf(old.refresh_token));
		expect((await calCom.me(json.access_token)).status).toBe(200);
		expect((await calCom.me(old.access_token)).status).toBe(200);
		expect(oauthRefusal(await calCom.token(renewalOf(old.refresh_token)))).toEqual(revoked);
		expect((await calCom.token(renewalOf(json.refresh_token))).status).toBe(200);
	});

	test('given one user connected twice, when one refreshes, then the other connection is dead', async () => {
		const [one, two] = [await calCom.connect(), await calCom.connect()];
		expect((await calCom.token(renewalOf(one.refresh_token))).status).toBe(200);
		expect(oauthRefusal(await calCom.token(renewalOf(two.refresh_token)))).toEqual(revoked);
	});

	test('given another user and another client, when one refreshes, then they go on', async () => {
		const [mine, milo] = [await calCom.connect('ada'), await calCom.connect('milo')];
		const { json: elsewhere } = await calCom.token(publicGrant(await publicCode()));
		await calCom.token(renewalOf(mine.refresh_token));
		expect((await calCom.token(renewalOf(milo.refresh_token))).status).toBe(200);
		const { client_secret: _secret, ...fields } = renewalOf(elsewhere.refresh_token);
		const answer = await calCom.token({ ...fields, client_id: demoPublicClient.id });
		expect(answer.status).toBe(200);
	});

	test.each<[string, () => Promise<Record<string, string | undefined>>, unknown[]]>([
		['an unknown token', async () => ({ refresh_token: 'unknown' }), invalid],
		['an access token', async () => ({ refresh_token: (await calCom.connect()).access_token }), invalid],
		[
			'a platform token',
			async () => ({ refresh_token: (await calCom.platformKeys()).refreshToken }),
			invalid,
		],
		['another secret', async () => ({ client_secret: 'wrong' }), invalidClient('invalid_client_credentials')],
		['no secret', async () => ({ client_secret: undefined }), invalidClient('invalid_client_credentials')],
		['an unknown client', async () => ({ client_id: 'unknown' }), invalidClient('client_not_found')],
		[
			"another client's token",
			async () => ({
				refresh_token: (await calCom.token(publicGrant(await publicCode()))).json.refresh_token,
			}),
			invalidGrant('client_id_mismatch'),
		],
	])('given %s, when refreshed, then refused', async (_name, fields, expected) => {
		const { refresh_token } = await calCom.connect();
		const answer = await calCom.token({ ...renewalOf(refresh_token), ...(await fields()) });
		expect(oauthRefusal(answer)).toEqual(expected);
		expect((await calCom.token(renewalOf(refresh_token))).status).toBe(200);
	});

	test.each<[string, () => Promise<unknown>]>([
		['30 days', async () => await calCom.advance(2_592_000)],
		[
			'the control side',
			async () => await calCom.control('POST', '/calcom/tokens/expire', { kind: 'refresh' }),
		],
	])('given a token ended by %s, when refreshed, then invalid_refresh_token', async (_name, expire) => {
		const { refresh_token } = await calCom.connect();
		await expire();
		expect(oauthRefusal(await calCom.token(renewalOf(refresh_token)))).toEqual(invalid);
	});

	test('given three refreshes of one token at once, when answered, then all succeed and one refresh token is left', async () => {
		await calCom.settings({ requestsAtOnce: 3 });
		const { refresh_token } = await calCom.connect();
		const answers = await Promise.all(
			[1, 2, 3].map(async () => await calCom.token(renewalOf(refresh_token))),
		);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		await calCom.settings({ requestsAtOnce: 1 });
		const next = [];
		for (const { json } of answers) next.push((await calCom.token(renewalOf(json.refresh_token))).status);
		expect(next.sort()).toEqual([200, 400, 400]);
		for (const { json } of answers) expect((await calCom.me(json.access_token)).status).toBe(200);
	});

	test('given cal.diy, when refreshed, then every refresh token lives on, and tokens have no scopes', async () => {
		await calCom.settings({ edition: 'cal.diy' });
		const { json } = await calCom.token(grantOf(await calCom.code({ scopes: ['BOOKING_READ'] })));
		const answers = [
			await calCom.token(renewalOf(json.refresh_token)),
			await calCom.token(renewalOf(json.refresh_token)),
		];
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		for (const each of [json, ...answers.map((answer) => answer.json)]) {
			expect(each).not.toHaveProperty('scope');
			expect((await calCom.me(each.access_token)).status).toBe(200);
		}
	});

	test('given rotation switched off, when refreshed, then every refresh token lives on', async () => {
		await calCom.settings({ rotatesRefreshTokens: false });
		const { refresh_token } = await calCom.connect();
		const { json } = await calCom.token(renewalOf(refresh_token));
		expect(json.refresh_token).not.toBe(refresh_token);
		expect((await calCom.token(renewalOf(refresh_token))).status).toBe(200);
		expect((await calCom.token(renewalOf(json.refresh_token))).status).toBe(200);
	});

	test.each([
		[false, 200],
		[true, 400],
	])(
		'given reuse detection %s, when a spent token comes back, then the next one: %d',
		async (detectsReuse, status) => {
			await calCom.settings({ detectsReuse });
			const { refresh_token } = await calCom.connect();
			const { json } = await calCom.token(renewalOf(refresh_token));
			expect(oauthRefusal(await calCom.token(renewalOf(refresh_token)))).toEqual(revoked);
			expect((await calCom.token(renewalOf(json.refresh_token))).status).toBe(status);
		},
	);
});

describe('an OAuth2 access token', () => {
	test.each<[string, () => Promise<unknown>]>([
		['half an hour', async () => await calCom.advance(1800)],
		[
			'the control side',
			async () => await calCom.control('POST', '/calcom/tokens/expire', { flow: 'oauth2' }),
		],
	])('given a token ended by %s, when used, then 401, not 498', async (_name, expire) => {
		const { access_token } = await calCom.connect();
		await expire();
		expect(refusal(await calCom.me(access_token))).toEqual({
			status: 401,
			code: 'UnauthorizedException',
			message: 'Invalid Access Token.',
		});
	});

	test('given a server of the other kind, when an expired token is used, then 403, and the answer repeats it', async () => {
		await calCom.settings({ forbidsExpiredTokens: true });
		const { access_token } = await calCom.connect();
		await calCom.advance(1800);
		expect(refusal(await calCom.me(access_token))).toEqual({
			status: 403,
			code: 'ForbiddenException',
			message: `PermissionsGuard - no oAuth client found for access token=${access_token}`,
		});
		expect(refusal(await calCom.me('unknown')).status).toBe(401);
	});

	test('given scopes, when connected, refreshed and used, then they are told and held to', async () => {
		const code = await calCom.code({ scopes: ['BOOKING_READ', 'APPS_READ'] });
		const { json } = await calCom.token(grantOf(code));
		const { json: next } = await calCom.token(renewalOf(json.refresh_token));
		expect([json.scope, next.scope]).toEqual(['BOOKING_READ APPS_READ', 'BOOKING_READ APPS_READ']);
		expect(refusal(await calCom.me(next.access_token))).toEqual({
			status: 403,
			code: 'ForbiddenException',
			message:
				'insufficient_scope: token does not have the required scopes. Required: PROFILE_READ. Token has: BOOKING_READ, APPS_READ',
		});
	});
});

describe('describing a client', () => {
	const path = `/v2/auth/oauth2/clients/${confidential.id}`;

	test.each([
		[confidential.id, 'CONFIDENTIAL'],
		[demoPublicClient.id, 'PUBLIC'],
	])('given %s, when asked with an API key, then %s and no secret', async (id, client_type) => {
		const answer = await calCom.call('GET', `/v2/auth/oauth2/clients/${id}`, {
			token: demoUsers.solo.apiKey,
		});
		expect(answer.json.data).toMatchObject({
			client_id: id,
			client_type,
			redirect_uris: [redirectUri, otherUri],
		});
	});

	test('given an access token without scopes, when asked, then described', async () => {
		const { access_token } = await calCom.connect();
		expect((await calCom.call('GET', path, { token: access_token })).status).toBe(200);
	});

	test('given an access token with scopes, whichever, when asked, then 403', async () => {
		const { json } = await calCom.token(
			grantOf(await calCom.code({ scopes: ['PROFILE_READ', 'APPS_READ'] })),
		);
		expect(refusal(await calCom.call('GET', path, { token: json.access_token }))).toEqual({
			status: 403,
			code: 'ForbiddenException',
			message: 'insufficient_scope: this endpoint is not available for third-party OAuth tokens',
		});
	});

	test('given cal.diy, when asked, then one redirect_uri in place of a list', async () => {
		await calCom.settings({ edition: 'cal.diy' });
		const { json } = await calCom.call('GET', path, { token: demoUsers.solo.apiKey });
		expect(json.data).toMatchObject({ client_id: confidential.id, redirect_uri: redirectUri });
	});

	test('given an unknown client, when asked, then a nested 404 with the OAuth code for a message', async () => {
		const answer = await calCom.call('GET', '/v2/auth/oauth2/clients/x', { token: demoUsers.ada.apiKey });
		const expected = { status: 404, code: 'HttpException', message: 'unauthorized_client' };
		expect(refusal(answer)).toEqual(expected);
	});

	test('given nobody, when asked, then 401', async () => {
		expect((await calCom.call('GET', path)).status).toBe(401);
	});
});

describe('the page where a user allows a client', () => {
	const asked = { client_id: confidential.id, redirect_uri: redirectUri, state: 'demo state&more' };
	const visit = async (params: Record<string, string | undefined> = {}, headers = {}): Promise<Answer> => {
		const query = new URLSearchParams(
			Object.entries({ ...asked, ...params }).filter(
				(pair): pair is [string, string] => pair[1] !== undefined,
			),
		);
		return await calCom.call('GET', `${authorizePath}?${query.toString()}`, { headers });
	};
	const backAt = ({ headers }: Answer): Record<string, string> => {
		const target = new URL(headers.location ?? '');
		expect(target.origin + target.pathname).toBe(redirectUri);
		return Object.fromEntries(target.searchParams);
	};
	const put = async (fields: Record<string, unknown>): Promise<void> => {
		const { id, ...client } = confidential;
		await calCom.control('PUT', `/calcom/oauth2-clients/${id}`, { ...client, ...fields });
	};

	test('given a visit, when approved at once, then a code that works and the state unchanged', async () => {
		const answer = await visit();
		const { code = '', state } = backAt(answer);
		expect([answer.status, state]).toEqual([302, asked.state]);
		expect((await calCom.token(grantOf(code))).status).toBe(200);
	});

	test('given nobody at the browser, when visited, then the page asks to sign in', async () => {
		await calCom.settings({ browserUser: 'nobody' });
		const { status, text } = await visit();
		expect([status, text.includes('Sign in first')]).toEqual([400, true]);
	});

	test('given no state, when approved, then none comes back', async () => {
		expect(Object.keys(backAt(await visit({ state: undefined })))).toEqual(['code']);
	});

	test.each([
		['the cookie', { Cookie: `next-auth.session-token=${demoUsers.milo.sessionCookie}` }, {}],
		['the setting', {}, { browserUser: 'milo' }],
	])(
		'given another user by %s, when approved, then the tokens are theirs',
		async (_name, headers, settings) => {
			await calCom.settings(settings);
			const { json } = await calCom.token(grantOf(backAt(await visit({}, headers)).code ?? ''));
			expect((await calCom.me(json.access_token)).json.data.username).toBe('milo');
		},
	);

	test.each<[string, (answer: Record<string, string>) => void]>([
		['approve', ({ code }) => expect(code).toMatch(/\w/)],
		['deny', ({ error }) => expect(error).toBe('access_denied')],
	])('given a page to decide on, when %s is pressed, then back with the state', async (decision, check) => {
		await calCom.settings({ autoApprove: false });
		const { status, text } = await visit();
		expect([status, text.match(/value="(approve|deny)"/g)?.length]).toEqual([200, 2]);
		expect(text).toContain('name="state" value="demo state&#38;more"');
		const answer = await calCom.call('POST', authorizePath, { body: { ...asked, decision }, asJson: false });
		expect([answer.status, backAt(answer).state]).toEqual([302, asked.state]);
		check(backAt(answer));
	});

	test('given a trusted client, when visited without automatic approval, then approved all the same', async () => {
		await calCom.settings({ autoApprove: false });
		await put({ isTrusted: true });
		expect((await visit()).status).toBe(302);
	});

	test.each<[string, Record<string, string | undefined>, Record<string, unknown>, string]>([
		['an unknown client', { client_id: 'unknown' }, {}, 'OAuth client with ID not found'],
		['another redirect_uri', { redirect_uri: `${redirectUri}/` }, {}, 'redirect_uri does not match'],
		['no redirect_uri', { redirect_uri: undefined }, {}, 'redirect_uri does not match'],
		['a client not yet approved', {}, { status: 'PENDING' }, 'OAuth client is not approved'],
		['a rejected client', {}, { status: 'REJECTED', owner: 'ada' }, 'OAuth client has been rejected'],
		['no scope for a client with scopes', {}, { scopes: ['APPS_READ'] }, 'scope parameter is required'],
	])(
		'given %s, when visited, then the page says so and nobody is sent back',
		async (_name, params, fields, message) => {
			await put(fields);
			const { status, text } = await visit(params);
			expect(status).toBe(400);
			expect(text).toContain(message);
		},
	);

	test.each<[string, Record<string, string>, Record<string, unknown>, string]>([
		['an unknown scope', { scope: 'EVERYTHING' }, {}, 'Requested scope is not a recognized scope'],
		[
			'a scope the client does not have',
			{ scope: 'APPS_READ BOOKING_READ' },
			{ scopes: ['APPS_READ'] },
			"Requested scope exceeds the client's registered scopes",
		],
		['a public client without PKCE', {}, { secret: null }, 'code_challenge required for public clients'],
		[
			'a plain challenge',
			{ code_challenge: verifier, code_challenge_method: 'plain' },
			{},
			'code_challenge_method must be S256',
		],
	])(
		'given %s, when visited, then back with invalid_request',
		async (_name, params, fields, error_description) => {
			await put(fields);
			expect(backAt(await visit(params))).toEqual({
				error: 'invalid_request',
				error_description,
				state: asked.state,
			});
		},
	);

	test.each(['PROFILE_READ,APPS_READ', 'PROFILE_READ APPS_READ'])(
		'given the scopes %s, when allowed, then the token has them',
		async (scope) => {
			await put({ scopes: ['PROFILE_READ', 'APPS_READ', 'APPS_WRITE'] });
			const { json } = await calCom.token(grantOf(backAt(await visit({ scope })).code ?? ''));
			expect(json.scope).toBe('PROFILE_READ APPS_READ');
			expect((await calCom.me(json.access_token)).status).toBe(200);
		},
	);

	test('given a challenge without a method, when a public client exchanges, then it was S256', async () => {
		const answer = await visit({ client_id: demoPublicClient.id, code_challenge: codeChallenge });
		expect((await calCom.token(publicGrant(backAt(answer).code ?? ''))).status).toBe(200);
	});
});
