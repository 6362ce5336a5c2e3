import type { IDataObject } from 'n8n-workflow';
import { actorsOf, CALLBACK, COOKIE, setCalComStage, step } from '../support/calCom';
import { shown } from '../support/scenarios';

const stage = setCalComStage();
const { run, one, consent, connected, platformCode, platformTokens } = actorsOf(stage);

type Given = IDataObject | (() => Promise<IDataObject>);
const valuesOf = async (given: Given) => (typeof given === 'function' ? await given() : given);

/** What each operation needs to get as far as Cal.com. */
const valid: Record<string, Given> = {
	'platformToken:authorize': { webSessionCookie: COOKIE, redirectUri: CALLBACK },
	'platformToken:exchangeCode': async () => ({ code: await platformCode() }),
	'platformToken:refresh': async () => ({ refreshToken: (await platformTokens()).refreshToken }),
	'platformToken:ensureFresh': async () => ({ tokenSet: await platformTokens(), minutesLeft: 100 }),
	'platformToken:forceRefresh': async () => ({ userId: stage.userId }),
	'managedUser:create': { email: 'new@example.com', name: 'New' },
	'managedUser:get': async () => ({ userId: stage.userId }),
	'managedUser:getMany': {},
	'managedUser:update': async () => ({ userId: stage.userId, updateFields: { bio: 'x' } }),
	'managedUser:delete': async () => ({ userId: stage.userId }),
	'oAuthClient:create': { name: 'New', redirectUris: CALLBACK, permissions: ['BOOKING_READ'] },
	'oAuthClient:get': { clientId: 'shop' },
	'oAuthClient:getMany': {},
	'oAuthClient:update': { clientId: 'shop', updateFields: { name: 'x' } },
	'oAuthClient:delete': { clientId: 'shop' },
};
const attempt = async (operation: string, credential: string, parameters: IDataObject = {}) =>
	shown(
		await run(step(operation, { ...(await valuesOf(valid[operation] ?? {})), ...parameters }, credential)),
	);
const refused = (message: string, answered: string) => ({
	message,
	hint: expect.stringContaining(`(${answered}).`),
	item: 0,
});
const UNAUTHORIZED = 'UnauthorizedException, HTTP 401';
const FORBIDDEN = 'ForbiddenException, HTTP 403';
const BAD_REQUEST = 'BadRequestException, HTTP 400';
const NOT_FOUND = 'NotFoundException, HTTP 404';

const withSecret = Object.keys(valid).filter(
	(name) => /^(managedUser|platformToken)/.test(name) && !/authorize|exchangeCode/.test(name),
);
const withApiKey = Object.keys(valid).filter((name) => name.startsWith('oAuthClient'));
const changing = withApiKey.filter((name) => !name.includes(':get'));

describe('the client of the platform product', () => {
	it.each(withSecret)('%s with another secret', async (operation) => {
		const expected = refused('Cal.com does not accept the client secret', UNAUTHORIZED);
		expect(await attempt(operation, 'impostor')).toEqual(expected);
	});

	it.each(withSecret)(
		'%s with an unknown client, which is not the same as "gone already"',
		async (operation) => {
			const expected = refused('Cal.com does not know this OAuth client', UNAUTHORIZED);
			expect(await attempt(operation, 'stranger')).toEqual(expected);
		},
	);

	it('a client that may not manage users, for lack of the plan', async () => {
		await stage.put('/organizations/1', { isPlatform: false });
		expect(await attempt('managedUser:getMany', 'platform')).toEqual(
			refused('The Cal.com organization does not have the platform plan', FORBIDDEN),
		);
	});

	it.each(['platformToken:forceRefresh', 'managedUser:get', 'managedUser:update'])(
		'%s of a user that is none of the client',
		async (operation) => {
			expect(await attempt(operation, 'platform', { userId: '1' })).toEqual(
				refused('The OAuth client has no managed user with this ID', NOT_FOUND),
			);
		},
	);

	it('an e-mail address that is taken', async () => {
		const { hint, message } = await attempt('managedUser:create', 'platform', { email: 'mia@example.com' });
		expect(message).toBe('The OAuth client has a managed user with this e-mail address already');
		expect(hint).toContain(`Existing user ID=${stage.userId}`);
		expect(hint).toContain('(ConflictException, HTTP 409)');
	});

	it.each([
		[
			'managedUser:create',
			{ additionalFields: { timeZone: 'mustnotleak/Nowhere', locale: 'xx' } },
			'timeZone must be',
		],
		[
			'managedUser:create',
			{ additionalFields: { avatarUrl: 'mustnotleak picture' } },
			'avatarUrl must be a URL',
		],
		['managedUser:update', { updateFields: { locale: 'mustnotleak' } }, 'locale must be one of'],
	])('%s with %j says what is wrong, and repeats nothing that was sent', async (operation, values, why) => {
		const { message, hint } = await attempt(operation, 'platform', values);
		expect(message).toBe('Cal.com does not accept one of the values');
		expect(hint).toContain(`Bad Request Exception – ${why}`);
	});
});

describe('the platform flow', () => {
	it.each<[string, string, IDataObject, string, string]>([
		[
			'a cookie of nobody',
			'platform',
			{ webSessionCookie: 'mustnotleak-of-nobody' },
			'Cal.com does not accept the web session cookie: the user is signed out, or it is another cookie',
			UNAUTHORIZED,
		],
		['an unknown client', 'stranger', {}, 'Cal.com does not know this OAuth client', BAD_REQUEST],
		[
			'a redirect URI that is not registered',
			'platform',
			{ redirectUri: `${CALLBACK}/` },
			'Cal.com does not accept the redirect URI',
			BAD_REQUEST,
		],
	])('Authorize with %s', async (_, credential, parameters, message, answered) => {
		expect(await attempt('platformToken:authorize', credential, parameters)).toEqual(
			refused(message, answered),
		);
	});

	it.each([
		['another address', 'https://moved.example/v2/oauth?code=mustnotleak'],
		['the redirect URI, without a code', `${new URL(CALLBACK).origin}/other?state=mustnotleak`],
	])('Authorize that is redirected to %s', async (_, location) => {
		await stage.control.fault({ kind: 'redirect', status: 301, location });
		const { message, hint } = await attempt('platformToken:authorize', 'platform');
		expect(message).toContain(`redirects to ${new URL(location).origin} instead of answering`);
		expect(hint).toContain('Redirects are not followed');
		expect(hint).not.toContain('Nothing was sent');
	});

	it('Authorize while a code of the same user is unused', async () => {
		await platformCode();
		expect(await attempt('platformToken:authorize', 'platform')).toEqual({
			message: 'This user has already authorized the OAuth client, and the code of then is still unused',
			hint: expect.stringContaining('Exchange that code: it does not expire.'),
			item: 0,
		});
	});

	const noCode = 'Cal.com does not accept the code, or the client it came with';
	it.each([
		['a code that is none', 'platform', { code: 'mustnotleak-code' }],
		['another secret', 'impostor', {}],
		['an unknown client', 'stranger', {}],
	])('Exchange Code with %s', async (_, credential, parameters) => {
		expect(await attempt('platformToken:exchangeCode', credential, parameters)).toEqual(
			refused(noCode, BAD_REQUEST),
		);
	});

	it('Exchange Code twice; a refusal for the secret leaves the code as it was', async () => {
		const code = { code: await platformCode() };
		expect((await attempt('platformToken:exchangeCode', 'impostor', code)).message).toBe(noCode);
		expect((await attempt('platformToken:exchangeCode', 'platform', code)).message).toBeUndefined();
		expect((await attempt('platformToken:exchangeCode', 'platform', code)).message).toBe(noCode);
	});

	const over = 'This Cal.com session is over: its refresh token was used before, was replaced or has expired';
	it.each(['mustnotleak-refresh-token', ''])(
		'Refresh and Ensure Fresh with the token "%s"',
		async (bogus) => {
			const { refreshToken, ...tokenSet } = { ...(await platformTokens()), refreshToken: bogus || 'x' };
			expect(await attempt('platformToken:refresh', 'platform', { refreshToken })).toEqual(
				refused(over, BAD_REQUEST),
			);
			const dead = { tokenSet: { ...tokenSet, refreshToken }, returnDeadSessions: true };
			const reported = await one(step('platformToken:ensureFresh', { ...dead, minutesLeft: 100 }));
			expect(reported).toMatchObject({ status: 'reconnectRequired', reason: over });
		},
	);

	it('Ensure Fresh takes a wrong client secret for no dead session', async () => {
		const parameters = { returnDeadSessions: true };
		expect((await attempt('platformToken:ensureFresh', 'impostor', parameters)).message).toBe(
			'Cal.com does not accept the client secret',
		);
	});
});

describe('platform clients', () => {
	beforeEach(async () => await stage.control.settings({ apiKeysCarryOrganization: true }));

	it.each(withApiKey)('%s with a key that is none, and with one that is too old', async (operation) => {
		expect(await attempt(operation, 'nobody')).toEqual(
			refused('Cal.com does not know the API key', UNAUTHORIZED),
		);
		await stage.post('/api-keys', {
			username: 'ada',
			key: 'cal_canary_nobody',
			expiresAt: '2020-01-01T00:00:00Z',
		});
		expect(await attempt(operation, 'nobody')).toEqual(
			refused('The Cal.com API key has expired', UNAUTHORIZED),
		);
	});

	it.each([
		['solo', 'The account of the Cal.com credential belongs to no organization'],
		['plain', 'The Cal.com organization does not have the platform plan'],
	])('with the API key of %s', async (who, message) => {
		expect(await attempt('oAuthClient:getMany', who)).toEqual(refused(message, FORBIDDEN));
	});

	it.each(changing)('%s as a member', async (operation) => {
		expect(await attempt(operation, 'milo')).toEqual(
			refused('The account of the Cal.com credential may not do this in its organization', FORBIDDEN),
		);
	});

	const named = withApiKey.filter((name) => /:(get|update|delete)$/.test(name));
	it.each(named)('%s of a client of another organization', async (operation) => {
		await stage.put('/platform-clients/theirs', { organizationId: 2 });
		expect(await attempt(operation, 'ada', { clientId: 'theirs' })).toEqual(
			refused('The OAuth client belongs to another Cal.com organization', FORBIDDEN),
		);
	});

	it.each(named.slice(0, 2))('%s of a client that is none', async (operation) => {
		expect(await attempt(operation, 'ada', { clientId: 'none' })).toEqual(
			refused('Cal.com has no platform client with this ID', NOT_FOUND),
		);
	});

	it.each(['oAuthClient:delete', 'oAuthClient:get'])(
		'%s at an address that is not the API',
		async (operation) => {
			const baseUrl = `${stage.sandbox.calCom}/elsewhere`;
			stage.n8n.addCredential('lost', 'calComSessionsApi', { baseUrl, apiKey: 'cal_canary_ada' });
			expect(await attempt(operation, 'lost')).toEqual(
				refused('This server has no such endpoint of the Cal.com API', NOT_FOUND),
			);
		},
	);

	it('too many requests', async () => {
		await stage.control.settings({ apiKeyLimits: [{ name: 'short', limit: 0 }], blockSeconds: 3600 });
		const result = await attempt('oAuthClient:getMany', 'ada');
		expect(result.hint).toContain('Try again in 60 minutes');
		expect(result).toEqual(
			refused(
				'Cal.com refused to list the OAuth clients: too many requests for now',
				'ThrottlerException, HTTP 429',
			),
		);
	});
});

describe('OAuth2 tokens', () => {
	type Case = [name: string, credential: string, message: string, answered: string, change?: IDataObject];
	const unknown = 'Cal.com does not know this OAuth2 client';
	const wrongSecret = 'Cal.com does not accept the client secret';

	it.each<Case>([
		['an unknown client', 'unknown', unknown, 'invalid_client, HTTP 401'],
		['a wrong secret', 'wrong secret', wrongSecret, 'invalid_client, HTTP 401'],
		[
			'a code that is none',
			'confidential',
			'Cal.com does not accept the code: it was used before, or is too old',
			'invalid_grant, HTTP 400',
			{ code: 'mustnotleak-code' },
		],
		[
			'another redirect URI',
			'confidential',
			'Cal.com does not accept the redirect URI',
			'invalid_grant, HTTP 400',
			{ redirectUri: `${CALLBACK}/` },
		],
	])('Exchange Code with %s', async (_, credential, message, answered, change = {}) => {
		const asked = { ...(await consent()), ...change };
		expect(await attempt('oAuth2Token:exchangeCode', credential, asked)).toEqual(refused(message, answered));
	});

	it('Exchange Code with a code that is too old', async () => {
		const asked = await consent();
		await stage.control.advance(601);
		expect((await attempt('oAuth2Token:exchangeCode', 'confidential', asked)).message).toContain('too old');
	});

	it('Exchange Code with the verifier of another authorization', async () => {
		const { codeVerifier } = await consent('public');
		const asked = { ...(await consent('public')), codeVerifier };
		expect(await attempt('oAuth2Token:exchangeCode', 'public', asked)).toEqual(
			refused('The code verifier does not belong to this code', 'invalid_grant, HTTP 400'),
		);
	});

	it('Exchange Code with a public client that is taken for a confidential one', async () => {
		const code = await stage.post('/codes', { flow: 'oauth2', clientId: 'open', username: 'ada' });
		const asked = { ...code, redirectUri: CALLBACK };
		expect(await attempt('oAuth2Token:exchangeCode', 'wrong type', asked)).toEqual(
			refused('Cal.com expects PKCE of this client: it is a public one', 'invalid_request, HTTP 400'),
		);
	});

	it.each([
		['PENDING', 'Cal.com has not approved this OAuth2 client yet'],
		['REJECTED', 'Cal.com has rejected this OAuth2 client'],
	])('Exchange Code and Refresh with a client that is %s', async (status, message) => {
		const [asked, { refreshToken }] = [await consent('public'), await connected('public')];
		await stage.put('/oauth2-clients/open', { redirectUris: [CALLBACK], status });
		for (const [operation, values] of Object.entries({ exchangeCode: asked, refresh: { refreshToken } })) {
			expect(await attempt(`oAuth2Token:${operation}`, 'public', values as IDataObject)).toEqual(
				refused(message, 'unauthorized_client, HTTP 401'),
			);
		}
	});

	it('a consent that was not given', async () => {
		await stage.put('/oauth2-clients/open', { redirectUris: [CALLBACK], scopes: ['PROFILE_READ'] });
		const asked = await consent('public', { scope: ['BOOKING_WRITE'] });
		expect(await attempt('oAuth2Token:exchangeCode', 'public', asked)).toEqual({
			message: 'No consent was given: invalid_request',
			hint: expect.stringContaining("Requested scope exceeds the client's registered scopes"),
			item: 0,
		});
	});

	const over = 'This Cal.com session is over: its refresh token was used before, revoked or has expired';
	it.each<Case>([
		['an unknown client', 'unknown', unknown, 'invalid_client, HTTP 401'],
		['a wrong secret', 'wrong secret', wrongSecret, 'invalid_client, HTTP 401'],
		[
			'another client',
			'public',
			'The refresh token belongs to another OAuth2 client',
			'invalid_grant, HTTP 400',
		],
		[
			'a token that is none',
			'confidential',
			over,
			'invalid_grant, HTTP 400',
			{ refreshToken: 'mustnotleak-refresh-token' },
		],
	])('Refresh and Ensure Fresh with %s', async (_, credential, message, answered, change = {}) => {
		const tokenSet = { ...(await connected()), ...change };
		expect(await attempt('oAuth2Token:refresh', credential, tokenSet)).toEqual(refused(message, answered));
		const result = await run(
			step('oAuth2Token:ensureFresh', { tokenSet, minutesLeft: 100, returnDeadSessions: true }, credential),
		);
		const reported = { status: 'reconnectRequired', reason: over };
		if (message === over) expect(result.json[0]).toMatchObject(reported);
		else expect(shown(result)).toEqual(refused(message, answered));
	});

	it.each([
		['exchangeCode', 'invalid_grant', 'Cal.com does not accept the code: it was used before, or is too old'],
		[
			'exchangeCode',
			'invalid_client',
			'Cal.com does not accept the client: its ID, its secret or its type is wrong',
		],
		['refresh', 'invalid_grant', over],
		[
			'refresh',
			'invalid_client',
			'Cal.com does not accept the client: its ID, its secret or its type is wrong',
		],
	])('%s told %s in other words than those known', async (operation, error, message) => {
		const values: Record<string, Given> = {
			exchangeCode: consent,
			refresh: async () => ({ refreshToken: (await connected()).refreshToken }),
		};
		const given = await valuesOf(values[operation] ?? {});
		const body = { error, error_description: 'Computer says no' };
		await stage.control.fault({ kind: 'status', status: 400, body });
		expect(await attempt(`oAuth2Token:${operation}`, 'confidential', given)).toEqual(
			refused(message, `${error}, HTTP 400`),
		);
	});

	it('Refresh of a session that was revoked', async () => {
		const { refreshToken } = await connected();
		await stage.control.revoke('ada');
		expect((await attempt('oAuth2Token:refresh', 'confidential', { refreshToken })).message).toBe(over);
	});
});

describe('a server that fails after it has done its work', () => {
	it.each<[string, Given, string]>([
		['platformToken:authorize', valid['platformToken:authorize'] ?? {}, '/v2/*/authorize'],
		['platformToken:exchangeCode', valid['platformToken:exchangeCode'] ?? {}, '/v2/*/exchange'],
		['platformToken:refresh', valid['platformToken:refresh'] ?? {}, '/v2/*/refresh'],
		['platformToken:forceRefresh', valid['platformToken:forceRefresh'] ?? {}, '/v2/*/force-refresh'],
		['managedUser:create', valid['managedUser:create'] ?? {}, '/v2/*/users'],
		['oAuthClient:create', valid['oAuthClient:create'] ?? {}, '/v2/oauth-clients'],
		['oAuth2Token:exchangeCode', async () => await consent(), '/v2/*/token'],
		['oAuth2Token:refresh', async () => ({ refreshToken: (await connected()).refreshToken }), '/v2/*/token'],
	])('%s is not sent again', async (operation, given, path) => {
		const values = await valuesOf(given);
		const before = (await stage.control.requests()).length;
		await stage.control.fault({ kind: 'status', status: 503, after: true, path, times: 9 });
		const { message } = shown(await run(step(operation, values)));
		expect(message).toMatch(/^Cal\.com failed while it was asked to /);
		expect((await stage.control.requests()).length).toBe(before + 1);
	});
});

describe('requests that come at once', () => {
	/** From two processes, one of which knows the server by another name, so that they share nothing. */
	const atOnce = async (operation: string, parameters: IDataObject) => {
		await stage.control.settings({ requestsAtOnce: 2 });
		const data = stage.n8n.credentials.stored.get('platform')?.data ?? {};
		const baseUrl = String(data.baseUrl).replace('127.0.0.1', 'localhost');
		stage.n8n.addCredential('of another process', 'calComSessionsPlatformApi', { ...data, baseUrl } as never);
		const work = async (credential: string) => await run(step(operation, parameters, credential));
		return await Promise.all([work('platform'), work('of another process')]);
	};

	it('of two refreshes of one token one comes too late, and is told to look for the newer tokens', async () => {
		const { refreshToken } = await platformTokens();
		const results = await atOnce('platformToken:refresh', { refreshToken });
		const [lost, ...more] = results.filter(({ error }) => error !== undefined).map(shown);
		expect(more).toEqual([]);
		expect(lost).toEqual({
			...refused(
				'This refresh token was used by somebody else at the same moment, or its session was ended',
				'NOT_FOUND, HTTP 404',
			),
			hint: expect.stringMatching(/^Read the stored tokens once more: whoever was faster has newer ones\./),
		});
	});

	it('Ensure Fresh does not report the session as dead that somebody else has just refreshed', async () => {
		const tokenSet = await platformTokens();
		const results = await atOnce('platformToken:ensureFresh', {
			tokenSet,
			minutesLeft: 100,
			returnDeadSessions: true,
			includeStatus: true,
		});
		expect(results.flatMap(({ json }) => json.map(({ status }) => status))).toEqual(['refreshed']);
		expect(results.filter(({ error }) => error !== undefined)).toHaveLength(1);
	});

	it('two deletions of a managed user both find it gone', async () => {
		const results = await atOnce('managedUser:delete', { userId: stage.userId });
		expect(results.flatMap(({ json }) => json)).toEqual(
			expect.arrayContaining([{ deleted: true }, { deleted: true, alreadyDeleted: true }]),
		);
	});

	it('a client that is not found for want of a member is not taken for deleted', async () => {
		const owner = { organizationId: 1, role: 'OWNER', membership: 'ended', apiKey: 'cal_canary_former' };
		await stage.put('/users/former', owner);
		stage.n8n.addCredential('former', 'calComSessionsApi', {
			baseUrl: stage.sandbox.calCom,
			apiKey: owner.apiKey,
		});
		const result = await attempt('oAuthClient:delete', 'former');
		expect(result).toMatchObject({
			message:
				'Cal.com does not find what this request is about, or the account of the credential in its organization',
			hint: expect.stringContaining('has left the organization'),
		});
	});
});

describe('what any user may read', () => {
	it('an OAuth2 client that is none', async () => {
		expect(await attempt('oAuth2Client:get', 'ada', { clientId: 'none' })).toEqual(
			refused('Cal.com does not know this OAuth2 client', 'HttpException, HTTP 404'),
		);
	});

	it.each(['user:getCurrent', 'oAuth2Client:get'])('%s with a key that is none', async (operation) => {
		expect(await attempt(operation, 'nobody', { clientId: 'open' })).toEqual(
			refused('Cal.com does not know the API key', UNAUTHORIZED),
		);
	});

	it('a managed user whose client may not read profiles', async () => {
		await stage.put('/platform-clients/poor', {
			secret: 'mustnotleak-poor-secret',
			permissions: ['BOOKING_READ'],
		});
		const client = {
			baseUrl: stage.sandbox.calCom,
			clientId: 'poor',
			clientSecret: 'mustnotleak-poor-secret',
		};
		stage.n8n.addCredential('poor client', 'calComSessionsPlatformApi', client);
		const created = await one(
			step('managedUser:create', valid['managedUser:create'] as IDataObject, 'poor client'),
		);
		const userId = String(created.userId);
		stage.n8n.addCredential('poor user', 'calComSessionsPlatformUserApi', { ...client, userId });
		expect(await attempt('user:getCurrent', 'poor user', { authentication: 'managedUser' })).toEqual(
			refused('The OAuth client does not have the permission that this needs', FORBIDDEN),
		);
	});

	it('an OAuth2 token that is dead for good', async () => {
		const data = stage.n8n.credentials.stored.get('confidential')?.data ?? {};
		const oauthTokenData = {
			access_token: 'mustnotleak-dead',
			refresh_token: 'mustnotleak-dead',
			token_type: 'bearer',
		};
		stage.n8n.addCredential('dead', 'calComSessionsOAuth2Api', {
			...data,
			accessTokenUrl: `${stage.sandbox.calCom}/v2/auth/oauth2/token`,
			oauthTokenData,
		});
		const { message } = await attempt('user:getCurrent', 'dead', { authentication: 'oAuth2' });
		expect(message).toMatch(/reconnected|connected again/);
	});

	it('a 403 for an expired OAuth2 token is a dead token: it is refreshed, and never shown', async () => {
		await stage.control.settings({ forbidsExpiredTokens: true });
		const connectExpired = async (change: IDataObject = {}) => {
			const tokens = { flow: 'oauth2', clientId: 'secretive', username: 'ada' };
			const { accessToken, refreshToken } = await stage.post('/tokens', tokens);
			stage.n8n.addCredential('expired', 'calComSessionsOAuth2Api', {
				...stage.n8n.credentials.stored.get('confidential')?.data,
				accessTokenUrl: `${stage.sandbox.calCom}/v2/auth/oauth2/token`,
				oauthTokenData: {
					access_token: accessToken,
					refresh_token: refreshToken,
					token_type: 'bearer',
					...change,
				} as IDataObject,
			});
			await stage.post('/tokens/expire', { flow: 'oauth2', username: 'ada' });
			return String(accessToken);
		};
		const me = step('user:getCurrent', { authentication: 'oAuth2', simplify: true }, 'expired');
		await connectExpired();
		expect((await run(me)).json[0]).toMatchObject({ username: 'ada' });
		const token = await connectExpired({ refresh_token: 'mustnotleak-dead' });
		const result = await run(me);
		expect(shown(result).message).toMatch(/reconnected|connected again/);
		expect(JSON.stringify([result, result.error?.stack])).not.toContain(token);
	});

	it('an OAuth2 token without the scope, and a credential that is not connected', async () => {
		const client = { clientId: 'open', redirectUris: [CALLBACK], scopes: ['BOOKING_READ'] };
		await stage.put('/oauth2-clients/open', { redirectUris: [CALLBACK], scopes: client.scopes });
		const asked = await consent('public', { scope: client.scopes });
		const { accessToken } = await one(step('oAuth2Token:exchangeCode', asked, 'public'));
		const data = stage.n8n.credentials.stored.get('public')?.data ?? {};
		const parameters = { authentication: 'oAuth2' };
		expect((await attempt('user:getCurrent', 'public', parameters)).message).toBe(
			'The Cal.com credential is not connected',
		);
		const oauthTokenData = { access_token: String(accessToken), token_type: 'bearer' };
		stage.n8n.addCredential('narrow', 'calComSessionsOAuth2Api', { ...data, oauthTokenData });
		expect(await attempt('user:getCurrent', 'narrow', parameters)).toEqual(
			refused('The Cal.com token does not have the scope that this needs', FORBIDDEN),
		);
	});
});

/** n8n refuses an empty field itself, unless it is an expression that turns out empty. */
const byExpression = (values: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			name,
			typeof value === 'object' && !Array.isArray(value) ? value : `={{ ${JSON.stringify(value)} }}`,
		]),
	);

describe('bad input is told before anything is sent', () => {
	const sent = async () => (await stage.control.requests()).length;

	it.each<[string, IDataObject, string]>([
		['platformToken:authorize', { webSessionCookie: '' }, 'The field "Web Session Cookie" is empty'],
		[
			'platformToken:authorize',
			{ webSessionCookie: 'mustnotleak a b' },
			'The web session cookie is not valid',
		],
		['platformToken:authorize', { redirectUri: ' ' }, 'The field "Redirect URI" is empty'],
		['platformToken:exchangeCode', { code: '' }, 'The field "Code or Callback URL" is empty'],
		['platformToken:exchangeCode', { code: `${CALLBACK}?x=mustnotleak` }, 'The callback URL holds no code'],
		['platformToken:refresh', { refreshToken: '' }, 'The field "Refresh Token" is empty'],
		['platformToken:ensureFresh', { tokenSet: 'mustnotleak' }, 'The field "Token Set" holds no object'],
		['platformToken:forceRefresh', { userId: 'mia' }, 'The field "Managed User" is not a whole number'],
		['managedUser:create', { email: '' }, 'The field "Email" is empty'],
		['managedUser:create', { email: 'mia@' }, 'The field "Email" does not hold an e-mail address'],
		['managedUser:create', { name: '' }, 'The field "Name" is empty'],
		['managedUser:create', { additionalFields: { metadata: '[]' } }, 'The field "Metadata" holds no object'],
		[
			'managedUser:create',
			{ additionalFields: { timeFormat: 'late' } },
			'The field "Time Format" is not a whole number',
		],
		['managedUser:get', { userId: '' }, 'The field "Managed User" is empty'],
		[
			'managedUser:get',
			{ userId: '2147483648' },
			'The field "Managed User" holds a number that is larger than any ID of Cal.com',
		],
		[
			'managedUser:getMany',
			{ options: { emails: 'mia@example.com, mia' } },
			'The field "Emails" does not hold an e-mail address',
		],
		['managedUser:getMany', { limit: 0 }, 'The field "Limit" is not a whole number above 0'],
		['managedUser:update', { updateFields: {} }, 'There is nothing to update'],
		[
			'managedUser:update',
			{ updateFields: { defaultScheduleId: 'x' } },
			'The field "Default Schedule ID" is not a whole number',
		],
		[
			'managedUser:update',
			{ updateFields: { defaultScheduleId: '2147483648' } },
			'The field "Default Schedule ID" holds a number that is larger than any ID of Cal.com',
		],
		[
			'managedUser:update',
			{ updateFields: { email: 'mia.example.com' } },
			'The field "Email" does not hold an e-mail address',
		],
		[
			'managedUser:update',
			{ updateFields: { bio: 'x', clear: ['bio'] } },
			'The field "Bio" is to be changed and cleared at once',
		],
		[
			'managedUser:update',
			{ updateFields: { clear: ['email'] } },
			'The field "Fields to Clear" names one that cannot be cleared',
		],
		['managedUser:delete', { userId: '../1' }, 'The field "Managed User" is not a whole number'],
		['oAuthClient:create', { name: '' }, 'The field "Name" is empty'],
		['oAuthClient:create', { redirectUris: '' }, 'The field "Redirect URIs" is empty'],
		['oAuthClient:create', { permissions: [] }, 'No permission is chosen'],
		['oAuthClient:get', { clientId: '' }, 'The field "Platform Client" is empty'],
		['oAuthClient:get', { clientId: '..' }, '".." is not an ID'],
		['oAuthClient:getMany', { limit: 'x' }, 'The field "Limit" is not a whole number above 0'],
		['managedUser:update', { updateFields: { metadata: '{}' } }, 'The field "Metadata" is empty'],
		['oAuthClient:update', { updateFields: { name: '' } }, 'The field "Name" is empty'],
		['oAuthClient:update', { updateFields: { redirectUris: ' , ' } }, 'The field "Redirect URIs" is empty'],
		['oAuthClient:delete', { clientId: '' }, 'The field "Platform Client" is empty'],
		['oAuth2Token:getAuthorizationUrl', { redirectUri: '' }, 'The field "Redirect URI" is empty'],
		[
			'oAuth2Token:exchangeCode',
			{ code: '', redirectUri: CALLBACK },
			'The field "Code or Callback URL" is empty',
		],
		['oAuth2Token:refresh', { refreshToken: '' }, 'The field "Refresh Token" is empty'],
		['oAuth2Token:ensureFresh', { tokenSet: {} }, 'The token set has no readable expiresAt'],
		['oAuth2Client:get', { clientId: '' }, 'The field "Client ID" is empty'],
	])('%s with %j', async (operation, values, message) => {
		const parameters = { ...(await valuesOf(valid[operation] ?? {})), ...byExpression(values) };
		const before = await sent();
		const result = shown(await run(step(operation, parameters)));
		expect(result).toMatchObject({ message, item: 0 });
		expect(result.hint).toMatch(/Nothing was sent\.$/);
		expect(await sent()).toBe(before);
	});

	it.each([
		['', 'The field "Code Verifier" is empty'],
		['mustnotleak-short', 'The code verifier is invalid'],
	])('Exchange Code of a public client with the verifier "%s"', async (codeVerifier, message) => {
		const asked = { ...(await consent('public')), codeVerifier };
		const before = await sent();
		expect((await attempt('oAuth2Token:exchangeCode', 'public', asked)).message).toContain(message);
		expect(await sent()).toBe(before);
	});

	it.each<[string, string, IDataObject, string]>([
		['calComSessionsOAuth2Api', 'oAuth2Token:refresh', { clientSecret: '' }, 'has no client secret'],
		[
			'calComSessionsOAuth2Api',
			'oAuth2Token:refresh',
			{ appUrl: '' },
			'The app URL of the Cal.com credential is empty',
		],
		[
			'calComSessionsApi',
			'oAuthClient:getMany',
			{ baseUrl: 'https://mustnotleak:mustnotleak@cal.example' },
			'is not a web address',
		],
		['calComSessionsPlatformApi', 'managedUser:getMany', { clientId: '' }, 'The client id is empty'],
		['calComSessionsPlatformUserApi', 'user:getCurrent', { userId: 'mia' }, 'is not a whole number'],
		[
			'calComSessionsPlatformUserApi',
			'user:getCurrent',
			{ userId: '2147483648' },
			'larger than any ID of Cal.com',
		],
	])('a %s with something wrong', async (type, operation, change, message) => {
		const name = {
			calComSessionsOAuth2Api: 'confidential',
			calComSessionsApi: 'ada',
			calComSessionsPlatformApi: 'platform',
		}[type];
		const data = stage.n8n.credentials.stored.get(name ?? 'managed')?.data ?? {};
		stage.n8n.addCredential('broken', type, { ...data, ...change } as never);
		const before = await sent();
		const authentication = {
			calComSessionsOAuth2Api: 'oAuth2',
			calComSessionsApi: 'apiKey',
			calComSessionsPlatformApi: 'platform',
		};
		const values = {
			authentication: new Map(Object.entries(authentication)).get(type) ?? 'managedUser',
			refreshToken: 'mustnotleak-refresh-token',
		};
		expect((await attempt(operation, 'broken', values)).message).toContain(message);
		expect(await sent()).toBe(before);
	});
});
