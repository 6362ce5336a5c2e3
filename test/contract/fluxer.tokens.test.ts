import { demoApplication, demoApplicationId } from '../../sandbox/fluxer/accounts';
import {
	alice,
	api,
	badFields,
	FEBRUARY,
	basic,
	client,
	oauthRefused,
	refusal,
	refused,
	tokenPath,
	type Tokens,
	useFluxer,
} from './fluxer.client';
import type { Answer, CallOptions } from './http';

const fluxer = useFluxer();
const invalidClient = oauthRefused('invalid_client');
const invalidGrant = oauthRefused('invalid_grant');
const [redirectUri] = demoApplication.redirectUris;
const form = 'application/x-www-form-urlencoded';
const typed = (type: string, body?: string): CallOptions => ({ body, headers: { 'Content-Type': type } });
const multipart = (fields: Record<string, string>): CallOptions => {
	const parts = Object.entries(fields).map(
		([name, value]) => `--sandbox\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	return typed('multipart/form-data; boundary=sandbox', `${parts.join('')}--sandbox--\r\n`);
};

describe('bodies of the token routes', () => {
	const paths = [tokenPath, `${tokenPath}/revoke`, `${api}/oauth2/introspect`];
	const unreadable: Array<[string, CallOptions]> = [
		['JSON', { body: { grant_type: 'refresh_token', token: 'x', ...client }, asJson: true }],
		['JSON that is none', typed('application/json', '{"a":')],
		['plain text', typed('text/plain', 'token=x')],
		['no body and no type', {}],
		['a multipart body without its boundary', typed('multipart/form-data', 'token=x')],
	];

	test.each(unreadable.flatMap(([name, options]) => paths.map((path) => [name, path, options] as const)))(
		'given %s, when sent to %s, then 500',
		async (_name, path, options) => {
			const answer = await fluxer.call('POST', path, undefined, options);
			expect(refusal(answer)).toEqual(refused('INTERNAL_SERVER_ERROR'));
		},
	);

	test.each<[string, (fields: Record<string, string>) => CallOptions]>([
		['an urlencoded form', (body) => ({ body })],
		[
			'a form with a charset',
			(fields) => typed(`${form}; charset=UTF-8`, new URLSearchParams(fields).toString()),
		],
		['a multipart form', multipart],
	])('given %s, when exchanged, introspected and revoked, then it works', async (_name, written) => {
		const grant = { ...client, grant_type: 'authorization_code', redirect_uri: String(redirectUri) };
		const body = written({ ...grant, code: await fluxer.code() });
		const { json } = await fluxer.call('POST', tokenPath, undefined, body);
		const asked = written({ ...client, token: json.access_token });
		const known = await fluxer.call('POST', `${api}/oauth2/introspect`, undefined, asked);
		expect(known.json.active).toBe(true);
		const revoked = await fluxer.call('POST', `${tokenPath}/revoke`, undefined, asked);
		expect(revoked.status).toBe(200);
	});

	test.each<[string, string, Record<string, string>, object]>([
		['no fields', tokenPath, {}, badFields('grant_type INVALID_FORMAT')],
		['no grant type', tokenPath, client, badFields('grant_type INVALID_FORMAT')],
		[
			'client credentials',
			tokenPath,
			{ ...client, grant_type: 'client_credentials' },
			badFields('grant_type INVALID_FORMAT'),
		],
		[
			'no code and no redirect URI',
			tokenPath,
			{ grant_type: 'authorization_code' },
			badFields('code INVALID_FORMAT', 'redirect_uri INVALID_FORMAT'),
		],
		[
			'an empty code',
			tokenPath,
			{ grant_type: 'authorization_code', code: '', redirect_uri: 'https://example.com/' },
			badFields('code INVALID_FORMAT'),
		],
		[
			'a redirect URI without a host',
			tokenPath,
			{ grant_type: 'authorization_code', code: 'x', redirect_uri: 'mailto:me' },
			badFields('redirect_uri INVALID_FORMAT'),
		],
		[
			'a refresh token of 257 characters',
			tokenPath,
			{ grant_type: 'refresh_token', refresh_token: 'x'.repeat(257) },
			badFields('refresh_token STRING_LENGTH_INVALID'),
		],
		[
			'a client id that is no number',
			tokenPath,
			{ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'demo' },
			badFields('client_id INVALID_SNOWFLAKE_FORMAT'),
		],
		[
			'a client id beyond 64 bits',
			tokenPath,
			{ grant_type: 'refresh_token', refresh_token: 'x', client_id: '9'.repeat(19) },
			badFields('client_id SNOWFLAKE_OUT_OF_RANGE'),
		],
		['no token', `${api}/oauth2/introspect`, client, badFields('token INVALID_FORMAT')],
		[
			'another hint',
			`${tokenPath}/revoke`,
			{ ...client, token: 'x', token_type_hint: 'id_token' },
			badFields('token_type_hint INVALID_FORMAT'),
		],
	])('given %s, when sent to %s, then its fields are refused', async (_name, path, fields, expected) => {
		expect(refusal(await fluxer.form(path, fields))).toEqual(expected);
	});

	test('given a field sent twice, when exchanged, then it is refused', async () => {
		const body = 'grant_type=refresh_token&refresh_token=a&refresh_token=b';
		const answer = await fluxer.call('POST', tokenPath, undefined, typed(form, body));
		expect(refusal(answer)).toEqual(badFields('refresh_token INVALID_FORMAT'));
	});

	test('given a field nobody knows, when exchanged, then it does not matter', async () => {
		expect((await fluxer.exchange(await fluxer.code(), { audience: 'x' })).status).toBe(200);
	});
});

describe('client authentication', () => {
	const { client_id: id, client_secret: secret } = client;
	const none = { client_id: undefined, client_secret: undefined };
	type Attempt = [string, Record<string, string | undefined>, string | undefined, object | undefined];

	const attempts: Attempt[] = [
		['the body', {}, undefined, undefined],
		['Basic', none, basic(id, secret), undefined],
		['Basic with the id in the body as well', { client_secret: undefined }, basic(id, secret), undefined],
		['both', {}, basic(id, secret), invalidClient],
		['neither', none, undefined, invalidClient],
		['no secret', { client_secret: undefined }, undefined, invalidClient],
		['no id', { client_id: undefined }, undefined, invalidClient],
		['a wrong secret', { client_secret: 'wrong' }, undefined, invalidClient],
		['a wrong secret in Basic', none, basic(id, 'wrong'), invalidClient],
		['an unknown id', { client_id: '1' }, undefined, invalidClient],
		['lower-case basic', none, basic(id, secret).replace('Basic', 'basic'), invalidClient],
		['Basic without a colon', none, `Basic ${Buffer.from(id).toString('base64')}`, invalidClient],
	];

	test.each(attempts)(
		'given %s, when a code is exchanged, then as expected',
		async (_name, fields, header, expected) => {
			const answer = await fluxer.exchange(await fluxer.code(), fields, header);
			if (expected) expect(refusal(answer)).toEqual(expected);
			else expect(answer.status).toBe(200);
		},
	);

	test.each(attempts)(
		'given %s, when introspected and revoked, then as expected',
		async (_name, fields, header, expected) => {
			const { access_token: token } = await fluxer.tokens();
			for (const path of [`${api}/oauth2/introspect`, `${tokenPath}/revoke`]) {
				const answer = await fluxer.form(path, { ...client, token, ...fields }, header);
				if (expected) expect(refusal(answer)).toEqual(expected);
				else expect(answer.status).toBe(200);
			}
			expect((await fluxer.userInfo(token)).status).toBe(expected ? 200 : 401);
		},
	);

	// What Fluxer does with two, which differs from endpoint to endpoint.
	test('given both where that is let pass, when they differ, then the token route reads the body and the others Basic', async () => {
		await fluxer.settings({ refuseDoubleClientAuthentication: false });
		const { access_token: token } = await fluxer.tokens();
		const wrongBasic = basic(id, 'wrong');
		expect((await fluxer.exchange(await fluxer.code(), {}, wrongBasic)).status).toBe(200);
		const asked = { ...client, token };
		const answer = await fluxer.form(`${api}/oauth2/introspect`, asked, wrongBasic);
		expect(refusal(answer)).toEqual(invalidClient);
		const wrongBody = { ...asked, client_secret: 'wrong' };
		const known = await fluxer.form(`${api}/oauth2/introspect`, wrongBody, basic(id, secret));
		expect(known.json.active).toBe(true);
	});

	test('given an id in Basic that is no number, when exchanged, then that of July alone says what is wrong', async () => {
		const exchange = async () => refusal(await fluxer.exchange('x', none, basic('demo', secret)));
		expect(await exchange()).toEqual(invalidClient);
		const asked = { ...none, token: 'x' };
		const answer = await fluxer.form(`${api}/oauth2/introspect`, asked, basic('demo', secret));
		expect(refusal(answer)).toEqual(refused('INTERNAL_SERVER_ERROR'));
		await fluxer.settings(FEBRUARY);
		expect(await exchange()).toEqual(refused('INTERNAL_SERVER_ERROR'));
	});

	test('given a stale user session on a token call, when exchanged, then it does not matter', async () => {
		expect((await fluxer.exchange(await fluxer.code(), {}, 'flx_stale')).status).toBe(200);
	});
});

describe('the authorization code grant', () => {
	test('given a code, when exchanged, then a pair with Fluxer lifetimes and scopes in Fluxer order', async () => {
		const code = await fluxer.code({ scope: 'guilds email identify' });
		const { json } = await fluxer.exchange(code);
		expect(json).toMatchObject({ expires_in: 604_800, scope: 'identify email guilds', token_type: 'Bearer' });
		expect((await fluxer.userInfo(json.access_token)).json.username).toBe('alice');
	});

	test.each<[string, (code: string) => Promise<Answer | string>]>([
		['spent', async (code) => await fluxer.exchange(code)],
		['expired', async () => String(await fluxer.advance(600))],
	])('given a code that is %s, when exchanged, then invalid_grant', async (_name, kill) => {
		const code = await fluxer.code();
		await kill(code);
		expect(refusal(await fluxer.exchange(code))).toEqual(invalidGrant);
	});

	test('given five exchanges of one code at once, when answered, then one wins', async () => {
		const code = await fluxer.code();
		const answers = await Promise.all([1, 2, 3, 4, 5].map(async () => await fluxer.exchange(code)));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
	});

	test('given an unknown code, when exchanged, then invalid_grant', async () => {
		expect(refusal(await fluxer.exchange('made-up'))).toEqual(invalidGrant);
	});

	test('given the code of another client, when exchanged, then invalid_grant and the code survives', async () => {
		const other = await fluxer.application();
		const code = await fluxer.code();
		const stolen = { client_id: other.id, client_secret: other.clientSecret };
		expect(refusal(await fluxer.exchange(code, stolen))).toEqual(invalidGrant);
		expect((await fluxer.exchange(code)).status).toBe(200);
	});

	test.each([
		['https://example.com/', 200],
		['https://example.com', 400],
		['https://example.com/other', 400],
		['HTTPS://example.com/', 400],
	])(
		'given a code for https://example.com, when exchanged with %s, then %d',
		async (redirect_uri, status) => {
			const code = await fluxer.code({ redirectUri: 'https://example.com' });
			const answer = await fluxer.exchange(code, { redirect_uri });
			expect(answer.status).toBe(status);
			if (status === 400) expect(refusal(answer)).toEqual(invalidGrant);
		},
	);

	test('given a wrong redirect URI, when the right one follows, then the code was not spent', async () => {
		const code = await fluxer.code();
		await fluxer.exchange(code, { redirect_uri: 'https://example.com/' });
		expect((await fluxer.exchange(code)).status).toBe(200);
	});

	test('given other lifetimes, when exchanged, then the pair has them', async () => {
		await fluxer.settings({ accessTokenSeconds: 60, refreshTokenSeconds: 120, codeSeconds: 30 });
		const { json } = await fluxer.exchange(await fluxer.code());
		expect(json.expires_in).toBe(60);
		await fluxer.advance(61);
		expect(refusal(await fluxer.userInfo(json.access_token))).toEqual(refused('UNAUTHORIZED'));
		expect((await fluxer.refresh(json.refresh_token)).status).toBe(200);
		await fluxer.advance(60);
		expect(refusal(await fluxer.refresh(json.refresh_token))).toEqual(invalidGrant);
	});
});

describe('PKCE', () => {
	const verifier = 'demo-verifier-of-forty-three-characters-long';
	// SHA-256 of the verifier, base64url, from another implementation.
	const s256 = 'A5zYpU_WDPtrWG2eMK-7yuDayTthsMejVNOneKxb8ck';

	test.each<[string, Record<string, string>, string | undefined, boolean]>([
		['S256 and its verifier', { codeChallenge: s256, codeChallengeMethod: 'S256' }, verifier, true],
		[
			'S256 and another verifier',
			{ codeChallenge: s256, codeChallengeMethod: 'S256' },
			`${verifier}x`,
			false,
		],
		['S256 and the challenge itself', { codeChallenge: s256, codeChallengeMethod: 'S256' }, s256, false],
		['S256 and no verifier', { codeChallenge: s256, codeChallengeMethod: 'S256' }, undefined, false],
		['an S256 challenge without its method', { codeChallenge: s256 }, verifier, false],
		['no method, which means plain', { codeChallenge: verifier }, verifier, true],
		['plain and another verifier', { codeChallenge: verifier, codeChallengeMethod: 'plain' }, 'x', false],
		['no challenge and a verifier', {}, verifier, true],
	])('given %s, when exchanged, then as expected', async (_name, asked, given, works) => {
		const answer = await fluxer.exchange(await fluxer.code(asked), { code_verifier: given });
		if (works) expect(answer.status).toBe(200);
		else expect(refusal(answer)).toEqual(invalidGrant);
	});

	test('given the February server, when a verifier is wrong or missing, then it does not matter', async () => {
		await fluxer.settings(FEBRUARY);
		const asked = { codeChallenge: s256, codeChallengeMethod: 'S256' };
		expect((await fluxer.exchange(await fluxer.code(asked))).status).toBe(200);
		expect((await fluxer.exchange(await fluxer.code(asked), { code_verifier: 'x' })).status).toBe(200);
	});
});

describe('the refresh grant', () => {
	let old: Tokens;
	beforeEach(async () => {
		old = await fluxer.tokens({ scope: 'identify guilds' });
	});

	test.each([
		['february2026', 200],
		['july2026', 400],
	])(
		'given the server of %s, when a refresh token is used twice, then the second time %d',
		async (version, second) => {
			await fluxer.settings({ version });
			const { json: next } = await fluxer.refresh(old.refresh_token);
			expect(next).toMatchObject({ expires_in: 604_800, scope: 'identify guilds' });
			expect(next.access_token).not.toBe(old.access_token);
			expect(next.refresh_token).not.toBe(old.refresh_token);
			const again = await fluxer.refresh(old.refresh_token);
			expect(again.status).toBe(second);
			if (second === 400) expect(refusal(again)).toEqual(invalidGrant);

			for (const token of [old.access_token, next.access_token]) {
				expect((await fluxer.userInfo(token)).status).toBe(200);
			}
			expect((await fluxer.refresh(next.refresh_token)).status).toBe(200);
		},
	);

	test('given five refreshes at once, when answered, then one wins', async () => {
		const answers = await Promise.all(
			[1, 2, 3, 4, 5].map(async () => await fluxer.refresh(old.refresh_token)),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
	});

	test.each<[string, () => Promise<Answer>]>([
		['an unknown token', async () => await fluxer.refresh('made-up')],
		['an access token', async () => await fluxer.refresh(old.access_token)],
		[
			'another client',
			async () => {
				const { id, clientSecret } = await fluxer.application();
				return await fluxer.refresh(old.refresh_token, { client_id: id, client_secret: clientSecret });
			},
		],
	])('given %s, when refreshed, then invalid_grant and the token survives', async (_name, refresh) => {
		expect(refusal(await refresh())).toEqual(invalidGrant);
		expect((await fluxer.refresh(old.refresh_token)).status).toBe(200);
	});

	test('given 30 days, when refreshed, then invalid_grant; a second before, a new pair', async () => {
		const other = await fluxer.tokens();
		await fluxer.advance(2_591_990);
		expect((await fluxer.refresh(old.refresh_token)).status).toBe(200);
		await fluxer.advance(10);
		expect(refusal(await fluxer.refresh(other.refresh_token))).toEqual(invalidGrant);
	});
});

describe('introspection', () => {
	test('given a living access token, when introspected, then whose it is and until when', async () => {
		const { access_token } = await fluxer.tokens();
		const { json } = await fluxer.introspect(access_token);
		const [{ id: sub }] = await fluxer.control('GET', '/fluxer/users');
		expect(json).toMatchObject({
			client_id: demoApplicationId,
			sub,
			scope: 'identify email',
			token_type: 'Bearer',
		});
		expect(json.exp - json.iat).toBe(604_800);
	});

	test.each<[string, (pair: Tokens) => Promise<Answer>]>([
		['rubbish', async () => await fluxer.introspect('rubbish')],
		['a user session', async () => await fluxer.introspect(alice)],
		[
			'a refresh token, in February',
			async ({ refresh_token }) => {
				await fluxer.settings(FEBRUARY);
				return await fluxer.introspect(refresh_token);
			},
		],
		[
			"another client's token",
			async ({ access_token }) => {
				const { id, clientSecret } = await fluxer.application();
				return await fluxer.introspect(access_token, { client_id: id, client_secret: clientSecret });
			},
		],
		[
			'an expired token',
			async ({ access_token }) => {
				await fluxer.advance(604_800);
				return await fluxer.introspect(access_token);
			},
		],
	])('given %s, when introspected, then 200 and not active', async (_name, introspect) => {
		const answer = await introspect(await fluxer.tokens());
		expect([answer.status, answer.json]).toEqual([200, { active: false }]);
	});

	test('given a refresh token, when introspected, then it is active, without an expiry', async () => {
		const { refresh_token } = await fluxer.tokens();
		const { json } = await fluxer.introspect(refresh_token);
		expect(json).toMatchObject({ active: true, token_type: 'refresh_token' });
		expect(json.exp).toBeUndefined();
	});
});

describe('revocation', () => {
	let pair: Tokens;
	beforeEach(async () => {
		pair = await fluxer.tokens();
	});
	const isAlive = async ({ access_token, refresh_token }: Tokens): Promise<boolean[]> => [
		(await fluxer.userInfo(access_token)).status === 200,
		(await fluxer.refresh(refresh_token)).status === 200,
	];

	test.each<[string, keyof Tokens, string | undefined, boolean]>([
		['an access token', 'access_token', undefined, true],
		['an access token with its hint', 'access_token', 'access_token', true],
		['an access token with the wrong hint', 'access_token', 'refresh_token', true],
		['a refresh token with its hint', 'refresh_token', 'refresh_token', true],
		['a refresh token without a hint', 'refresh_token', undefined, false],
		['a refresh token with the wrong hint', 'refresh_token', 'access_token', false],
	])(
		'given %s, when revoked, then 200, and whether it worked shows later',
		async (_name, token, hint, works) => {
			const answer = await fluxer.revoke(String(pair[token]), { token_type_hint: hint });
			expect([answer.status, answer.text]).toEqual([200, '']);
			expect(await isAlive(pair)).toEqual([!works, !works]);
		},
	);

	test('given several pairs of a user, when one is revoked, then all of them for that application and no others', async () => {
		const second = await fluxer.tokens();
		const other = await fluxer.application();
		const [elsewhere, brunos] = [
			await fluxer.tokens({ applicationId: other.id }),
			await fluxer.tokens({ username: 'bruno' }),
		];
		await fluxer.revoke(pair.refresh_token, { token_type_hint: 'refresh_token' });
		expect(await isAlive(second)).toEqual([false, false]);
		expect((await fluxer.userInfo(elsewhere.access_token)).status).toBe(200);
		expect(await isAlive(brunos)).toEqual([true, true]);
	});

	test('given rubbish, a revoked token or that of another client, when revoked, then 200 and nothing happens', async () => {
		const { id, clientSecret } = await fluxer.application();
		const stranger = { client_id: id, client_secret: clientSecret };
		expect((await fluxer.revoke('rubbish')).status).toBe(200);
		expect((await fluxer.revoke(pair.access_token, stranger)).status).toBe(200);
		expect(await isAlive(pair)).toEqual([true, true]);
		await fluxer.revoke(pair.access_token);
		expect((await fluxer.revoke(pair.access_token)).status).toBe(200);
	});
});
