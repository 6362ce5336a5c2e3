import { demoOtpSecret } from '../../sandbox/peertube/accounts';
import { oneTimeCode } from '../../sandbox/shared/totp';
import { type Answer, type CallOptions } from './http';
import { testTime } from '../support/testTime';
import { api, refusal, refused, usePeerTube } from './peertube.client';
import { users } from './peertube.schemas';

const peerTube = usePeerTube();
describe('bearer tokens', () => {
	const noToken = refused('unauthorized_request', 'Token is invalid', 401);
	const deadToken = refused('invalid_token', 'Token is invalid', 401);
	const badRequest = refused('invalid_request', 'Token is invalid');
	const path = `${api}/users/me`;

	test.each<[string, (token: string) => { path?: string; authorization?: string }, object]>([
		['no token', () => ({}), noToken],
		['a bogus token', () => ({ authorization: `Bearer ${'0'.repeat(40)}` }), deadToken],
		['a refresh token cut short', (token) => ({ authorization: `Bearer ${token.slice(1)}` }), deadToken],
		['lower-case bearer', (token) => ({ authorization: `bearer ${token}` }), badRequest],
		['Basic', (token) => ({ authorization: `Basic ${token}` }), badRequest],
		['the bare token', (token) => ({ authorization: token }), badRequest],
		['two spaces', (token) => ({ authorization: `Bearer  ${token}` }), badRequest],
		['the token in the query', (token) => ({ path: `${path}?access_token=${token}` }), badRequest],
		[
			'the token in both places',
			(token) => ({ path: `${path}?access_token=${token}`, authorization: `Bearer ${token}` }),
			badRequest,
		],
	])('given %s, when the user is asked for, then it is refused as such', async (_name, request, expected) => {
		const { access_token } = await peerTube.signIn('alice');
		const { path: asked = path, authorization } = request(access_token);
		const headers: Record<string, string> = authorization ? { Authorization: authorization } : {};
		expect(refusal(await peerTube.call('GET', asked, { headers }))).toEqual(expected);
	});

	test.each<[string, () => Promise<unknown>]>([
		['an expired token', async () => await peerTube.advance(86_401)],
		[
			'a token the control side let expire',
			async () => await peerTube.control('POST', '/peertube/tokens/expire', {}),
		],
		[
			'a token the control side revoked',
			async () => await peerTube.control('POST', '/peertube/tokens/revoke', { username: 'alice' }),
		],
		[
			'a token of a user who was changed',
			async () => await peerTube.putUser('alice', { password: 'demo-password-alice' }),
		],
	])('given %s, when used, then 401 invalid_token', async (_name, kill) => {
		const { access_token } = await peerTube.signIn('alice');
		await kill();
		expect(refusal(await peerTube.me(access_token))).toEqual(deadToken);
	});

	test.each<[string, string]>([
		['POST', '/users/revoke-token'],
		['GET', '/users/1/token-sessions'],
		['POST', '/users/1/token-sessions/1/revoke'],
		['POST', '/users/1/two-factor/request'],
		['POST', '/users/1/two-factor/confirm-request'],
		['POST', '/users/1/two-factor/disable'],
	])('given no token, when %s %s, then 401', async (method, route) => {
		expect(refusal(await peerTube.call(method, api + route))).toEqual(noToken);
	});
});

describe('the own user', () => {
	test.each([
		['root', { id: 1, role: { id: 0, label: 'Administrator' }, twoFactorEnabled: false }],
		['alice', { role: { id: 2, label: 'User' }, email: 'alice@example.com', blocked: false }],
		['bruno', { role: { id: 2, label: 'User' }, twoFactorEnabled: true }],
		['mona', { role: { id: 1, label: 'Moderator' }, email: 'mona@videos.example' }],
	])('given %s, when asked who is signed in, then that one object', async (username, expected) => {
		await peerTube.putUser('mona', {
			password: 'demo-password-mona',
			role: 'Moderator',
			email: 'mona@videos.example',
		});
		const { json } = await peerTube.password(
			username,
			{},
			{ 'x-peertube-otp': oneTimeCode(demoOtpSecret, Date.now()) },
		);
		const { json: user } = await peerTube.me(json.access_token);
		expect(user).toMatchObject({ ...expected, username });
		expect(user.account).toMatchObject({ name: username, host: new URL(peerTube.sandbox.peerTube).host });
	});
});

describe('the own user by version', () => {
	test.each(Object.keys(users) as Array<keyof typeof users>)('%s has these members', async (version) => {
		await peerTube.settings({ version });
		const { access_token } = await peerTube.signIn('alice');
		const { json } = await peerTube.me(access_token);
		expect(Object.keys(json).sort()).toEqual(Object.keys(users[version].shape).sort());
		users[version].parse(json);
	});

	test('8.2.1 has 37 of them, the channels that uploads name, and no verdict on an address nobody asked about', async () => {
		const { access_token } = await peerTube.signIn('alice');
		const { json } = await peerTube.me(access_token);
		expect(Object.keys(json)).toHaveLength(37);
		expect(json.videoChannels).toMatchObject([{ id: expect.any(Number), name: 'alice_channel' }]);
		expect(json.emailVerified).toBeNull();
	});
});

describe('revoking the own token', () => {
	const revoke = async (token: string, options: CallOptions = {}): Promise<Answer> =>
		await peerTube.call('POST', `${api}/users/revoke-token`, { token, ...options });

	test.each([
		['7.0.0', 200, 401],
		['8.2.1', 401, 401],
	])(
		'given version %s, when revoked, then %d at once and %d after 300 ms',
		async (version, atOnce, later) => {
			await peerTube.settings({ version });
			const { access_token } = await peerTube.signIn('alice');
			await revoke(access_token);
			expect((await peerTube.me(access_token)).status).toBe(atOnce);
			await testTime.advance(300);
			expect((await peerTube.me(access_token)).status).toBe(later);
		},
	);

	test('given a delay, when revoked, then the pair works on until it has passed', async () => {
		await peerTube.settings({ revokeDelayMs: 60_000 });
		const { access_token, refresh_token } = await peerTube.signIn('alice');
		expect((await revoke(access_token)).status).toBe(200);
		expect((await revoke(access_token)).status).toBe(200);
		expect((await peerTube.me(access_token)).status).toBe(200);
		await peerTube.advance(60);
		expect((await peerTube.me(access_token)).status).toBe(401);
		expect(refusal(await peerTube.refresh(refresh_token)).code).toBe('invalid_grant');
		expect(refusal(await revoke(access_token)).code).toBe('invalid_token');
	});

	test.each<[string, (other: string) => CallOptions]>([
		['no body', () => ({})],
		['the body of RFC 7009', (other) => ({ body: { token: other, token_type_hint: 'access_token' } })],
		['an empty body labelled JSON', () => ({ body: '', headers: { 'Content-Type': 'application/json' } })],
		['JSON', (other) => ({ body: { token: other }, asJson: true })],
	])('given %s, when revoked, then only the pair of the header dies', async (_name, options) => {
		await peerTube.settings({ revokeDelayMs: 0 });
		const [mine, other] = [await peerTube.signIn('alice'), await peerTube.signIn('alice')];
		await revoke(mine.access_token, options(other.access_token));
		expect((await peerTube.me(mine.access_token)).status).toBe(401);
		expect((await peerTube.me(other.access_token)).status).toBe(200);
	});

	test('given an expired access token, when revoked, then 401 and the pair can still be refreshed', async () => {
		const { access_token, refresh_token } = await peerTube.signIn('alice');
		await peerTube.control('POST', '/peertube/tokens/expire', { username: 'alice' });
		expect(refusal(await revoke(access_token)).code).toBe('invalid_token');
		expect((await peerTube.refresh(refresh_token)).status).toBe(200);
	});
});

describe('token sessions', () => {
	const list = async (token: string, id: number, query = ''): Promise<Answer> =>
		await peerTube.call('GET', `${api}/users/${id}/token-sessions${query}`, { token });
	const idOf = async (token: string): Promise<number> => (await peerTube.me(token)).json.id;
	const idsIn = (answer: Answer): number[] => answer.json.data.map((session: { id: number }) => session.id);
	const signIns = async (count: number): Promise<{ token: string; id: number }> => {
		await peerTube.settings({ signInLimit: 100, apiLimit: 1000 });
		let token = '';
		for (let done = 0; done < count; done += 1) {
			token = (await peerTube.password('alice', {}, { 'User-Agent': `device ${done + 1}` })).json
				.access_token;
			await peerTube.advance(1);
		}
		return { token, id: await idOf(token) };
	};

	test('given three sign-ins, when listed, then the newest first and the current one marked', async () => {
		const { token, id } = await signIns(3);
		const { json } = await list(token, id);
		expect(json.total).toBe(3);
		expect(json.data).toMatchObject([
			{ loginDevice: 'device 3', currentSession: true, loginIP: '127.0.0.1' },
			{ loginDevice: 'device 2', currentSession: false },
			{ loginDevice: 'device 1', currentSession: false },
		]);
	});

	test('given a refresh from another device, when listed, then the login stays and the activity moves', async () => {
		const { json: first } = await peerTube.password('alice', {}, { 'User-Agent': 'laptop' });
		await peerTube.advance(60);
		const fields = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
		const { json: next } = await peerTube.token(fields, { 'User-Agent': 'server' });
		const id = await idOf(next.access_token);
		const { json } = await peerTube.call('GET', `${api}/users/${id}/token-sessions`, {
			token: next.access_token,
			headers: { 'User-Agent': 'phone' },
		});
		expect(json.total).toBe(1);
		expect(json.data).toMatchObject([{ loginDevice: 'laptop', lastActivityDevice: 'phone' }]);
		expect(Date.parse(json.data[0].lastActivityDate) - Date.parse(json.data[0].loginDate)).toBeGreaterThan(
			59_000,
		);
	});

	test.each<[string, number, number, number]>([
		['', 15, 17, 3],
		['?start=15', 2, 2, 1],
		['?start=1&count=2', 2, 16, 15],
		['?count=100', 17, 17, 1],
		['?sort=createdAt&count=3', 3, 1, 3],
		['?sort=-createdAt&count=1', 1, 17, 17],
	])(
		'given 17 sessions, when listed with "%s", then %d from number %d to %d',
		async (query, length, first, last) => {
			const { token, id } = await signIns(17);
			const answer = await list(token, id, query);
			expect(answer.json.total).toBe(17);
			const ids = idsIn(answer);
			expect([ids.length, ids[0], ids.at(-1)]).toEqual([length, first, last]);
		},
	);

	test.each([
		['start', '-1'],
		['start', 'a'],
		['count', '-1'],
		['count', '101'],
		['count', 'many'],
		['sort', 'id'],
	])('given %s=%s, when listed, then 400 and the parameter named', async (name, value) => {
		const { access_token } = await peerTube.signIn('alice');
		const answer = await list(access_token, await idOf(access_token), `?${name}=${value}`);
		expect(refusal(answer)).toEqual(refused(undefined, `Incorrect request parameters: ${name}`));
		expect(answer.json['invalid-params'][name]).toMatchObject({ location: 'query', value });
	});

	test('given a session whose access token has expired, when listed, then it is not there and cannot be revoked', async () => {
		await peerTube.signIn('alice');
		await peerTube.control('POST', '/peertube/tokens/expire', {});
		const { access_token } = await peerTube.signIn('alice');
		const id = await idOf(access_token);
		expect(idsIn(await list(access_token, id))).toEqual([2]);
		const path = `${api}/users/${id}/token-sessions/1/revoke`;
		expect((await peerTube.call('POST', path, { token: access_token })).status).toBe(404);
	});

	test('given tokens that the control side handed out, when used, then they are as good as those of a sign-in', async () => {
		const tokens = await peerTube.control('POST', '/peertube/tokens', { username: 'alice' });
		expect((await peerTube.me(tokens.access_token)).status).toBe(200);
		expect((await peerTube.refresh(tokens.refresh_token)).status).toBe(200);
		expect(await peerTube.control('GET', '/peertube/counters')).toMatchObject({ signIns: 0, refreshes: 1 });
	});

	test('given a session, when revoked by its id, then it dies alone', async () => {
		await peerTube.settings({ revokeDelayMs: 0 });
		const [one, two] = [await peerTube.signIn('alice'), await peerTube.signIn('alice')];
		const id = await idOf(two.access_token);
		const path = `${api}/users/${id}/token-sessions/1/revoke`;
		expect((await peerTube.call('POST', path, { token: two.access_token })).status).toBe(200);
		expect((await peerTube.me(one.access_token)).status).toBe(401);
		expect(idsIn(await list(two.access_token, id))).toEqual([2]);
	});

	test.each<[string, string, string, number]>([
		['an unknown session', 'alice', '/users/ALICE/token-sessions/999/revoke', 404],
		['a session of another user', 'root', '/users/ROOT/token-sessions/1/revoke', 404],
		["another user's session", 'carl', '/users/ALICE/token-sessions/1/revoke', 403],
		["another user's session as administrator", 'root', '/users/ALICE/token-sessions/1/revoke', 200],
		["another user's session as moderator", 'mona', '/users/ALICE/token-sessions/1/revoke', 200],
		['a session that is not a number', 'alice', '/users/ALICE/token-sessions/one/revoke', 400],
		['a user that is not a number', 'alice', '/users/alice/token-sessions/1/revoke', 400],
	])('given %s, when %s revokes it, then %s gives %d', async (_name, username, pattern, status) => {
		await peerTube.putUser('mona', { password: 'demo-password-mona', role: 'Moderator' });
		await peerTube.putUser('carl', { password: 'demo-password-carl' });
		const alice = await idOf((await peerTube.signIn('alice')).access_token);
		const { access_token } = await peerTube.signIn(username);
		const path = pattern.replace('ALICE', String(alice)).replace('ROOT', '1');
		expect((await peerTube.call('POST', api + path, { token: access_token })).status).toBe(status);
	});

	test.each<[string, string, string, number]>([
		['7.3.0', 'carl', 'alice', 403],
		['7.3.0', 'root', 'alice', 200],
		['7.3.0', 'mona', 'alice', 200],
		['7.3.0', 'mona', 'root', 200],
		['8.2.1', 'carl', 'alice', 403],
		['8.2.1', 'mona', 'root', 200],
		['8.3.0', 'mona', 'alice', 200],
		['8.3.0', 'mona', 'root', 403],
		['8.3.0', 'mona', 'mona', 200],
		['8.3.0', 'root', 'mona', 200],
	])('given %s, when %s lists the sessions of %s, then %d', async (version, actor, target, status) => {
		await peerTube.settings({ version });
		await peerTube.putUser('mona', { password: 'demo-password-mona', role: 'Moderator' });
		await peerTube.putUser('carl', { password: 'demo-password-carl' });
		const id = await idOf((await peerTube.signIn(target)).access_token);
		expect((await list((await peerTube.signIn(actor)).access_token, id)).status).toBe(status);
	});

	test.each<[string, number]>([
		['7.0.0', 400],
		['7.2.0', 400],
		['7.3.0', 200],
		['8.2.1', 200],
	])('given version %s, when listed and revoked, then %d', async (version, status) => {
		await peerTube.settings({ version, revokeDelayMs: 0 });
		const { access_token } = await peerTube.signIn('alice');
		const id = await idOf(access_token);
		const listed = await list(access_token, id);
		const path = `${api}/users/${id}/token-sessions/1/revoke`;
		const revoked = await peerTube.call('POST', path, { token: access_token });
		expect([listed.status, revoked.status]).toEqual([status, status]);
		if (status === 400) expect([listed.text, revoked.text]).toEqual(['', '']);
	});

	test.each<[string, string]>([
		['7.3.0', 'access'],
		['8.2.1', 'manage'],
	])(
		'given version %s, when others are listed by a user, then the refusal says "%s"',
		async (version, verb) => {
			await peerTube.settings({ version });
			const { access_token } = await peerTube.signIn('alice');
			const detail = `Only a user with sufficient right can ${verb} this account resource.`;
			expect(refusal(await list(access_token, 1))).toEqual(refused(undefined, detail, 403));
		},
	);

	test.each<[string, string, string]>([
		['7.3.0', 'application/problem+json; charset=utf-8', 'User not found'],
		['8.2.1', 'text/plain; charset=utf-8', 'Not Found'],
	])('given version %s, when the user ID is unknown, then 404 as %s', async (version, type, words) => {
		await peerTube.settings({ version });
		const { access_token: token } = await peerTube.signIn('alice');
		const listed = await list(token, 999);
		const path = `${api}/users/999/token-sessions/1/revoke`;
		const revoked = await peerTube.call('POST', path, { token });
		for (const { status, headers, text } of [listed, revoked]) {
			expect([status, headers['content-type']]).toEqual([404, type]);
			expect(text).toContain(words);
		}
	});

	test('given GET on the revoke path, as the document has it, when called, then it is an unknown path', async () => {
		const { access_token } = await peerTube.signIn('alice');
		const path = `${api}/users/2/token-sessions/1/revoke`;
		const answer = await peerTube.call('GET', path, { token: access_token });
		expect([answer.status, answer.text]).toEqual([400, '']);
		expect((await peerTube.me(access_token)).status).toBe(200);
	});
});

describe('setting up two-factor', () => {
	const change = async (
		token: string,
		id: number,
		step: string,
		body: Record<string, unknown>,
	): Promise<Answer> =>
		await peerTube.call('POST', `${api}/users/${id}/two-factor/${step}`, { token, body, asJson: true });
	const currentPassword = 'demo-password-alice';
	let token: string;
	let id: number;
	beforeEach(async () => {
		token = (await peerTube.signIn('alice')).access_token;
		id = (await peerTube.me(token)).json.id;
	});

	test('given a user without it, when requested, confirmed and disabled, then sign-in follows', async () => {
		const { otpRequest } = (await change(token, id, 'request', { currentPassword })).json;
		expect(new URL(otpRequest.uri).searchParams.get('secret')).toBe(otpRequest.secret);
		expect((await peerTube.password('alice')).status).toBe(200);

		const otpToken = oneTimeCode(otpRequest.secret, Date.now());
		const confirmed = await change(token, id, 'confirm-request', {
			requestToken: otpRequest.requestToken,
			otpToken,
		});
		expect(confirmed.status).toBe(204);
		expect(refusal(await peerTube.password('alice')).code).toBe('missing_two_factor');
		expect((await peerTube.password('alice', {}, { 'x-peertube-otp': otpToken })).status).toBe(200);

		expect(refusal(await change(token, id, 'request', { currentPassword })).detail).toBe(
			'Two factor is already enabled.',
		);
		expect((await change(token, id, 'disable', { currentPassword })).status).toBe(204);
		expect((await peerTube.password('alice')).status).toBe(200);
	});

	test.each<[string, string, Record<string, string>, number, string]>([
		['a wrong password', 'request', { currentPassword: 'wrong' }, 403, 'currentPassword is invalid.'],
		['no password', 'request', {}, 400, 'currentPassword is missing'],
		['a wrong password', 'disable', { currentPassword: 'wrong' }, 403, 'currentPassword is invalid.'],
		['nothing to disable', 'disable', { currentPassword }, 400, 'Two factor is already disabled.'],
		[
			'an unknown request',
			'confirm-request',
			{ requestToken: 'x', otpToken: '123456' },
			403,
			'Invalid request token',
		],
		[
			'no request token',
			'confirm-request',
			{ otpToken: '123456' },
			400,
			'Incorrect request parameters: requestToken',
		],
		['no code', 'confirm-request', { requestToken: 'x' }, 400, 'Incorrect request parameters: otpToken'],
	])('given %s, when %s is called, then it is refused', async (_name, step, body, status, detail) => {
		expect(refusal(await change(token, id, step, body))).toEqual({ status, code: undefined, detail });
	});

	test.each([
		['a wrong code', 0, '12345', 'Invalid OTP token'],
		['an old request', 601, undefined, 'Invalid request token'],
	])(
		'given %s, when confirmed, then 403 and sign-in stays as it was',
		async (_name, seconds, code, detail) => {
			const { otpRequest } = (await change(token, id, 'request', { currentPassword })).json;
			await peerTube.advance(seconds);
			const otpToken = code ?? oneTimeCode(otpRequest.secret, Date.now());
			const body = { requestToken: otpRequest.requestToken, otpToken };
			const expected = refused(undefined, detail, 403);
			expect(refusal(await change(token, id, 'confirm-request', body))).toEqual(expected);
			expect((await peerTube.password('alice')).status).toBe(200);
		},
	);

	test.each<[string, string, number]>([
		['alice', '1', 403],
		['alice', '999', 404],
		['root', '999', 404],
		['root', 'ALICE', 200],
	])('given %s, when two-factor of user %s is requested, then %d', async (username, target, status) => {
		const actor = await peerTube.signIn(username);
		const user = target === 'ALICE' ? id : Number(target);
		const body = username === 'alice' ? { currentPassword } : {};
		expect((await change(actor.access_token, user, 'request', body)).status).toBe(status);
	});
});
