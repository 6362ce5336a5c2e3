import { demoOtpSecret } from '../../sandbox/peertube/accounts';
import { decodeBase32, encodeBase32, isValidCode, oneTimeCode } from '../../sandbox/shared/totp';
import { type Answer, type CallOptions } from './http';
import { api, refusal, refused, tokenPath, type Tokens, usePeerTube } from './peertube.client';
import { problem } from './peertube.schemas';

const peerTube = usePeerTube();
const otp = (): Record<string, string> => ({ 'x-peertube-otp': oneTimeCode(demoOtpSecret, Date.now()) });
const wrongCredentials = refused('invalid_grant', 'Invalid grant: user credentials are invalid');

describe('client credentials', () => {
	test('given the configured host, when asked, then the same pair is given every time', async () => {
		expect(await peerTube.client()).toEqual(await peerTube.client());
	});

	test.each(['localhost:PORT', '127.0.0.1', 'other.example', '127.0.0.1:1'])(
		'given Host %s, when asked for the client, then 403',
		async (pattern) => {
			const host = pattern.replace('PORT', new URL(peerTube.sandbox.peerTube).port);
			const answer = await peerTube.call('GET', `${api}/oauth-clients/local`, { headers: { Host: host } });
			expect(refusal(answer)).toEqual(
				refused(undefined, `Getting client tokens for host ${host} is forbidden`, 403),
			);
		},
	);

	test('given another configured host, when asked, then only that one is served', async () => {
		await peerTube.settings({ host: 'videos.example' });
		const path = `${api}/oauth-clients/local`;
		expect((await peerTube.call('GET', path)).status).toBe(403);
		expect((await peerTube.call('GET', path, { headers: { Host: 'videos.example' } })).status).toBe(200);
	});
});

describe('token calls refused before any grant', () => {
	const form = 'application/x-www-form-urlencoded';
	const typed = (type: string, body?: string): CallOptions => ({ body, headers: { 'Content-Type': type } });
	const basic = ({ client_id, client_secret }: Record<string, string>): Record<string, string> => ({
		Authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
	});
	const notForm = refused('invalid_request', `Invalid request: content must be ${form}`);
	const noClient = refused('invalid_client', 'Invalid client: cannot retrieve client credentials');
	const badClient = refused('invalid_client', 'Invalid client: client is invalid');
	const noGrant = refused('invalid_request', 'Missing parameter: `grant_type`');
	const badGrant = refused('unsupported_grant_type', 'Unsupported grant type: `grant_type` is invalid');
	const grant = { grant_type: 'password', username: 'alice', password: 'demo-password-alice' };

	// Most calls are also wrong in what is checked later, so the order of the checks is part of the case.
	test.each<[string, (client: Record<string, string>) => CallOptions, object]>([
		['a JSON body', () => ({ body: {}, asJson: true }), notForm],
		[
			'a JSON body right but for that',
			(client) => ({ body: { ...client, ...grant }, asJson: true }),
			notForm,
		],
		['a multipart body', () => typed('multipart/form-data; boundary=x', '--x--'), notForm],
		['no body and no type', () => ({}), notForm],
		['an empty form', () => ({ body: {} }), noClient],
		['no secret', ({ client_id }) => ({ body: { client_id } }), noClient],
		['no id', ({ client_secret }) => ({ body: { client_secret } }), noClient],
		['an empty secret', (client) => ({ body: { ...client, client_secret: '' } }), noClient],
		[
			'a doubled id',
			({ client_secret }) => typed(form, `client_id=a&client_id=b&client_secret=${client_secret}`),
			noClient,
		],
		['the client in a Basic header', (client) => ({ body: grant, headers: basic(client) }), noClient],
		['an unknown id', (client) => ({ body: { ...client, client_id: 'a'.repeat(32) } }), badClient],
		['another secret', (client) => ({ body: { ...client, client_secret: 'b'.repeat(32) } }), badClient],
		['no grant type', (client) => ({ body: client }), noGrant],
		['another grant', (client) => ({ body: { ...client, grant_type: 'client_credentials' } }), badGrant],
	])('given %s, when a token is asked for, then it is refused as such', async (_name, options, expected) => {
		const answer = await peerTube.call('POST', tokenPath, options(await peerTube.client()));
		expect(refusal(answer)).toEqual(expected);
	});

	test('given a form with a charset, when a token is asked for, then it is still a form', async () => {
		const answer = await peerTube.password('alice', {}, { 'Content-Type': `${form}; charset=UTF-8` });
		expect(answer.status).toBe(200);
	});

	test('given a body that is not the JSON it claims, when sent, then 400 without a code', async () => {
		const answer = await peerTube.raw('POST', tokenPath, typed('application/json', '{"a":'));
		expect(problem.parse(answer.json)).toMatchObject({ status: 400, type: 'about:blank' });
	});
});

describe('the password grant', () => {
	test('given the right password, when signing in, then a pair with PeerTube lifetimes, not to be stored', async () => {
		const answer = await peerTube.password('alice');
		expect(answer.json).toMatchObject({ expires_in: 86_399, refresh_token_expires_in: 2_419_199 });
		expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
	});

	test.each([
		['7.0.0', 14],
		['8.1.0', 14],
		['8.2.1', 28],
	])('given version %s, when signing in, then a refresh token for %d days', async (version, days) => {
		await peerTube.settings({ version });
		const answer = await peerTube.password('alice');
		expect(answer.json).toMatchObject({
			expires_in: 86_399,
			refresh_token_expires_in: days * 86_400 - 1,
		});
	});

	test('given a user of a plugin that checks passwords, when signing in, then like any other', async () => {
		const ldap = { pluginAuth: 'peertube-plugin-ldap', pluginTakesPassword: true };
		await peerTube.putUser('polly', { ...ldap, password: 'demo-password-polly' });
		expect((await peerTube.password('polly')).status).toBe(200);
		expect(refusal(await peerTube.password('polly', { password: 'wrong-password' }))).toEqual(
			wrongCredentials,
		);
	});

	test('given two sign-ins, when compared, then every token is new and both pairs live', async () => {
		const [one, two] = [await peerTube.signIn('alice'), await peerTube.signIn('alice')];
		const all = [one.access_token, one.refresh_token, two.access_token, two.refresh_token];
		expect(new Set(all).size).toBe(4);
		expect((await peerTube.me(one.access_token)).status).toBe(200);
		expect((await peerTube.me(two.access_token)).status).toBe(200);
	});

	test.each([
		['ALICE', 'alice'],
		['alice@example.com', 'alice'],
		['Alice@Example.COM', 'alice'],
		['zoe', 'Zoe'],
		['zoe@videos.example', 'Zoe'],
	])('given the login %s, when signing in, then it is %s', async (username, expected) => {
		await peerTube.putUser('Zoe', { password: 'demo-password-alice', email: 'Zoe@Videos.example' });
		const { json } = await peerTube.password('alice', { username });
		const { json: user } = await peerTube.raw('GET', `${api}/users/me`, { token: json.access_token });
		expect(user.username).toBe(expected);
	});

	const noLogin = refused('invalid_request', 'Missing parameter: `username`');
	const noPassword = refused('invalid_request', 'Missing parameter: `password`');
	const pending = refused(
		'account_waiting_for_approval',
		'Registration for this account is awaiting approval',
	);
	const rejected = refused(
		'account_approval_rejected',
		'Registration approval for this account has been rejected',
	);
	const blocked = refused('account_blocked', 'User is blocked.');
	const unverified = refused('email_not_verified', 'User email is not verified.');

	test.each<[string, Record<string, string | undefined>, object]>([
		['no user name', { username: undefined, password: undefined }, noLogin],
		['no password', { username: 'nobody', password: undefined }, noPassword],
		['an empty password', { password: '' }, noPassword],
		['an unknown user', { username: 'nobody' }, wrongCredentials],
		['a wrong password', { password: 'wrong-password' }, wrongCredentials],
		['a password in another case', { password: 'DEMO-PASSWORD-ALICE' }, wrongCredentials],
		['a pending registration', { username: 'pat' }, pending],
		['a rejected registration', { username: 'rex' }, rejected],
		['a plugin user, whatever the password', { username: 'polly' }, wrongCredentials],
		['a blocked user with a wrong password', { username: 'blocked-bea' }, wrongCredentials],
		['a blocked user', { username: 'blocked-bea', password: 'demo-password-bea' }, blocked],
		['a user with an unverified e-mail address', { username: 'una' }, unverified],
	])('given %s, when signing in, then it is refused as such', async (_name, fields, expected) => {
		await peerTube.putUser('pat', { registration: 'pending' });
		await peerTube.putUser('rex', { registration: 'rejected' });
		await peerTube.putUser('polly', { pluginAuth: 'peertube-plugin-demo', password: 'demo-password-alice' });
		await peerTube.putUser('una', { password: 'demo-password-alice', emailVerified: false });
		expect(refusal(await peerTube.password('alice', fields))).toEqual(expected);
	});

	test.each<[string, string, string]>([
		['7.0.0', 'access_denied', 'access_denied'],
		['7.3.0', 'access_denied', 'access_denied'],
		['8.2.1', 'account_blocked', 'email_not_verified'],
	])('given version %s, when blocked or unverified, then %s and %s', async (version, blocked, unverified) => {
		await peerTube.settings({ version });
		await peerTube.putUser('una', { password: 'demo-password-una', emailVerified: false });
		const bea = await peerTube.password('blocked-bea', { password: 'demo-password-bea' });
		expect(refusal(bea)).toEqual(refused(blocked, 'User is blocked.'));
		const una = await peerTube.password('una');
		expect(refusal(una)).toEqual(refused(unverified, 'User email is not verified.'));
	});

	const tooLong = refused('Error', 'Cannot compare more than 72 bytes with bcrypt');
	test.each<[string, number, number, object]>([
		['7.3.0', 80, 200, wrongCredentials],
		['8.2.1', 71, 200, wrongCredentials],
		['8.2.1', 72, 200, tooLong],
		['8.2.1', 73, 400, tooLong],
	])(
		'given version %s and a password of %d bytes, when right, then %d; one byte more, when wrong, then as it is long',
		async (version, bytes, status, wrong) => {
			// One letter of two bytes, so that counting letters is not enough.
			const password = 'é'.padEnd(bytes - 1, 'x');
			await peerTube.settings({ version });
			await peerTube.putUser('lou', { password });
			expect((await peerTube.password('lou', { password })).status).toBe(status);
			expect(refusal(await peerTube.password('lou', { password: `${password}!` }))).toEqual(wrong);
		},
	);
});

describe('failures of one account', () => {
	const wrong = { password: 'wrong-password' };
	const lockedOut = refused(
		'too_many_login_failures',
		'Too many login attempts for this account. Please try again later.',
		429,
	);

	test('given 8.3 and too many failures, when the password is right, then a problem 429 until the window ends', async () => {
		await peerTube.settings({ version: '8.3.0', accountFailureLimit: 2, accountFailureWindowSeconds: 60 });
		await peerTube.password('alice', wrong);
		await peerTube.password('alice', wrong);
		expect(refusal(await peerTube.password('alice'))).toEqual(lockedOut);
		expect((await peerTube.password('root')).status).toBe(200);
		await peerTube.advance(60);
		await peerTube.password('alice', wrong);
		await peerTube.password('alice', wrong);
		expect(refusal(await peerTube.password('alice'))).toEqual(lockedOut);
		await peerTube.advance(60);
		expect((await peerTube.password('alice')).status).toBe(200);
	});

	test('given 8.3 and a success between, when failing again, then the count starts anew', async () => {
		await peerTube.settings({ version: '8.3.0', accountFailureLimit: 2 });
		await peerTube.password('alice', wrong);
		await peerTube.password('alice');
		await peerTube.password('alice', wrong);
		expect((await peerTube.password('alice')).status).toBe(200);
	});

	test('given 8.3, when one-time codes are wrong, then they count as well', async () => {
		await peerTube.settings({ version: '8.3.0', accountFailureLimit: 1 });
		await peerTube.password('bruno', {}, { 'x-peertube-otp': '12345' });
		expect(refusal(await peerTube.password('bruno', {}, otp()))).toEqual(lockedOut);
	});

	test('given 8.2, when failing often, then the account stays open', async () => {
		await peerTube.settings({ accountFailureLimit: 1 });
		await peerTube.password('alice', wrong);
		await peerTube.password('alice', wrong);
		expect((await peerTube.password('alice')).status).toBe(200);
	});
});

describe('two-factor sign-in', () => {
	test('given no code, when signing in, then 401 and the header that asks for one', async () => {
		const answer = await peerTube.password('bruno');
		expect(refusal(answer)).toEqual(refused('missing_two_factor', 'Missing two factor header', 401));
		expect(answer.headers['x-peertube-otp']).toBe('required; app');
	});

	test.each(['12345', '1234567', 'abcdef'])(
		'given the code %s, when signing in, then 400 and no header',
		async (code) => {
			const answer = await peerTube.password('bruno', {}, { 'x-peertube-otp': code });
			expect(refusal(answer)).toEqual(refused('invalid_two_factor', 'Invalid two factor header'));
			expect(answer.headers['x-peertube-otp']).toBeUndefined();
		},
	);

	test('given a wrong password, when signing in, then no word about two-factor', async () => {
		expect(refusal(await peerTube.password('bruno', { password: 'wrong-password' }))).toEqual(
			wrongCredentials,
		);
	});

	test('given the code, when signing in twice and refreshing, then the code works again and refresh needs none', async () => {
		expect((await peerTube.password('bruno', {}, otp())).status).toBe(200);
		const { json } = await peerTube.password('bruno', {}, otp());
		expect((await peerTube.refresh(json.refresh_token)).status).toBe(200);
	});

	test('given an advanced clock, when signing in with a code of the real time, then it works', async () => {
		await peerTube.advance(86_400);
		expect((await peerTube.password('bruno', {}, otp())).status).toBe(200);
	});

	// The last six digits of the test vectors in appendix B of RFC 6238, SHA-1.
	test.each([
		[59, '287082'],
		[1_111_111_109, '081804'],
		[1_234_567_890, '005924'],
		[20_000_000_000, '353130'],
	])('given the secret of RFC 6238 at %d s, when a code is made, then %s', (seconds, code) => {
		const secret = encodeBase32(Buffer.from('12345678901234567890'));
		expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
		expect(oneTimeCode(secret, seconds * 1000)).toBe(code);
	});

	test.each([
		[-2, false],
		[-1, true],
		[0, true],
		[1, true],
		[2, false],
	])('given a code %d steps away, when checked, then %s', (steps, valid) => {
		const code = oneTimeCode(demoOtpSecret, 1_234_567_890_000, steps);
		expect(isValidCode(demoOtpSecret, code, 1_234_567_890_000)).toBe(valid);
	});

	test('given text that is not base32, when read, then nothing', () => {
		expect(decodeBase32('not base32!')).toBeUndefined();
		expect(decodeBase32(demoOtpSecret.toLowerCase())?.toString()).toBe('demo two-factor secret');
	});
});

describe('external auth tokens', () => {
	beforeEach(async () => await peerTube.putUser('polly', { pluginAuth: 'peertube-plugin-demo' }));

	const issue = async (): Promise<string> =>
		(await peerTube.control('POST', '/peertube/external-auth-tokens', { username: 'polly' })).token;
	const redeem = async (externalAuthToken: string, fields: Record<string, string> = {}): Promise<Answer> =>
		await peerTube.password('polly', { password: undefined, externalAuthToken, ...fields });
	const unknown = refused('Error', 'Cannot authenticate user with unknown bypass token');

	test('given a fresh token, when redeemed, then a pair of the plugin user', async () => {
		const { json } = await redeem(await issue());
		const { json: user } = await peerTube.me(json.access_token);
		expect(user).toMatchObject({
			username: 'polly',
			pluginAuth: 'peertube-plugin-demo',
			emailVerified: null,
		});
	});

	test('given a token already redeemed, when redeemed again, then it is refused', async () => {
		const token = await issue();
		await redeem(token);
		expect(refusal(await redeem(token))).toEqual(unknown);
	});

	test('given an unknown token, when redeemed, then it is refused', async () => {
		expect(refusal(await redeem('made-up'))).toEqual(unknown);
	});

	test('given another user name, when redeemed, then it is refused and spent', async () => {
		const token = await issue();
		expect(refusal(await redeem(token, { username: 'alice' }))).toEqual({
			...unknown,
			detail: 'Cannot authenticate user polly with invalid username alice',
		});
		expect(refusal(await redeem(token))).toEqual(unknown);
	});

	test.each([
		['8.2.1', 'invalid_grant'],
		['8.3.0', 'access_denied'],
	])('given version %s and a token of another plugin, when redeemed, then %s', async (version, code) => {
		await peerTube.settings({ version });
		const given = { username: 'polly', plugin: 'peertube-plugin-other' };
		const { token } = await peerTube.control('POST', '/peertube/external-auth-tokens', given);
		expect(refusal(await redeem(token))).toMatchObject({ status: 400, code });
	});

	test('given a token older than five minutes, when redeemed, then it is refused', async () => {
		const token = await issue();
		await peerTube.advance(301);
		expect(refusal(await redeem(token))).toEqual({
			...unknown,
			detail: 'Cannot authenticate user with an expired external auth token',
		});
	});

	test('given a wrong client, when redeemed, then the client is refused and the token spent all the same', async () => {
		const token = await issue();
		expect(refusal(await redeem(token, { client_secret: 'wrong' })).code).toBe('invalid_client');
		expect(refusal(await redeem(token))).toEqual(unknown);
	});

	test('given a blocked plugin user, when redeemed, then access is denied', async () => {
		await peerTube.putUser('polly', { pluginAuth: 'peertube-plugin-demo', blocked: true });
		expect(refusal(await redeem(await issue())).code).toBe('account_blocked');
	});

	test('given a user without a plugin, when a token is registered, then the control side says why not', async () => {
		const answer = await peerTube.rawControl('POST', '/peertube/external-auth-tokens', { username: 'alice' });
		expect([answer.status, answer.json.error]).toEqual([400, 'The user alice has no pluginAuth']);
	});
});

describe('an account that signs in through another service', () => {
	const setPassword = async (username: string, token: string): Promise<Answer> =>
		await peerTube.call('PUT', `${api}/users/me`, {
			token,
			body: { currentPassword: `demo-password-${username}`, password: 'another-demo-password' },
			asJson: true,
		});
	const askReset = async (email: string): Promise<Answer> =>
		await peerTube.call('POST', `${api}/users/ask-reset-password`, { body: { email }, asJson: true });

	test('cannot set a password, neither by itself nor by a reset', async () => {
		const polly = { pluginAuth: 'peertube-plugin-demo', pluginTakesPassword: true };
		await peerTube.putUser('polly', { ...polly, password: 'demo-password-polly' });
		const { access_token } = await peerTube.signIn('polly');
		expect((await setPassword('polly', access_token)).status).toBe(400);
		expect((await askReset('polly@example.com')).status).toBe(409);
	});

	test('unlike one of the instance itself', async () => {
		const { access_token } = await peerTube.signIn('alice');
		expect((await setPassword('alice', access_token)).status).toBe(204);
		expect((await askReset('alice@example.com')).status).toBe(204);
		expect(refusal(await peerTube.password('alice'))).toEqual(wrongCredentials);
	});
});

describe('refusals by version', () => {
	test.each([
		['7.0.0', true],
		['7.3.0', true],
		['8.2.1', false],
	])('given version %s, when refused, then an error member: %s', async (version, hasError) => {
		await peerTube.settings({ version });
		const wrong = await peerTube.password('alice', { password: 'wrong-password' });
		const noToken = await peerTube.call('GET', `${api}/users/me`);
		expect([wrong, noToken].map(({ json }) => 'error' in json)).toEqual([hasError, hasError]);
		expect(wrong.json).toMatchObject({ status: 400, code: 'invalid_grant', detail: expect.any(String) });
	});
});

describe('the refresh grant', () => {
	const invalid = refused('invalid_grant', 'Invalid grant: refresh token is invalid');
	let old: Tokens;
	beforeEach(async () => {
		old = await peerTube.signIn('alice');
	});

	test('given a pair, when refreshed, then a new pair and the old access token dead at once', async () => {
		const answer = await peerTube.refresh(old.refresh_token);
		expect(answer.json).toMatchObject({ expires_in: 86_399, refresh_token_expires_in: 2_419_199 });
		expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
		expect(Object.values(answer.json)).not.toContain(old.access_token);
		expect(Object.values(answer.json)).not.toContain(old.refresh_token);
		expect(refusal(await peerTube.me(old.access_token)).code).toBe('invalid_token');
		expect((await peerTube.me(answer.json.access_token)).status).toBe(200);
	});

	test('given a used refresh token, when replayed, then it is refused and the new pair survives', async () => {
		const { json: next } = await peerTube.refresh(old.refresh_token);
		expect(refusal(await peerTube.refresh(old.refresh_token))).toEqual(invalid);
		expect((await peerTube.me(next.access_token)).status).toBe(200);
		expect((await peerTube.refresh(next.refresh_token)).status).toBe(200);
	});

	test('given five refreshes of one token at once, when answered, then one wins', async () => {
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => await peerTube.refresh(old.refresh_token)),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
	});

	test('given an expired access token, when refreshed, then it works', async () => {
		await peerTube.advance(86_401);
		expect((await peerTube.me(old.access_token)).status).toBe(401);
		expect((await peerTube.refresh(old.refresh_token)).status).toBe(200);
	});

	test('given an expired refresh token, when refreshed, then the refusal says so', async () => {
		await peerTube.advance(2_419_201);
		const expected = { ...invalid, detail: 'Invalid grant: refresh token has expired' };
		expect(refusal(await peerTube.refresh(old.refresh_token))).toEqual(expected);
	});

	test.each<[string, () => Promise<Answer>, object]>([
		[
			'no refresh token',
			async () => await peerTube.refresh(undefined),
			refused('invalid_request', 'Missing parameter: `refresh_token`'),
		],
		['an unknown refresh token', async () => await peerTube.refresh('0'.repeat(40)), invalid],
		['an access token', async () => await peerTube.refresh(old.access_token), invalid],
		[
			'no client',
			async () => await peerTube.refresh(old.refresh_token, { client_secret: undefined }),
			refused('invalid_client', 'Invalid client: cannot retrieve client credentials'),
		],
		[
			'another client',
			async () =>
				await peerTube.refresh(
					old.refresh_token,
					await peerTube.control('POST', '/peertube/oauth-clients', {}),
				),
			invalid,
		],
	])(
		'given %s, when refreshed, then it is refused and the pair survives',
		async (_name, refresh, expected) => {
			expect(refusal(await refresh())).toEqual(expected);
			expect((await peerTube.me(old.access_token)).status).toBe(200);
			expect((await peerTube.refresh(old.refresh_token)).status).toBe(200);
		},
	);

	test('given other lifetimes, when refreshed, then the new pair has them', async () => {
		await peerTube.settings({ accessTokenSeconds: 60, refreshTokenSeconds: 120 });
		const { json } = await peerTube.refresh(old.refresh_token);
		expect(json).toMatchObject({ expires_in: 59, refresh_token_expires_in: 119 });
		await peerTube.advance(61);
		expect((await peerTube.me(json.access_token)).status).toBe(401);
	});
});

describe('rate limits', () => {
	const bad = { body: {} };
	const post = async (options: CallOptions = bad): Promise<Answer> =>
		await peerTube.call('POST', tokenPath, options);

	test('given 15 refused token calls, when the sixteenth comes, then an HTML 429 until the window ends', async () => {
		const clock = await peerTube.control('GET', '/peertube/clock');
		for (let left = 14; left >= 0; left -= 1) {
			const answer = await post();
			expect(answer.status).toBe(400);
			expect(answer.headers).toMatchObject({
				'x-ratelimit-limit': '15',
				'x-ratelimit-remaining': String(left),
			});
		}
		const refused = await post();
		expect([refused.status, refused.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
		expect(Number(refused.headers['retry-after'])).toBeGreaterThan(290);
		expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(300);
		const resetIn = Number(refused.headers['x-ratelimit-reset']) - Date.parse(clock.now) / 1000;
		expect(Math.abs(resetIn - 300)).toBeLessThan(10);

		await peerTube.advance(280);
		expect((await post()).status).toBe(429);
		await peerTube.advance(20);
		expect((await post()).status).toBe(400);
	});

	test('given successes, two-factor retries and refreshes, when counted, then all of them are', async () => {
		await peerTube.settings({ signInLimit: 4 });
		const { refresh_token } = await peerTube.signIn('alice');
		await peerTube.password('bruno');
		await peerTube.password('bruno', {}, otp());
		expect((await peerTube.refresh(refresh_token)).status).toBe(200);
		expect((await peerTube.password('alice')).status).toBe(429);
	});

	test.each<[string, number, string | undefined, string]>([
		['a stale token', 401, 'invalid_token', 'Bearer 0123'],
		['a malformed header', 400, 'invalid_request', 'Basic 0123'],
		["a user's living token", 429, undefined, 'alice'],
		["an administrator's living token", 400, 'invalid_client', 'root'],
		["a moderator's living token", 400, 'invalid_client', 'mona'],
	])('given %s on a token call, when over the limit, then %d %s', async (_name, status, code, sent) => {
		await peerTube.putUser('mona', { password: 'demo-password-mona', role: 'Moderator' });
		const isHeader = sent.includes(' ');
		const authorization = isHeader ? sent : `Bearer ${(await peerTube.signIn(sent)).access_token}`;
		await peerTube.settings({ signInLimit: 0 });
		const answer = await post({ ...bad, headers: { Authorization: authorization } });
		expect([answer.status, answer.json?.code]).toEqual([status, code]);
	});

	test('given a stale token, when below the limit, then it does not matter', async () => {
		expect((await peerTube.password('alice', {}, { Authorization: 'Bearer 0123' })).status).toBe(200);
	});

	test('given another address, when the first is over its limit, then it is not', async () => {
		await peerTube.settings({ signInLimit: 1 });
		const from = (ip: string): CallOptions => ({ ...bad, headers: { 'X-Forwarded-For': ip } });
		await post(from('192.0.2.1'));
		expect((await post(from('192.0.2.1'))).status).toBe(429);
		expect((await post(from('192.0.2.2'))).status).toBe(400);
	});

	test.each([`${api}/oauth-clients/local`, `${api}/users/me`, `${api}/nowhere`])(
		'given 50 calls in ten seconds, when %s is next, then 429 until they have passed',
		async (path) => {
			const answers = await Promise.all(
				Array.from({ length: 50 }, async () => await peerTube.call('GET', `${api}/oauth-clients/local`)),
			);
			expect(answers.every(({ status }) => status === 200)).toBe(true);
			const refused = await peerTube.call('GET', path);
			expect([refused.status, refused.headers['x-ratelimit-limit']]).toEqual([429, '50']);
			await peerTube.advance(10);
			expect((await peerTube.call('GET', path)).status).not.toBe(429);
		},
	);

	test('given the API limit is reached, when a token call is refused, then the sign-in limit is not touched', async () => {
		await peerTube.settings({ apiLimit: 0, signInLimit: 1 });
		expect((await post()).status).toBe(429);
		await peerTube.settings({ apiLimit: 50 });
		expect((await post()).status).toBe(400);
	});
});

describe('unknown paths', () => {
	test.each([
		['GET', '/nowhere'],
		['GET', '/users/token'],
		['PUT', '/users/revoke-token'],
		['POST', '/users/2/token-sessions'],
	])('given %s %s, when called, then 400 with an empty body', async (method, path) => {
		const answer = await peerTube.call(method, api + path);
		expect([answer.status, answer.text]).toEqual([400, '']);
	});

	test('given a path outside the API, when called, then 404', async () => {
		expect((await peerTube.raw('GET', '/videos')).status).toBe(404);
	});
});
