import type { IDataObject } from 'n8n-workflow';
import {
	APPLICATION,
	BOT_TOKEN,
	CALLBACK,
	GROUP,
	GUILD,
	picked,
	PIXEL,
	startTestBed,
	step,
} from '../support/fluxer';
import { describeUnderFaults } from '../support/underFaults';
import { describeStoredSessions } from '../support/storedSessions';
import { sealScenarios } from '../support/sealing';
import { describeOperations, expectOfSchema, type Scenario } from '../support/scenarios';
import type { Step } from '../support/testN8n';
import { untilSpentTokensAreForgotten } from '../support/testTime';

const stage = startTestBed();
const run = async (...steps: Step[]) => await stage.n8n.run([{}], ...steps);
const one = async (...steps: Step[]) => {
	const { json, error } = await run(...steps);
	expect(error).toBeUndefined();
	return json[0] as IDataObject;
};
const of = (operation: string, parameters: object = {}, credential = 'client') =>
	step(stage, operation, parameters, credential);
const alice = (operation: string, parameters: object = {}) => of(operation, parameters, 'alice');

/** A consent given in the browser, back at the callback URL. */
async function consent(scope = ['identify', 'email']) {
	const asked = await one(of('token:getAuthorizationUrl', { redirectUri: CALLBACK, scope }));
	const answer = await fetch(String(asked.url), { redirect: 'manual' });
	return { ...asked, callback: String(answer.headers.get('location')) } as Record<string, string>;
}
const exchange = ({ callback, state, codeVerifier }: Record<string, string>, parameters: object = {}) =>
	of('token:exchangeCode', {
		code: callback,
		redirectUri: CALLBACK,
		expectedState: state,
		codeVerifier,
		...parameters,
	});
const connected = async () => await one(exchange(await consent()));
const withFields = async (operation: string) =>
	of(operation, {
		actFor: 'fields',
		apiUrl: `${stage.sandbox.fluxer}/v1/`,
		accessToken: (await connected()).accessToken,
	});
const application = picked(APPLICATION);
const secret = expect.stringMatching(/^[\w-]{43}$/);

const scenarios: Record<string, Scenario> = {
	...sealScenarios(stage, 'token', of),
	'application:create': async () => ({
		step: alice('application:create', { name: 'Mine', redirectUris: ['https://example.com'] }),
		expected: {
			id: expect.stringMatching(/^\d{19}$/),
			redirect_uris: ['https://example.com/'],
			client_secret: secret,
			bot: { token: expect.stringMatching(/^\d+\.[\w-]{43}$/) },
		},
	}),
	'application:delete': async () => ({
		step: alice('application:delete', { applicationId: application }),
		expected: { deleted: true },
	}),
	'application:get': async () => ({
		step: alice('application:get', { applicationId: { __rl: true, mode: 'id', value: ` ${APPLICATION} ` } }),
		expected: { id: APPLICATION, name: 'Demo Connector', redirect_uris: expect.any(Array) },
	}),
	'application:getMany': async () => ({
		step: alice('application:getMany'),
		expected: { id: APPLICATION, bot: { username: 'Demo_Connector' } },
	}),
	'publicApplication:get': async () => ({
		step: of(
			'publicApplication:get',
			{ publicApplicationId: APPLICATION, apiUrl: `${stage.sandbox.fluxer}/v1` },
			'',
		),
		expected: { id: APPLICATION, scopes: ['bot'] },
	}),
	'application:update': async () => ({
		step: alice('application:update', { applicationId: application, updateFields: { name: 'Renamed' } }),
		expected: { id: APPLICATION, name: 'Renamed', bot_public: true },
	}),
	'application:rotateClientSecret': async () => ({
		step: alice('application:rotateClientSecret', { applicationId: application }),
		expected: { applicationId: APPLICATION, clientSecret: secret, status: 'proven', reason: null },
	}),
	'application:rotateBotToken': async () => ({
		step: alice('application:rotateBotToken', { applicationId: application }),
		expected: {
			applicationId: APPLICATION,
			botToken: expect.stringMatching(/^\d+\.[\w-]{43}$/),
			status: 'proven',
		},
	}),
	'application:resetClientSecret': async () => ({
		step: alice('application:resetClientSecret', { applicationId: application }),
		expected: { id: APPLICATION, client_secret: secret },
	}),
	'authorization:getMany': async () => {
		await connected();
		return {
			step: alice('authorization:getMany'),
			expected: { application: { id: APPLICATION }, scopes: ['identify', 'email'] },
		};
	},
	'authorization:grantConsent': async () => {
		const asked = await one(of('token:getAuthorizationUrl', { redirectUri: CALLBACK }));
		return {
			step: alice('authorization:grantConsent', { authorizationUrl: asked.url }),
			expected: {
				code: secret,
				state: asked.state,
				redirect_to: expect.stringContaining(`${CALLBACK}?code=`),
			},
		};
	},
	'authorization:revoke': async () => ({
		step: alice('authorization:revoke', { applicationId: application }),
		expected: { success: true },
	}),
	'bot:getApplication': async () => ({
		step: of('bot:getApplication', {}, 'bot'),
		expected: { id: APPLICATION, bot: { id: APPLICATION } },
	}),
	'application:resetBotToken': async () => ({
		step: alice('application:resetBotToken', { applicationId: application }),
		expected: { token: expect.stringMatching(/^\d+\.[\w-]{43}$/), bot: { id: APPLICATION } },
	}),
	'application:updateBotProfile': async () => ({
		step: alice('application:updateBotProfile', {
			applicationId: application,
			updateFields: { username: 'helper', avatar: PIXEL, bio: 'Helps' },
		}),
		expected: { username: 'helper', bio: 'Helps', avatar: expect.stringMatching(/^[0-9a-f]+$/) },
	}),
	'token:getAuthorizationUrl': async () => ({
		step: of('token:getAuthorizationUrl', {
			redirectUri: CALLBACK,
			scope: ['bot', 'identify'],
			options: {
				prompt: 'consent',
				permissions: ' 9223372036854775808 ',
				guildId: '7',
				additionalScopes: 'identify guilds.join',
			},
		}),
		expected: {
			url: expect.stringMatching(
				/\/oauth2\/authorize\?.*&scope=bot\+identify\+guilds\.join&.*&code_challenge_method=S256&prompt=consent&permissions=9223372036854775808&guild_id=7$/,
			),
			state: secret,
			codeVerifier: secret,
		},
	}),
	'token:exchangeCode': async () => ({
		step: exchange(await consent()),
		expected: { tokenType: 'Bearer', scopes: 'identify email', refreshToken: secret },
	}),
	'token:refresh': async () => ({
		step: of('token:refresh', { refreshToken: (await connected()).refreshToken }),
		expected: { accessToken: secret, expiresInSeconds: expect.any(Number) },
	}),
	'token:check': async () => ({
		step: of('token:check', { tokenSet: await connected() }),
		expected: { status: 'alive', reason: null, expiresAt: expect.any(String) },
	}),
	'token:ensureFresh': async () => ({
		step: of('token:ensureFresh', { tokenSet: await connected(), minutesLeft: 20_000, includeStatus: true }),
		expected: { status: 'refreshed', reason: null },
	}),
	'token:introspect': async () => ({
		step: of('token:introspect', { token: (await connected()).accessToken }),
		expected: { active: true, client_id: APPLICATION, sub: expect.stringMatching(/^\d+$/) },
	}),
	'token:revokeEverything': async (nth) => ({
		step: of('token:revokeEverything', { tokenSet: await connectedAs(nth) }),
		expected: { status: 'ended', reason: null },
	}),
	'token:revoke': async () => ({
		step: of('token:revoke', { token: (await connected()).refreshToken }),
		expected: { success: true },
	}),
	'user:getCurrent': async () => ({
		step: await withFields('user:getCurrent'),
		expected: { scopes: ['identify', 'email'], user: { username: 'alice' } },
	}),
	'user:getInfo': async () => ({
		step: await withFields('user:getInfo'),
		expected: { username: 'alice', email: 'alice@example.com', sub: expect.stringMatching(/^\d+$/) },
	}),
};

describeOperations('Fluxer', run, scenarios);
describeUnderFaults('Fluxer', stage, scenarios, [
	'application:delete',
	'authorization:revoke',
	'token:revoke',
	'token:revokeEverything',
]);

/** Each a person: Fluxer ends all tokens of one. */
const connectedAs = async (nth: number) => {
	await stage.control.user(`person${nth}`, {});
	await stage.control.settings({ signedInAs: `person${nth}` });
	return await connected();
};

describeStoredSessions('Fluxer', {
	stage,
	connect: connectedAs,
	of: (operation, parameters) => of(`token:${operation}`, parameters),
	tellsRefreshTokens: true,
});

/** Requests of the log to a path, the newest last. */
const sentTo = async (path: string) =>
	(await stage.control.requests()).filter((request) => request.path === `/v1${path}`);

it('a session never comes near the limit over which Fluxer ends it for good', async () => {
	const items = Array.from({ length: 60 }, () => ({}));
	const { error } = await stage.n8n.run(items, alice('application:get', { applicationId: application }));
	expect(error).toBeUndefined();
	const arrivals = (await sentTo(`/oauth2/applications/${APPLICATION}`)).map(({ at }) => at);
	expect(arrivals).toHaveLength(60);
	const busiest = Math.max(
		...arrivals.map((at) => arrivals.filter((other) => other >= at && other < at + 1000).length),
	);
	expect(busiest).toBeGreaterThan(10);
	expect(busiest).toBeLessThan(40);
});

it.each(['bot:getApplication', 'application:updateBotProfile', 'publicApplication:get'])(
	'%s answers in the shape of its output schema on the server of February too',
	async (operation) => {
		await stage.control.settings({ version: 'february2026' });
		const { step: asked, expected } = await scenarios[operation]!(0);
		const answer = await one(asked);
		expect(answer).toMatchObject(expected);
		expectOfSchema('Fluxer', operation, answer);
	},
);

describe.each(['february2026', 'july2026'])('tokens on the server of %s', (version) => {
	beforeEach(async () => await stage.control.settings({ version }));

	it('Check tells of the refresh token what the server knows of it', async () => {
		const tokenSet = await connected();
		await stage.control.advance(8 * 86_400);
		await stage.control.revoke();
		const { status, reason } = await one(of('token:check', { tokenSet }));
		expect(status).toBe(version === 'july2026' ? 'ended' : 'expired');
		expect(reason).toMatch(version === 'july2026' ? /^Both tokens are over/ : /shows when it is used/);
	});

	it('tokens of another client are told from those that are over', async () => {
		const tokenSet = await connected();
		const { id, client_secret: clientSecret } = await one(alice('application:create', { name: 'Other' }));
		const { data } = stage.n8n.credentials.stored.get('client') ?? {};
		const other = { ...data, clientId: id, clientSecret };
		stage.n8n.addCredential('other client', 'fluxerSessionsOAuth2Api', other as never);
		const ofOther = (operation: string, expiresAt = tokenSet.expiresAt) =>
			of(`token:${operation}`, { tokenSet: { ...tokenSet, expiresAt } }, 'other client');
		for (const expiresAt of [tokenSet.expiresAt, null, '2020-01-01T00:00:00.000Z']) {
			expect(await one(ofOther('check', expiresAt))).toMatchObject({
				status: 'alive',
				reason: expect.stringContaining('issued to another one'),
			});
		}
		expect(await one(ofOther('revokeEverything'))).toEqual({
			status: 'notEnded',
			reason: expect.stringContaining('works all the same'),
		});
		const { refreshToken } = tokenSet;
		const refreshTokenOnly = of('token:revokeEverything', { tokenSet: { refreshToken } }, 'other client');
		expect((await one(refreshTokenOnly)).reason).toMatch(/over or of another client/);
		expect(await one(of('token:check', { tokenSet }))).toMatchObject({ status: 'alive', reason: null });
	});

	it('a session that was refreshed elsewhere is ended by what still lives of the row', async () => {
		const tokenSet = await connected();
		const renewed = await one(of('token:refresh', { refreshToken: tokenSet.refreshToken }));
		await untilSpentTokensAreForgotten();
		const revoke = of('token:revokeEverything', { tokenSet });
		expect(await one(revoke)).toEqual({ status: 'ended', reason: null });
		expect(await one(of('token:introspect', { token: renewed.accessToken }))).toEqual({ active: false });
	});

	it('an ending that cannot be looked at afterwards is told as unknown', async () => {
		const revoke = of('token:revokeEverything', { tokenSet: await connected() });
		await stage.control.fault({
			kind: 'status',
			status: 500,
			times: 3,
			method: 'GET',
			path: '/v1/oauth2/@me',
		});
		expect(await one(revoke)).toMatchObject({
			status: 'unknown',
			reason: expect.stringContaining('could not be looked at'),
		});
	});

	it('a code comes with a verifier, and goes into a form with one client authentication', async () => {
		const given = await consent();
		expect(await one(exchange(given))).toMatchObject({ accessToken: secret });
		const [sent] = await sentTo('/oauth2/token');
		expect(sent?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
		expect(sent?.headers).not.toHaveProperty('authorization');
		expect(sent?.body).toMatchObject({
			grant_type: 'authorization_code',
			redirect_uri: CALLBACK,
			client_id: APPLICATION,
			code_verifier: given.codeVerifier,
		});
		expect(Object.keys(sent?.body ?? {}).sort()).toEqual([
			'client_id',
			'client_secret',
			'code',
			'code_verifier',
			'grant_type',
			'redirect_uri',
		]);
	});

	it('a refresh is sent once, and its answer replaces both tokens', async () => {
		const tokens = await connected();
		const refreshed = await one(of('token:refresh', { refreshToken: tokens.refreshToken }));
		expect(refreshed.refreshToken).not.toBe(tokens.refreshToken);
		const again = await one(of('token:refresh', { refreshToken: tokens.refreshToken }));
		expect(again.refreshToken).toBe(refreshed.refreshToken);
		expect((await sentTo('/oauth2/token')).slice(1)).toHaveLength(1);
	});

	it('a refresh token that another process has spent is good where the server leaves it alive', async () => {
		const tokens = await connected();
		await one(of('token:refresh', { refreshToken: tokens.refreshToken }));
		await untilSpentTokensAreForgotten();
		const { error } = await run(of('token:refresh', { refreshToken: tokens.refreshToken }));
		expect((error?.message ?? '').includes('is over')).toBe(version === 'july2026');
	});

	it('a revoked refresh token ends all tokens of that user, and only the hint makes it so', async () => {
		const [tokens, others] = [await connected(), await connected()];
		await one(of('token:revoke', { token: tokens.refreshToken }));
		const [sent] = await sentTo('/oauth2/token/revoke');
		expect(sent?.body).toMatchObject({ token_type_hint: 'refresh_token' });
		for (const token of [tokens.accessToken, others.accessToken]) {
			expect(await one(of('token:introspect', { token }))).toEqual({ active: false });
		}
		expect(await one(of('token:revoke', { token: tokens.refreshToken }))).toEqual({ success: true });
	});

	it.each([
		['rubbish', 'no-token-at-all'],
		['the token of another client', ''],
	])('%s is introspected as inactive', async (_, given) => {
		const { id } = await stage.post<{ id: string }>('/applications', { name: 'Other' });
		const { access_token } = await stage.post<{ access_token: string }>('/tokens', { applicationId: id });
		expect(await one(of('token:introspect', { token: given || access_token }))).toEqual({ active: false });
	});

	it('a refresh token is introspected as the server knows it', async () => {
		const token = (await connected()).refreshToken;
		const answer = await one(of('token:introspect', { token, tokenTypeHint: 'refresh_token' }));
		expect(answer.active).toBe(version === 'july2026');
		expectOfSchema('Fluxer', 'token:introspect', answer);
		expect((await sentTo('/oauth2/introspect'))[0]?.body).toMatchObject({ token_type_hint: 'refresh_token' });
	});

	it('Ensure Fresh returns what lasts untouched, refreshes what is due, and reports what is over', async () => {
		const tokens = { row: 7, status: null, ...(await connected()) };
		expect(await one(of('token:ensureFresh', { tokenSet: tokens }))).toEqual({
			...tokens,
			status: 'fresh',
			expiresInSeconds: expect.any(Number),
		});
		const due = { ...tokens, expiresAt: '2020-01-01T00:00:00.000Z' };
		expect(await one(of('token:ensureFresh', { tokenSet: due }))).toMatchObject({
			row: 7,
			status: 'refreshed',
			accessToken: secret,
		});
		await stage.control.revoke('alice');
		await untilSpentTokensAreForgotten();
		expect(await one(of('token:ensureFresh', { tokenSet: due, returnDeadSessions: true }))).toMatchObject({
			row: 7,
			status: 'reconnectRequired',
			reason: expect.stringContaining('is over'),
		});
	});

	it('consent without a browser leads to tokens', async () => {
		const asked = await one(of('token:getAuthorizationUrl', { redirectUri: CALLBACK }));
		const granted = await one(alice('authorization:grantConsent', { authorizationUrl: asked.url }));
		const given = { ...asked, callback: String(granted.redirect_to) } as never;
		expect(await one(exchange(given))).toMatchObject({ scopes: 'identify' });
		const verifier = 'v'.repeat(43);
		const single = await one(
			alice('authorization:grantConsent', {
				askedBy: 'fields',
				applicationId: application,
				redirectUri: CALLBACK,
				scope: ['identify', 'guilds'],
				options: { state: 'mine', codeChallenge: 'ZfmxyY2yQrYVNkV2pT9Ssi9G0CrwH9fI6kvgc2GPZhY' },
			}),
		);
		expect(single.state).toBe('mine');
		const [sent] = (await sentTo('/oauth2/authorize/consent')).slice(1);
		expect(sent?.body).toMatchObject({ code_challenge_method: 'S256', client_id: APPLICATION });
		const result = await run(
			of('token:exchangeCode', { code: single.code, redirectUri: CALLBACK, codeVerifier: verifier }),
		);
		// The February server knows no PKCE; that of July refuses a verifier that does not belong to the challenge.
		expect(result.error === undefined).toBe(version === 'february2026');
	});
});

describe('the credentials', () => {
	/** How the test of a credential in the editor is answered, to a bot and to the user of a session. */
	const tested = async (type: string) => {
		const { url } = stage.n8n.loader.getCredential(type).type.test?.request as { url: string };
		const session = String(stage.n8n.credentials.stored.get('alice')?.data.sessionToken);
		const answers = [`Bot ${BOT_TOKEN}`, session].map(
			async (authorization) =>
				await fetch(`${stage.sandbox.fluxer}/v1${url}`, { headers: { authorization } }),
		);
		return (await Promise.all(answers)).map(({ status }) => status);
	};

	it.each(['february2026', 'july2026'])(
		'take each other’s tokens for wrong, on the server of %s',
		async (version) => {
			await stage.control.settings({ version });
			expect(await tested('fluxerSessionsUserApi')).toEqual([403, 200]);
			expect(await tested('fluxerSessionsBotApi')).toEqual([200, 401]);
		},
	);

	it.each<[object, string]>([
		[{ scopes: ['identify', 'email'] }, 'identify email'],
		[{ scopes: ['bot'], additionalScopes: ' guilds.join' }, 'bot guilds.join'],
		[{ scopes: [], additionalScopes: '' }, 'identify'],
		[{}, 'identify'],
	])('asks with %j for %j when it connects', (given, scope) => {
		const { properties } = stage.n8n.loader.getCredential('fluxerSessionsOAuth2Api').type;
		const expression = String(properties.find(({ name }) => name === 'scope')?.default);
		const [, body = ''] = /^=\{\{ (.*) \}\}$/s.exec(expression) ?? [];
		const compute = new Function('$self', `return ${body}`) as (self: object) => string;
		expect(compute(given).replace(/\s+/g, ' ')).toBe(scope);
	});
});

describe('where a consent puts a bot', () => {
	const granted = async (options: object) => {
		const asked = await one(
			of('token:getAuthorizationUrl', { redirectUri: CALLBACK, scope: ['bot'], options }),
		);
		await one(alice('authorization:grantConsent', { authorizationUrl: asked.url }));
		await one(
			alice('authorization:grantConsent', {
				askedBy: 'fields',
				applicationId: picked((await stage.post<{ id: string }>('/applications', { name: 'Other' })).id),
				scope: ['bot'],
				options,
			}),
		);
		return (await sentTo('/oauth2/authorize/consent')).map(({ body }) => body);
	};

	it('goes along from the URL and from the fields, permissions with all their digits', async () => {
		for (const sent of await granted({ channelId: GROUP, permissions: '9007199254740993' })) {
			expect(sent).toMatchObject({ channel_id: GROUP, permissions: '9007199254740993' });
			expect(sent).not.toHaveProperty('guild_id');
		}
	});

	it('what only tells the page what to show is left out', async () => {
		const asked = await one(of('token:getAuthorizationUrl', { redirectUri: CALLBACK }));
		const authorizationUrl = `${String(asked.url)}&prompt=consent&disable_guild_select=true`;
		expect(await one(alice('authorization:grantConsent', { authorizationUrl }))).toHaveProperty('code');
	});

	it('a bot that is there already is added to a guild no second time, and that is the answer', async () => {
		const { error } = await run(
			alice('authorization:grantConsent', {
				askedBy: 'fields',
				applicationId: application,
				scope: ['bot'],
				options: { guildId: GUILD },
			}),
		);
		expect(error?.message).toContain('The bot is in this guild already');
		expect(await sentTo('/oauth2/authorize/consent')).toHaveLength(1);
	});
});

describe('users', () => {
	it('the connected account is asked with the token of the credential', async () => {
		const { access_token } = await stage.post<{ access_token: string }>('/tokens', { scope: 'guilds' });
		const client = stage.n8n.credentials.stored.get('client')?.data;
		stage.n8n.addCredential('connected', 'fluxerSessionsOAuth2Api', {
			...client,
			grantType: 'pkce',
			authentication: 'body',
			oauthTokenData: { access_token, token_type: 'Bearer' },
		} as never);
		const me = of('user:getCurrent', { actFor: 'credential' }, 'connected');
		expect(await one(me)).toMatchObject({ scopes: ['guilds'], application: { id: APPLICATION } });
		expect(await one(me)).not.toHaveProperty('user');
	});

	it('another person is asked about with no credential at all', async () => {
		const asked = await withFields('user:getInfo');
		expect(await one({ ...asked, credentials: {} })).toMatchObject({ username: 'alice' });
	});
});

describe('applications', () => {
	it.each([
		['applications', '/oauth2/applications/@me'],
		['userApplications', '/users/@me/applications'],
	])('Get Many asks the endpoint that is chosen (%s), and keeps to the limit', async (endpoint, path) => {
		for (const name of ['B', 'C']) await stage.post('/applications', { name });
		const { json } = await run(alice('application:getMany', { limit: 2, options: { endpoint } }));
		expect(json).toHaveLength(2);
		const all = await run(alice('application:getMany', { returnAll: true, options: { endpoint } }));
		expect(all.json.map(({ name }) => name)).toEqual(['Demo Connector', 'B', 'C']);
		expect(await sentTo(path)).toHaveLength(2);
	});

	it('the session goes bare into the header, and IDs stay text', async () => {
		await run(alice('application:getMany'));
		const [sent] = await sentTo('/oauth2/applications/@me');
		expect(sent?.headers.authorization).toBe(stage.n8n.credentials.stored.get('alice')?.data.sessionToken);
	});

	it('Create sends what was chosen, and nothing else', async () => {
		await one(
			alice('application:create', {
				name: 'Mine',
				redirectUris: 'https://a.example/x?y=1, http://LOCALHOST:5678',
				options: { botPublic: false },
			}),
		);
		expect((await sentTo('/oauth2/applications'))[0]?.body).toEqual({
			name: 'Mine',
			redirect_uris: ['https://a.example/x?y=1', 'http://localhost:5678/'],
			bot_public: false,
		});
	});

	it('Update sends only the fields that were added, and an empty list leaves the redirect URIs as they are', async () => {
		const update = (updateFields: object) =>
			alice('application:update', { applicationId: application, updateFields });
		expect(await one(update({ botRequireCodeGrant: true }))).toMatchObject({ bot_require_code_grant: true });
		await one(update({ redirectUris: [], botPublic: false }));
		await one(update({ redirectUris: [''], botPublic: false }));
		const bodies = (await sentTo(`/oauth2/applications/${APPLICATION}`)).map(({ body }) => body);
		expect(bodies).toEqual([{ bot_require_code_grant: true }, { bot_public: false }, { bot_public: false }]);
	});

	it('Update Profile and Update clear what was chosen to be cleared', async () => {
		const update = (updateFields: object) =>
			alice('application:updateBotProfile', { applicationId: application, updateFields });
		await one(update({ avatar: PIXEL, bio: 'Helps', botFlags: 0 }));
		expect(await one(update({ clear: ['avatar', 'bio'] }))).toMatchObject({ avatar: null, bio: null });
		const clear = { applicationId: application, updateFields: { clear: ['redirectUris'] } };
		expect(await one(alice('application:update', clear))).toMatchObject({ redirect_uris: [] });
		expect((await sentTo(`/oauth2/applications/${APPLICATION}/bot`)).at(-1)?.body).toEqual({
			avatar: null,
			bio: null,
		});
	});

	it('a new client secret is the one that works, and a new bot token too', async () => {
		const { client_secret } = await one(
			alice('application:resetClientSecret', { applicationId: application }),
		);
		const client = stage.n8n.credentials.stored.get('client')?.data;
		stage.n8n.addCredential('renewed', 'fluxerSessionsOAuth2Api', {
			...client,
			clientSecret: client_secret,
		} as never);
		expect(await one(of('token:introspect', { token: 'x' }, 'renewed'))).toEqual({ active: false });
		const { token } = await one(alice('application:resetBotToken', { applicationId: application }));
		const bot = stage.n8n.credentials.stored.get('bot')?.data;
		stage.n8n.addCredential('new bot', 'fluxerSessionsBotApi', { ...bot, botToken: token } as never);
		expect(await one(of('bot:getApplication', {}, 'new bot'))).toMatchObject({ id: APPLICATION });
	});

	it('one that is gone already counts as deleted, and its authorization as revoked', async () => {
		const gone = { applicationId: picked('1') };
		expect(await one(alice('application:delete', gone))).toEqual({ deleted: true, alreadyDeleted: true });
		expect(await one(alice('authorization:revoke', gone))).toEqual({ success: true, alreadyRevoked: true });
	});

	it.each([
		'application:get',
		'application:getMany',
		'publicApplication:get',
		'application:update',
		'bot:getApplication',
		'application:updateBotProfile',
	])('%s masks secrets, should a server show them', async (operation) => {
		const leaked = {
			id: '1',
			name: 'x',
			client_secret: 'mustnotleak-client-0123',
			bot: { token: BOT_TOKEN },
		};
		const body = operation === 'application:getMany' ? [leaked] : leaked;
		await stage.control.fault({ kind: 'status', status: 200, body });
		const { items } = await run((await scenarios[operation]?.(0))?.step as Step);
		expect(items[0]?.json).toMatchObject({
			client_secret: '…0123',
			bot: { token: `…${BOT_TOKEN.slice(-4)}` },
		});
	});
});

describe('pickers', () => {
	it('applications are found by name, with their IDs', async () => {
		await stage.post('/applications', { name: 'Other' });
		const get = alice('application:get');
		expect((await stage.n8n.search('applications', get)).results).toEqual([
			{ name: `Demo Connector · ${APPLICATION}`, value: APPLICATION },
			{ name: expect.stringMatching(/^Other · \d+$/), value: expect.stringMatching(/^\d+$/) },
		]);
		expect((await stage.n8n.search('applications', get, 'OTHER')).results).toHaveLength(1);
	});

	it('authorizations are listed with their scopes', async () => {
		await connected();
		expect((await stage.n8n.search('authorizations', alice('authorization:revoke'))).results).toEqual([
			{ name: `Demo Connector · identify email · ${APPLICATION}`, value: APPLICATION },
		]);
	});
});

describe('the global limit, which would cost the session', () => {
	it('is kept to, however many items read at once', async () => {
		await stage.control.settings({ globalLimit: 50, listLimit: 10_000 });
		const items = Array.from({ length: 80 }, () => ({}));
		const result = await stage.n8n.run(items, alice('application:get', { applicationId: application }));
		expect(result.error).toBeUndefined();
		expect(await stage.control.counters()).toMatchObject({ rateLimited: 0 });
	});
});
