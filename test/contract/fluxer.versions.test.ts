import {
	demoApplication,
	demoApplicationId,
	demoChannelId,
	demoGroupId,
	demoGuildId,
} from '../../sandbox/fluxer/accounts';
import {
	alice,
	api,
	applicationPath,
	badFields,
	bruno,
	FEBRUARY,
	oauthRefused,
	PIXEL,
	refusal,
	refused,
	useFluxer,
} from './fluxer.client';
import type { Answer } from './http';

/** What was observed to differ between the servers of February and July 2026, or to be switched on. */

const fluxer = useFluxer();
const JULY = { version: 'july2026' };
const applications = `${api}/oauth2/applications`;
const bot = `Bot ${demoApplicationId}.${demoApplication.botSecret}`;
type Json = Record<string, unknown>;
const create = async (): Promise<Answer> => await fluxer.json('POST', applications, alice, { name: 'x' });
const consent = async (fields: Record<string, unknown>, session = alice): Promise<Answer> =>
	await fluxer.json('POST', `${api}/oauth2/authorize/consent`, session, {
		client_id: demoApplicationId,
		scope: 'bot',
		...fields,
	});

describe('who may list applications', () => {
	test.each([
		[JULY, 200],
		[FEBRUARY, 403],
	])('given %j, when a bot asks for its user’s applications, then %d', async (version, status) => {
		await fluxer.settings(version);
		const answer = await fluxer.call('GET', `${applications}/@me`, bot);
		expect(answer.status).toBe(status);
		if (status === 200) {
			expect(answer.json).toEqual((await fluxer.call('GET', `${api}/applications/@me`, bot)).json);
		}
		expect(refusal(await fluxer.call('GET', `${api}/users/@me/applications`, bot))).toEqual(
			refused('ACCESS_DENIED'),
		);
		expect((await fluxer.call('GET', `${applications}/@me`, alice)).json).toHaveLength(1);
		const { access_token } = await fluxer.tokens();
		expect((await fluxer.call('GET', `${applications}/@me`, `Bearer ${access_token}`)).status).toBe(403);
	});
});

describe('shapes', () => {
	test.each<[Json, string[], string[]]>([
		[JULY, ['owner', 'redirect_uris', 'verify_key'], ['flags']],
		[FEBRUARY, ['flags'], ['owner', 'redirect_uris', 'verify_key']],
	])(
		'given %j, when a bot asks for its application, then with %j and without %j',
		async (version, has, lacks) => {
			await fluxer.settings(version);
			const { json } = await fluxer.call('GET', `${api}/applications/@me`, bot);
			for (const name of has) expect(json).toHaveProperty(name);
			for (const name of lacks) expect(json).not.toHaveProperty(name);
		},
	);

	test('given July, when the bot has a picture and a bio, then they are those of its application', async () => {
		await fluxer.json('PATCH', `${applicationPath}/bot`, alice, { avatar: PIXEL, bio: 'Helps' });
		const { json } = await fluxer.call('GET', `${api}/applications/@me`, bot);
		expect(json).toMatchObject({ icon: json.bot.avatar, description: 'Helps', owner: { username: 'alice' } });
	});

	test.each([
		[JULY, true],
		[FEBRUARY, false],
	])('given %j, when a bot is updated, then its flags are told: %s', async (version, told) => {
		await fluxer.settings(version);
		const { json } = await fluxer.json('PATCH', `${applicationPath}/bot`, alice, { bot_flags: 16 + 8 });
		expect('flags' in json).toBe(told);
		const { json: own } = await fluxer.call('GET', `${api}/applications/@me`, bot);
		expect(own.bot.flags).toBe(16);
	});

	test('given July, when an application is looked at in public, then who looks is told, and a private bot is public to its owner', async () => {
		const { id } = await fluxer.application({ botPublic: false });
		const look = async (session?: string): Promise<Answer> =>
			await fluxer.call('GET', `${applications}/${id}/public`, session);
		expect((await look()).json).toMatchObject({ current_user: null, bot_public: false });
		expect((await look(alice)).json).toMatchObject({ current_user: { username: 'alice' }, bot_public: true });
		expect((await look(bruno)).json).toMatchObject({
			current_user: { username: 'bruno' },
			bot_public: false,
		});
		expect((await look()).json.bot).not.toHaveProperty('mfa_enabled');
		await fluxer.settings(FEBRUARY);
		expect((await look(alice)).json).not.toHaveProperty('current_user');
	});
});

describe('creating applications', () => {
	test.each([
		['no captcha', {}, 'CAPTCHA_REQUIRED'],
		['one that nobody solved', { 'X-Captcha-Token': 'made-up' }, 'INVALID_CAPTCHA'],
	])('given a server that wants a captcha, when created with %s, then %s', async (_name, headers, code) => {
		await fluxer.settings({ captcha: true });
		const options = { body: { name: 'x' }, asJson: true, headers };
		expect(refusal(await fluxer.call('POST', applications, alice, options))).toEqual(refused(code));
		expect((await fluxer.call('GET', applicationPath, alice)).status).toBe(200);
		const proof = { password: 'demo-password-alice' };
		for (const path of ['client-secret/reset', 'bot/reset-token']) {
			expect((await fluxer.json('POST', `${applicationPath}/${path}`, alice, proof)).status).toBe(200);
		}
	});

	test('given 25 applications, when another is created, then MAX_APPLICATIONS', async () => {
		await fluxer.settings({ createLimit: 100 });
		for (let made = 1; made < 25; made++) await fluxer.application();
		expect(refusal(await create())).toEqual(refused('MAX_APPLICATIONS'));
	});
});

describe('redirect URIs over plain http', () => {
	const uris = ['http://192.0.2.7:5678/x', 'http://[2001:db8::7]/x', 'http://n8n.example/x'];
	const statuses = async (method: string, path: string): Promise<number[]> => {
		const answers = uris.map(
			async (uri) => await fluxer.json(method, path, alice, { name: 'x', redirect_uris: [uri] }),
		);
		return (await Promise.all(answers)).map(({ status }) => status);
	};

	test.each<[Json, number[], number[]]>([
		[JULY, [200, 200, 400], [200, 200, 400]],
		[FEBRUARY, [400, 400, 400], [200, 200, 200]],
	])('given %j, when registered and updated, then as observed', async (version, created, updated) => {
		await fluxer.settings(version);
		expect(await statuses('POST', applications)).toEqual(created);
		expect(await statuses('PATCH', applicationPath)).toEqual(updated);
	});
});

describe('renaming a bot', () => {
	const rename = async (username: string): Promise<Answer> =>
		await fluxer.json('PATCH', `${applicationPath}/bot`, alice, { username });

	test('given July, when renamed a sixth time in three hours, then refused with a code of its own; the same name is no change', async () => {
		for (const name of 'abcde') expect((await rename(name)).status).toBe(200);
		expect(refusal(await rename('f'))).toEqual(badFields('username USERNAME_CHANGED_TOO_MANY_TIMES'));
		expect((await rename('e')).status).toBe(200);
		await fluxer.settings(FEBRUARY);
		expect((await rename('f')).status).toBe(200);
	});
});

describe('consent', () => {
	test.each<[string, string]>([
		['all', 'INVALID_PERMISSIONS_INTEGER'],
		['1.5', 'INVALID_PERMISSIONS_INTEGER'],
		['-1', 'INVALID_PERMISSIONS_NEGATIVE'],
	])(
		'given the permissions %s, when given, then the description is %s, in both versions',
		async (permissions, code) => {
			for (const version of [JULY, FEBRUARY]) {
				await fluxer.settings(version);
				const answer = await consent({ permissions });
				expect(refusal(answer)).toEqual(oauthRefused('invalid_request'));
				expect(answer.json.error_description).toBe(code);
			}
		},
	);

	test.each([
		[JULY, 'BOT_IS_PRIVATE'],
		[FEBRUARY, 'ACCESS_DENIED'],
	])(
		'given %j and a private bot, when someone else installs it, then %s; its owner may',
		async (version, code) => {
			await fluxer.settings(version);
			const { id } = await fluxer.application({ botPublic: false });
			expect(refusal(await consent({ client_id: id }, bruno))).toEqual(refused(code));
			expect((await consent({ client_id: id })).status).toBe(200);
		},
	);

	test('given a guild, when bots are added, then once each, by who manages it, and no code comes of a refusal', async () => {
		const { id } = await fluxer.application();
		const added = { client_id: id, guild_id: demoGuildId };
		expect(refusal(await consent(added, bruno))).toEqual(refused('MISSING_PERMISSIONS'));
		expect((await consent(added)).status).toBe(200);
		for (const version of [JULY, FEBRUARY]) {
			await fluxer.settings(version);
			expect(refusal(await consent(added))).toEqual(refused('BOT_ALREADY_IN_GUILD'));
			expect(refusal(await consent({ guild_id: demoGuildId }))).toEqual(refused('BOT_ALREADY_IN_GUILD'));
		}
	});

	test.each<[string, Json, Json]>([
		['a channel of a guild', { channel_id: demoChannelId }, refused('INVALID_CHANNEL_TYPE')],
		['no channel', { channel_id: '7' }, refused('UNKNOWN_CHANNEL')],
		[
			'a guild as well',
			{ channel_id: demoGroupId, guild_id: demoGuildId },
			badFields('channel_id INVALID_FORMAT'),
		],
	])('given %s for a group message, when given, then it is refused', async (_name, fields, expected) => {
		expect(refusal(await consent(fields))).toEqual(expected);
	});

	test('given a group message, when given, then the bot is in it, since July, and only for who is in it', async () => {
		const post = async (): Promise<Answer> =>
			await fluxer.json('POST', `${api}/channels/${demoGroupId}/messages`, bot, { content: 'Hello' });
		expect(refusal(await consent({ channel_id: demoGroupId }, bruno))).toEqual(refused('MISSING_ACCESS'));
		await fluxer.settings(FEBRUARY);
		expect((await consent({ channel_id: demoGroupId })).status).toBe(200);
		expect(refusal(await post())).toEqual(refused('MISSING_ACCESS'));
		await fluxer.settings(JULY);
		expect((await consent({ channel_id: demoGroupId })).status).toBe(200);
		expect((await post()).status).toBe(200);
		expect((await consent({ channel_id: demoGroupId })).status).toBe(200);
	});
});

describe('an instance of somebody’s own', () => {
	test.each(['/api', '/api/v1'])('given the API below %s, when called, then it is there', async (home) => {
		await fluxer.settings({ selfHosted: true });
		const { json } = await fluxer.call('GET', `${home}/.well-known/fluxer`);
		expect(json).toMatchObject({
			endpoints: { api: `${fluxer.sandbox.fluxer}/api` },
			features: { self_hosted: true },
		});
		expect((await fluxer.call('GET', `${home}/oauth2/applications/@me`, alice)).json).toHaveLength(1);
		expect(refusal(await fluxer.call('GET', `${home}/nowhere`))).toEqual(refused('NOT_FOUND'));
	});

	test('given a year, when codes and refresh tokens are used, then they work, and access tokens do not', async () => {
		await fluxer.settings({ selfHosted: true });
		const [code, pair] = [await fluxer.code(), await fluxer.tokens()];
		await fluxer.advance(365 * 86_400);
		expect((await fluxer.exchange(code)).status).toBe(200);
		expect((await fluxer.userInfo(pair.access_token)).status).toBe(401);
		expect((await fluxer.refresh(pair.refresh_token)).status).toBe(200);
		expect(await fluxer.control('GET', '/fluxer/tokens')).toContainEqual(
			expect.objectContaining({ kind: 'refresh', expiresAt: null }),
		);
	});
});

describe('messages', () => {
	const post = async (
		authorization: string | undefined,
		body: Json,
		channel = demoChannelId,
	): Promise<Answer> =>
		await fluxer.call('POST', `${api}/channels/${channel}/messages`, authorization, { body, asJson: true });

	test('given a bot in a guild, when it posts, then the message is its own', async () => {
		const { json } = await post(bot, { content: 'Hello' });
		expect(json).toMatchObject({
			channel_id: demoChannelId,
			content: 'Hello',
			author: { id: demoApplicationId, username: 'Demo_Connector', bot: true },
		});
	});

	test.each<[string, () => Promise<Answer>, object]>([
		['nobody', async () => await post(undefined, { content: 'x' }), refused('UNAUTHORIZED')],
		[
			'an OAuth token',
			async () => await post(`Bearer ${(await fluxer.tokens()).access_token}`, { content: 'x' }),
			refused('ACCESS_DENIED'),
		],
		['a bot, and nothing to say', async () => await post(bot, {}), refused('CANNOT_SEND_EMPTY_MESSAGE')],
		['an unknown channel', async () => await post(bot, { content: 'x' }, '7'), refused('UNKNOWN_CHANNEL')],
		['who is not there', async () => await post(bruno, { content: 'x' }), refused('MISSING_ACCESS')],
		[
			'an id that is none',
			async () => await post(bot, { content: 'x' }, 'general'),
			badFields('id INVALID_SNOWFLAKE_FORMAT'),
		],
	])('given %s, when posted, then it is refused', async (_name, call, expected) => {
		expect(refusal(await call())).toEqual(expected);
	});
});
