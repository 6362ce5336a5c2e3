import { demoApplication, demoApplicationId, demoOtpSecret } from '../../sandbox/fluxer/accounts';
import { oneTimeCode } from '../../sandbox/shared/totp';
import {
	alice,
	api,
	applicationPath,
	badFields,
	bruno,
	client,
	PIXEL,
	refusal,
	refused,
	useFluxer,
} from './fluxer.client';
import type { Answer } from './http';

const fluxer = useFluxer();
const list = `${api}/oauth2/applications/@me`;
const create = `${api}/oauth2/applications`;
const demoBot = `Bot ${demoApplicationId}.${demoApplication.botSecret}`;
const otp = (): string => oneTimeCode(demoOtpSecret, Date.now());
const sudoHeader = 'x-fluxer-sudo-mode-jwt';

describe('who may call', () => {
	const forUsers: Array<[string, string]> = [
		['GET', `${api}/users/@me/applications`],
		['POST', create],
		['GET', applicationPath],
		['PATCH', applicationPath],
		['DELETE', applicationPath],
		['PATCH', `${applicationPath}/bot`],
		['POST', `${applicationPath}/bot/reset-token`],
		['POST', `${applicationPath}/client-secret/reset`],
		['POST', `${api}/oauth2/authorize/consent`],
		['GET', `${api}/oauth2/@me/authorizations`],
		['DELETE', `${api}/oauth2/@me/authorizations/${demoApplicationId}`],
		['GET', `${api}/users/@me/sudo/mfa-methods`],
	];

	test.each(forUsers)(
		'given a bot or an OAuth token, when %s %s, then 403; nobody, then 401',
		async (method, path) => {
			const { access_token } = await fluxer.tokens();
			for (const authorization of [demoBot, `Bearer ${access_token}`]) {
				expect(refusal(await fluxer.call(method, path, authorization))).toEqual(refused('ACCESS_DENIED'));
			}
			expect(refusal(await fluxer.call(method, path))).toEqual(refused('UNAUTHORIZED'));
		},
	);

	test.each<[string, number, string]>([
		['the bare session', 200, alice],
		// Fluxer takes a session behind Bearer too (source).
		['a session behind Bearer', 200, `Bearer ${alice}`],
		['a session behind lower-case bearer', 401, `bearer ${alice}`],
		['a session behind Session', 401, `Session ${alice}`],
		['a session in another case', 401, alice.toUpperCase()],
		['a session cut short', 401, alice.slice(0, -1)],
		['a bot token without its scheme', 401, demoBot.slice(4)],
		['a bot token behind lower-case bot', 401, demoBot.replace('Bot', 'bot')],
		['Basic', 401, 'Basic eDp5'],
	])('given %s, when applications are listed, then %d', async (_name, status, authorization) => {
		expect((await fluxer.call('GET', list, authorization)).status).toBe(status);
	});

	test.each<[string, string]>([
		['GET', `${api}/oauth2/userinfo`],
		['GET', `${api}/oauth2/@me`],
	])('given anything but a living OAuth token, when %s %s, then 401', async (method, path) => {
		const { access_token } = await fluxer.tokens();
		const wrong = [
			undefined,
			alice,
			demoBot,
			access_token,
			`bearer ${access_token}`,
			`Bearer  ${access_token}`,
		];
		for (const authorization of wrong) {
			expect(refusal(await fluxer.call(method, path, authorization))).toEqual(refused('UNAUTHORIZED'));
		}
		expect((await fluxer.call(method, path, `Bearer ${access_token}`)).status).toBe(200);
	});

	test('given anything but a bot token, when the bot asks for its application, then 401', async () => {
		const { access_token } = await fluxer.tokens();
		const path = `${api}/applications/@me`;
		const wrong = [undefined, alice, `Bearer ${access_token}`, demoBot.replace('Bot', 'bot'), `${demoBot}x`];
		for (const authorization of wrong) {
			expect(refusal(await fluxer.call('GET', path, authorization))).toEqual(refused('INVALID_TOKEN'));
		}
		const { json } = await fluxer.call('GET', path, demoBot);
		expect(json).toMatchObject({
			id: demoApplicationId,
			name: 'Demo Connector',
			bot: { id: demoApplicationId },
		});
		expect(json.bot.token).toBeUndefined();
	});
});

describe('what an OAuth token says of its user', () => {
	test.each<[string, number, object, object]>([
		['identify', 200, { username: 'alice', email: null }, { user: { username: 'alice', email: null } }],
		[
			'identify email',
			200,
			{ email: 'alice@example.com', verified: true },
			{ user: { email: 'alice@example.com', verified: true } },
		],
		['guilds', 403, { code: 'MISSING_OAUTH_SCOPE', required_scope: 'identify' }, { scopes: ['guilds'] }],
	])(
		'given the scopes %s, when asked, then user info %d and what they allow',
		async (scope, status, info, me) => {
			const { access_token } = await fluxer.tokens({ scope });
			const answer = await fluxer.userInfo(access_token);
			expect(answer.status).toBe(status);
			expect(answer.json).toMatchObject(info);
			expect(answer.json.verified !== undefined).toBe(scope.includes('email'));
			const { json } = await fluxer.call('GET', `${api}/oauth2/@me`, `Bearer ${access_token}`);
			expect(json).toMatchObject({ application: { id: demoApplicationId }, ...me });
			expect(json.user !== undefined).toBe(scope.includes('identify'));
			const clock = await fluxer.control('GET', '/fluxer/clock');
			expect(Date.parse(json.expires) - Date.parse(clock.now)).toBeGreaterThan(604_790_000);
		},
	);
});

describe('creating and reading', () => {
	test('given a name, when created, then secrets and defaults; read again, then no secrets', async () => {
		const { json: made } = await fluxer.json('POST', create, alice, { name: 'My App 2.0' });
		expect(made).toMatchObject({
			name: 'My App 2.0',
			redirect_uris: [],
			bot_public: true,
			bot_require_code_grant: false,
			bot: { id: made.id, username: 'My_App_2_0', mfa_enabled: false },
		});
		expect(Number.isSafeInteger(Number(made.id))).toBe(false);
		expect(made.bot.token.split('.')[0]).toBe(made.id);
		expect((await fluxer.call('GET', `${api}/applications/@me`, `Bot ${made.bot.token}`)).status).toBe(200);
		expect(
			(await fluxer.introspect('x', { client_id: made.id, client_secret: made.client_secret })).status,
		).toBe(200);

		const read = await fluxer.call('GET', `${create}/${made.id}`, alice);
		const { json: listed } = await fluxer.call('GET', list, alice);
		const { json: sameList } = await fluxer.call('GET', `${api}/users/@me/applications`, alice);
		expect(listed).toEqual(sameList);
		expect(listed.map(({ id }: { id: string }) => id)).toEqual([demoApplicationId, made.id]);
		expect(JSON.stringify([read.json, listed])).not.toMatch(/secret|token/);
	});

	test('given an owner with two-factor, when created, then the bot shows it', async () => {
		const { json } = await fluxer.json('POST', create, bruno, { name: 'Guarded' });
		expect(json.bot).toMatchObject({ mfa_enabled: true, authenticator_types: [0] });
	});

	test.each<[string, Record<string, unknown>, string[]]>([
		['no name', {}, ['name INVALID_FORMAT']],
		['an empty name', { name: '' }, ['name INVALID_FORMAT']],
		['a blank name', { name: '  ' }, ['name STRING_LENGTH_INVALID']],
		['a name of 101 characters', { name: 'x'.repeat(101) }, ['name STRING_LENGTH_INVALID']],
		['plain HTTP', { name: 'x', redirect_uris: ['http://example.com/'] }, ['redirect_uris.0 INVALID_FORMAT']],
		['another scheme', { name: 'x', redirect_uris: ['app://callback'] }, ['redirect_uris.0 INVALID_FORMAT']],
		['no URL', { name: 'x', redirect_uris: ['https://a.example/', 'b'] }, ['redirect_uris.1 INVALID_FORMAT']],
		[
			'11 redirect URIs',
			{ name: 'x', redirect_uris: Array(11).fill('https://a.example/') },
			['redirect_uris INVALID_FORMAT'],
		],
		[
			'one redirect URI as text',
			{ name: 'x', redirect_uris: 'https://a.example/' },
			['redirect_uris INVALID_FORMAT'],
		],
		['a flag as text', { name: 'x', bot_public: 'true' }, ['bot_public INVALID_FORMAT']],
	])('given %s, when created, then its fields are refused', async (_name, body, fields) => {
		expect(refusal(await fluxer.json('POST', create, alice, body))).toEqual(badFields(...fields));
	});

	test.each([
		'http://localhost:5678/x',
		'http://127.0.0.1/',
		'http://[::1]:1/',
		'http://n8n.localhost/',
		'https://a.example',
	])('given the redirect URI %s, when created, then it is kept as it is', async (uri) => {
		const { json } = await fluxer.json('POST', create, alice, { name: 'x', redirect_uris: [uri, uri] });
		expect(json.redirect_uris).toEqual([uri]);
	});

	test.each<[string, number, { body: string; headers: Record<string, string> }]>([
		['JSON labelled as text', 200, { body: '{"name":"x"}', headers: { 'Content-Type': 'text/plain' } }],
		['a form', 400, { body: 'name=x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }],
		['unreadable JSON', 400, { body: '{"name":', headers: { 'Content-Type': 'application/json' } }],
	])('given %s, when created, then %d', async (_name, status, options) => {
		const answer = await fluxer.call('POST', create, alice, options);
		expect(answer.status).toBe(status);
		if (status === 400) expect(refusal(answer)).toEqual(badFields('name INVALID_FORMAT'));
	});

	test.each<[string, string, string, object]>([
		['an unknown application', 'GET', `${create}/1`, refused('UNKNOWN_APPLICATION')],
		['an unknown application', 'GET', `${create}/1/public`, refused('UNKNOWN_APPLICATION')],
		['an unknown application', 'PATCH', `${create}/1`, refused('UNKNOWN_APPLICATION')],
		['an unknown application', 'PATCH', `${create}/1/bot`, refused('UNKNOWN_APPLICATION')],
		["someone else's", 'GET', applicationPath, refused('ACCESS_DENIED')],
		["someone else's", 'PATCH', applicationPath, refused('ACCESS_DENIED')],
		["someone else's", 'PATCH', `${applicationPath}/bot`, refused('ACCESS_DENIED')],
		['an id that is none', 'GET', `${create}/demo`, badFields('id INVALID_SNOWFLAKE_FORMAT')],
		['an id with a leading zero', 'GET', `${create}/01/public`, badFields('id INVALID_SNOWFLAKE_FORMAT')],
	])('given %s, when bruno asks %s %s, then it is refused as such', async (_name, method, path, expected) => {
		expect(refusal(await fluxer.call(method, path, bruno))).toEqual(expected);
	});

	test('given nobody, when an application is looked at in public, then no secret and its bot', async () => {
		const { json } = await fluxer.call('GET', `${applicationPath}/public`);
		expect(json).toMatchObject({
			name: 'Demo Connector',
			scopes: ['bot'],
			bot: { username: 'Demo_Connector' },
		});
	});
});

describe('updating', () => {
	test('given redirect URIs, when updated, then they replace the old ones and the rest stays', async () => {
		const redirect_uris = ['https://example.com/', 'https://b.example'];
		const { json } = await fluxer.json('PATCH', applicationPath, alice, { redirect_uris });
		expect(json).toMatchObject({ name: 'Demo Connector', redirect_uris, bot_public: true });
		const { json: renamed } = await fluxer.json('PATCH', applicationPath, alice, {
			name: 'New',
			bot_public: false,
		});
		expect(renamed).toMatchObject({ name: 'New', redirect_uris, bot_public: false });
		const { json: cleared } = await fluxer.json('PATCH', applicationPath, alice, { redirect_uris: null });
		expect(cleared.redirect_uris).toEqual([]);
		expect(JSON.stringify([json, renamed, cleared])).not.toMatch(/secret|token/);
	});

	test.each<[Record<string, unknown>, string]>([
		[{ redirect_uris: ['ftp://example.com/'] }, 'redirect_uris.0 INVALID_FORMAT'],
		[{ name: '' }, 'name INVALID_FORMAT'],
	])('given %j, when updated, then it is refused', async (body, field) => {
		expect(refusal(await fluxer.json('PATCH', applicationPath, alice, body))).toEqual(badFields(field));
	});

	test('given a bot profile, when updated, then only what was sent changes', async () => {
		const path = `${applicationPath}/bot`;
		const { json: before } = await fluxer.json('PATCH', path, alice, { bio: 'Helps', avatar: PIXEL });
		expect(before).toMatchObject({ bio: 'Helps', username: 'Demo_Connector', banner: null });
		expect(before.avatar).toMatch(/^[0-9a-f]+$/);
		const { json: after } = await fluxer.json('PATCH', path, alice, { username: 'helper', avatar: null });
		expect(after).toEqual({
			...before,
			username: 'helper',
			avatar: null,
			discriminator: after.discriminator,
		});
		expect(after.discriminator).not.toBe(before.discriminator);
		const { json: bare } = await fluxer.json('PATCH', path, alice, { bio: '' });
		expect(bare.bio).toBeNull();
	});

	test.each<[Record<string, unknown>, string]>([
		[{ username: 'a b' }, 'username USERNAME_INVALID_CHARACTERS'],
		[{ username: 'x'.repeat(33) }, 'username USERNAME_LENGTH_INVALID'],
		[{ username: 'Everyone' }, 'username USERNAME_RESERVED_VALUE'],
		[{ username: 'myfluxerbot' }, 'username USERNAME_CANNOT_CONTAIN_RESERVED_TERMS'],
		[{ discriminator: 'abc' }, 'discriminator DISCRIMINATOR_INVALID_FORMAT'],
		[{ discriminator: '00000' }, 'discriminator DISCRIMINATOR_INVALID_FORMAT'],
		[{ discriminator: '0000' }, 'discriminator BOT_DISCRIMINATOR_CANNOT_BE_CHANGED'],
		[{ avatar: 'not base64!' }, 'avatar INVALID_BASE64_FORMAT'],
		[{ avatar: 'aGVsbG8=' }, 'avatar INVALID_IMAGE_FORMAT'],
		[{ banner: 'data:image/png;base64,aGVsbG8=' }, 'banner INVALID_IMAGE_FORMAT'],
		[{ bio: 'x'.repeat(1025) }, 'bio STRING_LENGTH_INVALID'],
		[{ bot_flags: -1 }, 'bot_flags INVALID_FORMAT'],
	])('given the bot profile %j, when updated, then it is refused', async (body, field) => {
		expect(refusal(await fluxer.json('PATCH', `${applicationPath}/bot`, alice, body))).toEqual(
			badFields(field),
		);
	});
});

describe('sudo', () => {
	const password = { password: 'demo-password-alice' };
	const wrongPassword = { password: 'demo-password-wrong' };
	const required = { ...refused('SUDO_MODE_REQUIRED') };
	const calls: Array<[string, string]> = [
		['DELETE', ''],
		['POST', '/client-secret/reset'],
		['POST', '/bot/reset-token'],
	];

	test.each(calls)('given each proof, when %s …%s, then it is judged first', async (method, path) => {
		const call = async (body: Record<string, unknown>, id = demoApplicationId): Promise<Answer> =>
			await fluxer.json(method, `${create}/${id}${path}`, alice, body);
		expect(refusal(await call({}))).toEqual(required);
		expect(refusal(await call({ mfa_method: 'totp', mfa_code: '123456' }))).toEqual(required);
		expect(refusal(await call(wrongPassword))).toEqual(badFields('password INVALID_PASSWORD'));
		expect(refusal(await call({ password: 'short' }))).toEqual(badFields('password PASSWORD_LENGTH_INVALID'));
		expect(refusal(await call({ mfa_method: 'post' }))).toEqual(badFields('mfa_method INVALID_FORMAT'));
		expect(refusal(await call({}, '1'))).toEqual(required);
		expect(refusal(await call(password, '1'))).toEqual(refused('UNKNOWN_APPLICATION'));
		const foreign = await fluxer.application({ owner: 'bruno' });
		expect(refusal(await call(password, foreign.id))).toEqual(refused('ACCESS_DENIED'));
		const done = await call(password);
		expect(done.status).toBe(method === 'DELETE' ? 204 : 200);
		expect(done.headers[sudoHeader]).toBeUndefined();
	});

	test.each([
		[alice, false],
		[bruno, true],
	])(
		'given the session %s, when sudo is missing, then has_mfa is %s, as the methods say',
		async (session, hasMfa) => {
			const { id } = await fluxer.application({ owner: session === alice ? 'alice' : 'bruno' });
			const { json } = await fluxer.call('DELETE', `${create}/${id}`, session);
			expect(json.has_mfa).toBe(hasMfa);
			const methods = await fluxer.call('GET', `${api}/users/@me/sudo/mfa-methods`, session);
			expect(methods.json).toEqual({ totp: hasMfa, sms: false, webauthn: false, has_mfa: hasMfa });
		},
	);

	describe('with two-factor', () => {
		let path = '';
		beforeEach(async () => {
			const { id } = await fluxer.application({ owner: 'bruno' });
			path = `${create}/${id}/client-secret/reset`;
		});
		const reset = async (
			body: Record<string, unknown>,
			headers: Record<string, string> = {},
		): Promise<Answer> => await fluxer.call('POST', path, bruno, { body, asJson: true, headers });

		test('given the password, when sent, then it is no proof', async () => {
			expect(refusal(await reset({ password: 'demo-password-bruno' }))).toEqual(required);
		});

		test.each<[string, Record<string, unknown>]>([
			['a wrong code', { mfa_method: 'totp', mfa_code: 'abcdef' }],
			['no code', { mfa_method: 'totp' }],
			['another method', { mfa_method: 'sms', mfa_code: '123456' }],
		])('given %s, when sent, then mfa_code is refused and no token given', async (_name, body) => {
			const answer = await reset(body);
			expect(refusal(answer)).toEqual(badFields('mfa_code INVALID_MFA_CODE'));
			expect(answer.headers[sudoHeader]).toBeUndefined();
		});

		test('given a code, when sent, then a token that stands for it for 300 s, also without a body', async () => {
			const first = await reset({ mfa_method: 'totp', mfa_code: otp() });
			const token = String(first.headers[sudoHeader]);
			expect(token.split('.')).toHaveLength(3);
			const claims = JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString());
			expect(claims.exp - claims.iat).toBe(300);

			const second = await reset({}, { [sudoHeader]: token });
			expect([second.status, second.headers[sudoHeader]]).toEqual([200, token]);
			expect(second.json.client_secret).not.toBe(first.json.client_secret);
			expect((await fluxer.call('POST', path, bruno, { headers: { [sudoHeader]: token } })).status).toBe(200);
			expect(refusal(await reset({}, { [sudoHeader]: `${token}x` }))).toEqual(required);
			await fluxer.advance(300);
			expect(refusal(await reset({}, { [sudoHeader]: token }))).toEqual(required);
		});

		test('given a code already used, when sent again, then it is refused', async () => {
			const body = { mfa_method: 'totp', mfa_code: otp() };
			expect((await reset(body)).status).toBe(200);
			expect(refusal(await reset(body))).toEqual(badFields('mfa_code INVALID_MFA_CODE'));
		});

		test('given the token of another user, when sent, then it is no proof', async () => {
			const { headers } = await reset({ mfa_method: 'totp', mfa_code: otp() });
			const answer = await fluxer.call('DELETE', applicationPath, alice, {
				headers: { [sudoHeader]: String(headers[sudoHeader]) },
			});
			expect(refusal(answer)).toEqual(required);
		});
	});

	test('given a new client secret, when used, then the old one is dead and the tokens live on', async () => {
		const pair = await fluxer.tokens();
		const { json } = await fluxer.json('POST', `${applicationPath}/client-secret/reset`, alice, password);
		expect(json.client_secret).not.toBe(client.client_secret);
		expect(refusal(await fluxer.refresh(pair.refresh_token))).toEqual({
			status: 400,
			error: 'invalid_client',
		});
		const { client_secret } = json;
		expect((await fluxer.refresh(pair.refresh_token, { client_secret })).status).toBe(200);
		expect((await fluxer.userInfo(pair.access_token)).status).toBe(200);
	});

	test('given a new bot token, when used, then the old one is dead', async () => {
		const { json } = await fluxer.json('POST', `${applicationPath}/bot/reset-token`, alice, password);
		const path = `${api}/applications/@me`;
		expect((await fluxer.call('GET', path, `Bot ${json.token}`)).status).toBe(200);
		expect(refusal(await fluxer.call('GET', path, demoBot))).toEqual(refused('INVALID_TOKEN'));
	});

	test('given a deleted application, when its client, tokens and bot are used, then they are refused', async () => {
		const pair = await fluxer.tokens();
		await fluxer.json('DELETE', applicationPath, alice, password);
		expect(refusal(await fluxer.json('DELETE', applicationPath, alice, password))).toEqual(
			refused('UNKNOWN_APPLICATION'),
		);
		expect(refusal(await fluxer.userInfo(pair.access_token))).toEqual(refused('INVALID_TOKEN'));
		expect(refusal(await fluxer.introspect(pair.access_token))).toEqual({
			status: 400,
			error: 'invalid_client',
		});
		expect(refusal(await fluxer.call('GET', `${api}/applications/@me`, demoBot))).toEqual(
			refused('INVALID_TOKEN'),
		);
	});
});
