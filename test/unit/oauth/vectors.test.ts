import { isIntrospection } from '../../../nodes/shared/operations/introspection';
import type { Caller } from '../../../nodes/shared/node/caller';
import { ItemContext } from '../../../nodes/shared/node/itemContext';
import { isEmptyOrObject } from '../../../nodes/shared/http/successBodies';
import { readCallback } from '../../../oauth/authorization';
import { basicCredentials } from '../../../oauth/basic';
import { readMoment } from '../../../oauth/dates';
import type { EndpointTemplate } from '../../../oauth/dialect';
import { withoutSecrets } from '../../../oauth/excerpt';
import type { HttpAnswer } from '../../../oauth/http';
import { isIssuer } from '../../../oauth/issuers';
import { codeChallenge, createPkce } from '../../../oauth/pkce';
import { waitAsked } from '../../../oauth/rateLimits';
import { readProblem } from '../../../oauth/readProblem';
import { buildRequest, type Inputs } from '../../../oauth/requests';
import { readTokens } from '../../../oauth/tokens';
import { decodeBase32, totp } from '../../../oauth/totp';
import { oneTimeCode } from '../../../sandbox/shared/totp';
import { answer, call, problemOf, sample } from '../../support/dialects';

/**
 * Every example and test vector that the specifications print for what this package does, as they print it: where our
 * reading of them is wrong, it is wrong here first. Beside `vectors`, tests say what is ours.
 */

const token = { method: 'POST', url: '{server}/token', effect: 'nonIdempotent', purpose: 'ask' } as const;
const byBasic = { ...token, basicClient: true } as const;
const byBearer = { authorization: 'Bearer {!accessToken}' };
const endpoints: Record<string, EndpointTemplate> = {
	authorize: {
		method: 'GET',
		url: '{server}/authorize',
		query: {
			response_type: 'code',
			client_id: '{clientId}',
			state: '{state}',
			redirect_uri: '{redirectUri}',
		},
		effect: 'safe',
		purpose: 'ask a user for consent',
	},
	exchange: {
		...byBasic,
		form: { grant_type: 'authorization_code', code: '{!code}', redirect_uri: '{redirectUri}' },
	},
	signIn: {
		...byBasic,
		form: { grant_type: 'password', username: '{username}', password: '{!password}' },
	},
	clientCredentials: { ...byBasic, form: { grant_type: 'client_credentials' } },
	refresh: { ...byBasic, form: { grant_type: 'refresh_token', refresh_token: '{!refreshToken}' } },
	refreshWithClientInBody: {
		...token,
		form: {
			grant_type: 'refresh_token',
			refresh_token: '{!refreshToken}',
			client_id: '{clientId}',
			client_secret: '{!clientSecret}',
		},
	},
	revoke: {
		...byBasic,
		url: '{server}/revoke',
		form: { token: '{!token}', token_type_hint: '{tokenTypeHint?}' },
	},
	introspect: {
		...token,
		url: '{server}/introspect',
		headers: byBearer,
		form: { token: '{!token}' },
	},
	introspectWithHint: {
		...byBasic,
		url: '{server}/introspect',
		form: { token: '{!token}', token_type_hint: '{tokenTypeHint}' },
	},
	resource: {
		method: 'GET',
		url: '{server}/resource',
		headers: byBearer,
		effect: 'safe',
		purpose: 'read the resource',
	},
};
const dialect = sample({ endpoints, errorFamilies: ['flat'] });

const server = 'https://server.example.com';
const client = { clientId: 's6BhdRkqt3', clientSecret: 'gX1fBat3bV' };
const basic = 'Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW';
const redirectUri = 'https://client.example.com/cb';
const printedUri = 'https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb';
const form = 'application/x-www-form-urlencoded';

describe('a request is the one that is printed', () => {
	interface Printed {
		readonly line: string;
		readonly authorization?: string;
		readonly body?: string;
	}
	it.each<[string, string, Inputs, Printed]>([
		[
			'RFC 6749 §2.3.1, a client in the body',
			'refreshWithClientInBody',
			{
				refreshToken: 'tGzv3JOkF0XG5Qx2TlKWIA',
				clientId: 's6BhdRkqt3',
				clientSecret: '7Fjfp0ZBr1KtDRbnfVdmIw',
			},
			{
				line: 'POST /token',
				body: 'grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw',
			},
		],
		[
			'RFC 6749 §2.3.1, a client in a header',
			'clientCredentials',
			{ clientId: 's6BhdRkqt3', clientSecret: '7Fjfp0ZBr1KtDRbnfVdmIw' },
			{
				line: 'POST /token',
				authorization: 'Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3',
				body: 'grant_type=client_credentials',
			},
		],
		[
			'RFC 6749 §4.1.1',
			'authorize',
			{ ...client, state: 'xyz', redirectUri },
			{
				line: `GET /authorize?response_type=code&client_id=s6BhdRkqt3&state=xyz&redirect_uri=${printedUri}`,
			},
		],
		[
			'RFC 6749 §4.1.3',
			'exchange',
			{ ...client, code: 'SplxlOBeZQQYbYS6WxSbIA', redirectUri },
			{
				line: 'POST /token',
				authorization: basic,
				body: `grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=${printedUri}`,
			},
		],
		[
			'RFC 6749 §4.3.2',
			'signIn',
			{ ...client, username: 'johndoe', password: 'A3ddj3w' },
			{
				line: 'POST /token',
				authorization: basic,
				body: 'grant_type=password&username=johndoe&password=A3ddj3w',
			},
		],
		[
			'RFC 6749 §4.4.2',
			'clientCredentials',
			client,
			{ line: 'POST /token', authorization: basic, body: 'grant_type=client_credentials' },
		],
		[
			'RFC 6749 §6',
			'refresh',
			{ ...client, refreshToken: 'tGzv3JOkF0XG5Qx2TlKWIA' },
			{
				line: 'POST /token',
				authorization: basic,
				body: 'grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA',
			},
		],
		[
			'RFC 6749 §7.1 and RFC 6750 §2.1',
			'resource',
			{ accessToken: 'mF_9.B5f-4.1JqM' },
			{ line: 'GET /resource', authorization: 'Bearer mF_9.B5f-4.1JqM' },
		],
		[
			'RFC 7009 §2.1',
			'revoke',
			{ ...client, token: '45ghiukldjahdnhzdauz', tokenTypeHint: 'refresh_token' },
			{
				line: 'POST /revoke',
				authorization: basic,
				body: 'token=45ghiukldjahdnhzdauz&token_type_hint=refresh_token',
			},
		],
		[
			'RFC 7662 §2.1, of a protected resource',
			'introspect',
			{ accessToken: '23410913-abewfq.123483', token: '2YotnFZFEjr1zCsicMWpAA' },
			{
				line: 'POST /introspect',
				authorization: 'Bearer 23410913-abewfq.123483',
				body: 'token=2YotnFZFEjr1zCsicMWpAA',
			},
		],
		[
			'RFC 7662 §2.1, with a hint',
			'introspectWithHint',
			{ ...client, token: 'mF_9.B5f-4.1JqM', tokenTypeHint: 'access_token' },
			{
				line: 'POST /introspect',
				authorization: basic,
				body: 'token=mF_9.B5f-4.1JqM&token_type_hint=access_token',
			},
		],
	])('%s', (_, endpoint, inputs, printed) => {
		const { method, url, headers, body, secrets } = buildRequest(dialect, endpoint, { ...inputs, server });
		const [printedMethod, target = ''] = printed.line.split(' ');
		expect(method).toBe(printedMethod);
		// The RFC writes a dot as %2E, which is the same (RFC 3986 §2.3).
		expect(decoded(new URL(url))).toEqual(decoded(new URL(target, server)));
		expect(headers.authorization).toBe(printed.authorization);
		expect([...new URLSearchParams(body)]).toEqual([...new URLSearchParams(printed.body)]);
		expect(headers['content-type']).toBe(printed.body === undefined ? undefined : form);
		for (const secret of secrets) expect(url).not.toContain(secret);
	});

	const decoded = ({ origin, pathname, searchParams }: URL) => [origin, pathname, [...searchParams]];
});

describe('a token answer is read as it is meant', () => {
	const sentAt = Date.parse('2030-01-01T00:00:00Z');
	const whole =
		'{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"example","expires_in":3600,"refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA","example_parameter":"example_value"}';
	const withoutRefreshToken =
		'{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"example","expires_in":3600,"example_parameter":"example_value"}';
	it.each([
		['RFC 6749 §4.1.4', 'exchange', whole, undefined, 'tGzv3JOkF0XG5Qx2TlKWIA'],
		['RFC 6749 §4.3.3', 'signIn', whole, undefined, 'tGzv3JOkF0XG5Qx2TlKWIA'],
		['RFC 6749 §4.4.3', 'clientCredentials', withoutRefreshToken, undefined, undefined],
		['RFC 6749 §5.1', 'refresh', whole, 'the old one', 'tGzv3JOkF0XG5Qx2TlKWIA'],
		['RFC 6749 §6, no new refresh token', 'refresh', withoutRefreshToken, 'the old one', 'the old one'],
	])('%s', (_, endpoint, body, keepRefreshToken, refreshToken) => {
		const headers = { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' };
		const read = readTokens(dialect, call({ endpoint }), answer(200, body, headers), {
			sentAt,
			keepRefreshToken,
		});
		expect(read).toMatchObject({
			accessToken: '2YotnFZFEjr1zCsicMWpAA',
			tokenType: 'example',
			expiresAt: '2030-01-01T01:00:00.000Z',
			extra: { example_parameter: 'example_value' },
			raw: JSON.parse(body) as object,
		});
		expect(read.refreshToken).toBe(refreshToken);
	});
});

describe('a callback is read as it is meant', () => {
	it('RFC 6749 §4.1.2: a code', () => {
		const callback = `${redirectUri}?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz`;
		const read = (state: string) => readCallback(callback, { state });
		expect(read('xyz')).toEqual({ code: 'SplxlOBeZQQYbYS6WxSbIA', state: 'xyz' });
		expect(problemOf(() => read('another'))?.message).toContain('its state is another one');
	});

	it.each([
		['RFC 6749 §4.1.2.1: a refusal', `${redirectUri}?error=access_denied&state=xyz`, 'access_denied'],
		[
			'RFC 6749 §4.2.2: the tokens of the implicit grant, which is not used',
			'http://example.com/cb#access_token=2YotnFZFEjr1zCsicMWpAA&state=xyz&token_type=example&expires_in=3600',
			'no code',
		],
	])('%s', (_, callback, words) => {
		const problem = problemOf(() => readCallback(callback, { state: 'xyz' }));
		expect(problem).toMatchObject({ kind: 'input', message: expect.stringContaining(words) });
		expect(`${problem?.message} ${problem?.description}`).not.toContain('2YotnFZFEjr1zCsicMWpAA');
	});

	const issuedBy = (issuer: string) => (iss?: string) => isIssuer({ ...dialect, issuer }, {}, iss ?? '');
	const honest = issuedBy('https://honest.as.example');
	const other = issuedBy('https://attacker.example');
	const otherServer = expect.objectContaining({
		message: 'The callback comes from another server than the one that was asked for consent',
	});

	it('RFC 9207 §2.1: a code, with who issued it', () => {
		const state = 'ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI';
		const code = 'x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58';
		const callback = `https://client.example/cb?code=${code}&state=${state}&iss=https%3A%2F%2Fhonest.as.example`;
		expect(readCallback(callback, { state, isIssuer: honest })).toEqual({ code, state });
		expect(() => readCallback(callback, { state, isIssuer: other })).toThrow(otherServer);
	});

	it('RFC 9207 §2.2: a refusal, with who issued it', () => {
		const state = 'N2JjNGJhY2JiZjRhYzA3MGJkMzNmMDE5OWJhZmJhZjA';
		const callback = `https://client.example/cb?error=access_denied&state=${state}&iss=https%3A%2F%2Fhonest.as.example`;
		const refused = problemOf(() => readCallback(callback, { state, isIssuer: honest }));
		expect(refused?.message).toBe('No consent was given: access_denied');
		expect(() => readCallback(callback, { state, isIssuer: other })).toThrow(otherServer);
	});
});

describe('a refusal is read as it is meant', () => {
	it.each([
		'invalid_request',
		'invalid_client',
		'invalid_grant',
		'unauthorized_client',
		'unsupported_grant_type',
		'invalid_scope',
	])('RFC 6749 §5.2: %s', (error) => {
		expect(readProblem(dialect, call(), answer(400, `{"error":"${error}"}`))).toMatchObject({
			kind: 'refused',
			providerCode: error,
			outcomeUnknown: false,
		});
	});

	it.each<[string, number, string | undefined, string | undefined, string]>([
		[
			'Bearer realm="example", error="invalid_token", error_description="The access token expired"',
			401,
			'invalid_token',
			'refused',
			'The answer was "The access token expired" (invalid_token, HTTP 401).',
		],
		['Bearer realm="example"', 401, undefined, 'unreadable', 'The answer was empty (HTTP 401).'],
		[
			'Bearer error="insufficient_scope", scope="a b"',
			403,
			'insufficient_scope',
			'refused',
			'The answer was empty (insufficient_scope, HTTP 403).',
		],
	])('RFC 6750 §3: %s', (challenge, status, providerCode, kind, words) => {
		const refused = answer(status, '', { 'www-authenticate': challenge });
		const problem = readProblem(dialect, call({ endpoint: 'resource', effect: 'safe' }), refused);
		expect([problem.providerCode, problem.kind]).toEqual([providerCode, kind]);
		expect(problem.description).toContain(words);
	});

	it('RFC 7009 §2.2.1: a type of token that cannot be revoked', () => {
		const refused = answer(400, '{"error":"unsupported_token_type"}');
		expect(readProblem(dialect, call({ endpoint: 'revoke' }), refused).providerCode).toBe(
			'unsupported_token_type',
		);
	});
});

describe('an answer to the other token requests', () => {
	const context = new ItemContext(dialect, {} as Caller);
	const inputs = { ...client, server, token: 'mF_9.B5f-4.1JqM', tokenTypeHint: 'access_token' };
	const answering = (answered: HttpAnswer) => async () => answered;

	it.each([
		[
			'a living token',
			'{"active":true,"client_id":"l238j323ds-23ij4","username":"jdoe","scope":"read write dolphin","sub":"Z5O3upPC88QrAjx00dis","aud":"https://protected.example.net/resource","iss":"https://server.example.com/","exp":1419356238,"iat":1419350238,"extension_field":"twenty-seven"}',
		],
		['a token that is not active, which is an answer', '{"active":false}'],
	])('RFC 7662 §2.2: %s', async (_, body) => {
		const send = answering(answer(200, body, { 'content-type': 'application/json' }));
		expect(await context.request('introspectWithHint', inputs, send, isIntrospection)).toEqual(
			JSON.parse(body),
		);
	});

	it('RFC 7009 §2.2: a revocation has no body', async () => {
		expect(
			await context.request('revoke', inputs, answering(answer(200, '')), isEmptyOrObject),
		).toBeUndefined();
	});
});

describe('one-time codes are those that are printed', () => {
	/** The digits from 1 to 0, over and over, of the length of the hash (RFC 6238 appendix A, erratum 2866). */
	const keyOf = (bytes: number) => Buffer.from('1234567890'.repeat(7).slice(0, bytes));
	const usual = { key: keyOf(20), algorithm: 'sha1', digits: 6, periodSeconds: 30 } as const;
	/** The stand-ins compute them by a library. */
	const byLibrary = (now: number) => oneTimeCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', now);

	it.each(
		[755224, 287082, 359152, 969429, 338314, 254676, 287922, 162583, 399871, 520489].map(
			(code, count) => [count, String(code)] as const,
		),
	)('RFC 4226 appendix D: of count %d it is %s', (count, code) => {
		expect(totp(usual, count * 30_000)).toBe(code);
		expect(byLibrary(count * 30_000)).toBe(code);
	});

	it.each([
		[59, '94287082', '46119246', '90693936'],
		[1111111109, '07081804', '68084774', '25091201'],
		[1111111111, '14050471', '67062674', '99943326'],
		[1234567890, '89005924', '91819424', '93441116'],
		[2000000000, '69279037', '90698825', '38618901'],
		[20000000000, '65353130', '77737706', '47863826'],
	])('RFC 6238 appendix B: at %d seconds it is %s, by SHA-256 %s, by SHA-512 %s', (seconds, ...codes) => {
		const hashes = [['sha1', 20] as const, ['sha256', 32] as const, ['sha512', 64] as const];
		const computed = (digits: number) =>
			hashes.map(([algorithm, bytes]) =>
				totp({ ...usual, algorithm, key: keyOf(bytes), digits }, seconds * 1000),
			);
		expect(computed(8)).toEqual(codes);
		// Six digits are the last six of the eight.
		expect(computed(6)).toEqual(codes.map((code) => code.slice(2)));
		expect(byLibrary(seconds * 1000)).toBe(codes[0]?.slice(2));
	});
});

describe('dates are read as they are meant', () => {
	it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
		'RFC 9110 §5.6.7: %s',
		(date) => expect(readMoment(date)).toBe(784_111_777_000),
	);

	it.each([
		['120', 120],
		['Fri, 31 Dec 1999 23:59:59 GMT', 59],
		['Friday, 31-Dec-99 23:59:59 GMT', 59],
		['Fri Dec 31 23:59:59 1999', 59],
	])('RFC 9110 §10.2.3: Retry-After: %s', (value, seconds) => {
		const now = Date.parse('1999-12-31T23:59:00Z');
		expect(waitAsked({}, { status: 503, headers: { 'retry-after': value } }, undefined, now)).toBe(seconds);
	});
});

describe('what is encoded', () => {
	it.each([
		['MY======', 'f'],
		['MZXQ====', 'fo'],
		['MZXW6===', 'foo'],
		['MZXW6YQ=', 'foob'],
		['MZXW6YTB', 'fooba'],
		['MZXW6YTBOI======', 'foobar'],
	])('RFC 4648 §10: BASE32 %s is %s, with padding and without', (symbols, text) => {
		expect(String(decodeBase32(symbols))).toBe(text);
		expect(String(decodeBase32(symbols.replaceAll('=', '')))).toBe(text);
	});

	it.each([
		['', '', false],
		['f', 'Zg==', false],
		['fo', 'Zm8=', false],
		['foo', 'Zm9v', false],
		['foob', 'Zm9vYg==', false],
		['fooba', 'Zm9vYmE=', false],
		['foobar', 'Zm9vYmFy', true],
	])('RFC 4648 §10: BASE64 of "%s" is "%s"; as a secret it is found: %s', (text, encoded, isLongEnough) => {
		expect(Buffer.from(text).toString('base64')).toBe(encoded);
		expect(withoutSecrets(`It was ${encoded}.`, [text])).toBe(`It was ${isLongEnough ? '…' : encoded}.`);
	});

	it('RFC 7617 §2: Basic credentials, which no message repeats', () => {
		const header = 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==';
		expect(basicCredentials('Aladdin', 'open sesame')).toBe(header);
		expect(withoutSecrets(`No user with ${header}`, ['open sesame'])).toBe('No user with Basic …');
	});

	it('RFC 7617 §2.1: Basic credentials in UTF-8', () => {
		expect(basicCredentials('test', '123£')).toBe('Basic dGVzdDoxMjPCow==');
	});

	it('RFC 7636 appendix B: verifier and challenge', () => {
		const octets = [
			116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214,
			191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
		];
		const codeVerifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
		expect(Buffer.from(octets).toString('base64url')).toBe(codeVerifier);
		expect(createPkce(codeVerifier)).toEqual({
			codeVerifier,
			codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
			codeChallengeMethod: 'S256',
		});
		expect(codeChallenge(codeVerifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
	});
});
