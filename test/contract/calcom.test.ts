import { demoConfidentialClient, demoPlatformClient, demoUsers } from '../../sandbox/calcom/accounts';
import { grantOf, refusal, renewalOf, tokenPath, useCalCom } from './calcom.client';
import { type Answer } from './http';

const calCom = useCalCom();
const unauthorized = (message: string): object => ({ status: 401, code: 'UnauthorizedException', message });
const invalidToken = unauthorized('Invalid Access Token.');

describe('who is calling', () => {
	const me = async (headers: Record<string, string>): Promise<Answer> =>
		await calCom.call('GET', '/v2/me', { headers });

	test.each<[string, (tokens: { platform: string; oauth2: string }) => Record<string, string>, string]>([
		['an API key', () => ({ Authorization: `Bearer ${demoUsers.milo.apiKey}` }), 'milo'],
		['an API key without Bearer', () => ({ Authorization: demoUsers.milo.apiKey }), 'milo'],
		['a platform token', ({ platform }) => ({ Authorization: `Bearer ${platform}` }), 'solo'],
		['an OAuth2 token', ({ oauth2 }) => ({ Authorization: `Bearer ${oauth2}` }), 'solo'],
		['a token without Bearer', ({ oauth2 }) => ({ Authorization: oauth2 }), 'solo'],
		['a web session', () => ({ Cookie: `next-auth.session-token=${demoUsers.solo.sessionCookie}` }), 'solo'],
		[
			'a client with its secret, before any token',
			({ oauth2 }) => ({
				'x-cal-client-id': demoPlatformClient.id,
				'x-cal-secret-key': demoPlatformClient.secret,
				Authorization: `Bearer ${oauth2}`,
			}),
			'ada',
		],
	])('given %s, when asked who it is, then one object', async (_name, headers, username) => {
		const platform = (await calCom.platformKeys('solo')).accessToken;
		const oauth2 = (await calCom.connect('solo')).access_token;
		expect((await me(headers({ platform, oauth2 }))).json.data.username).toBe(username);
	});

	test('given members of organizations or none, when asked, then it shows', async () => {
		const [ada, solo] = [await calCom.me(demoUsers.ada.apiKey), await calCom.me(demoUsers.solo.apiKey)];
		expect(ada.json.data).toMatchObject({ organizationId: 1, organization: { isPlatform: true, id: 1 } });
		expect(solo.json.data.organizationId).toBeNull();
		expect(solo.json.data).not.toHaveProperty('organization');
	});

	const only = (given: string, other: string): object =>
		unauthorized(
			`ApiAuthStrategy - Only 'x-cal-${given}' header provided. Please also provide 'x-cal-${other}' header or Auth bearer token as 'Authentication' header`,
		);
	test.each<[string, (token: string) => Record<string, string>, object]>([
		[
			'nothing',
			() => ({}),
			unauthorized(
				"ApiAuthStrategy - No authentication method provided. Either pass an API key as 'Bearer' header or OAuth client credentials as 'x-cal-secret-key' and 'x-cal-client-id' headers",
			),
		],
		['a client id alone', () => ({ 'x-cal-client-id': 'x' }), only('client-id', 'secret-key')],
		['a secret alone', () => ({ 'x-cal-secret-key': 'x' }), only('secret-key', 'client-id')],
		['an unknown token', () => ({ Authorization: 'Bearer unknown' }), invalidToken],
		['lower-case bearer', (token) => ({ Authorization: `bearer ${token}` }), invalidToken],
		['Basic', (token) => ({ Authorization: `Basic ${token}` }), invalidToken],
		['two spaces', (token) => ({ Authorization: `Bearer  ${token}` }), invalidToken],
		[
			'an unknown API key',
			() => ({ Authorization: 'Bearer cal_unknown' }),
			unauthorized('CustomThrottlerGuard - Invalid API Key'),
		],
		[
			'lower-case bearer and an API key',
			() => ({ Authorization: `bearer ${demoUsers.ada.apiKey}` }),
			invalidToken,
		],
	])('given %s, when asked who it is, then refused as such', async (_name, headers, expected) => {
		const { access_token } = await calCom.connect();
		expect(refusal(await me(headers(access_token)))).toEqual(expected);
	});

	test('given a refresh token, when used as an access token, then 401', async () => {
		expect(refusal(await calCom.me((await calCom.connect()).refresh_token))).toEqual(invalidToken);
		expect(refusal(await calCom.me((await calCom.platformKeys()).refreshToken))).toEqual(invalidToken);
	});

	test.each([
		[-1, 401],
		[0, 200],
	])('given an API key that ends %d days from today, when used, then %d', async (days, status) => {
		const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString();
		const { key } = await calCom.control('POST', '/calcom/api-keys', { username: 'ada', expiresAt });
		const answer = await calCom.me(key);
		expect(answer.status).toBe(status);
		if (status === 401) {
			expect(refusal(answer)).toEqual(unauthorized('ApiAuthStrategy - api key - Your api key is expired'));
		}
	});

	test('given a server without a licence, when an API key is used, then 401, and tokens work as ever', async () => {
		await calCom.settings({ isLicensed: false });
		expect(refusal(await calCom.me(demoUsers.ada.apiKey))).toEqual(
			unauthorized('ApiAuthStrategy - api key - Invalid or missing CALCOM_LICENSE_KEY environment variable'),
		);
		expect((await calCom.me((await calCom.connect()).access_token)).status).toBe(200);
	});

	test('given a client that may not read profiles, when its token asks, then 403', async () => {
		await calCom.control('PUT', '/calcom/platform-clients/blind', { permissions: ['APPS_READ'] });
		const pair = { flow: 'platform', clientId: 'blind', username: 'ada' };
		const { accessToken } = await calCom.control('POST', '/calcom/tokens', pair);
		expect(refusal(await calCom.me(accessToken))).toMatchObject({
			status: 403,
			code: 'ForbiddenException',
			message: expect.stringContaining('id=blind does not have the required permissions=PROFILE_READ'),
		});
	});

	test.each([
		[demoPlatformClient.redirectUris[0] ?? '', 200],
		['https://elsewhere.example', 401],
	])('given the Origin %s and a platform token, when used, then %d', async (origin, status) => {
		const { accessToken } = await calCom.platformKeys();
		const answer = await me({ Origin: origin, Authorization: `Bearer ${accessToken}` });
		expect(answer.status).toBe(status);
		if (status === 401) expect(answer.json.error.message).toContain('Invalid request origin');
	});

	test('given a path Cal.com does not have, when called, then a nested 404 that names it', async () => {
		expect(refusal(await calCom.call('GET', '/v2/nowhere?a=b'))).toEqual({
			status: 404,
			code: 'NotFoundException',
			message: 'Cannot GET /v2/nowhere?a=b',
		});
	});
});

describe('rate limits', () => {
	const key = demoUsers.ada.apiKey;
	const limitsOf = ({ headers }: Answer, name = 'default'): Array<string | undefined> =>
		['limit', 'remaining', 'reset'].map((part) => headers[`x-ratelimit-${part}-${name}`]);

	test.each<[string, () => Promise<Record<string, string>>, number]>([
		['an API key', async () => ({ Authorization: `Bearer ${key}` }), 120],
		[
			'an access token',
			async () => ({ Authorization: `Bearer ${(await calCom.connect()).access_token}` }),
			500,
		],
		['anything in the Authorization header', async () => ({ Authorization: 'Bearer unknown' }), 500],
		['a client id', async () => ({ 'x-cal-client-id': demoPlatformClient.id }), 500],
		['a secret alone', async () => ({ 'x-cal-secret-key': 'x' }), 120],
		['nothing', async () => ({}), 120],
	])('given %s, when calling, then its own limit a minute', async (_name, headers, limit) => {
		// Another address, so that what it took to get a token is not counted.
		const from = { 'X-Forwarded-For': '192.0.2.7', ...(await headers()) };
		const first = await calCom.call('GET', '/v2/me', { headers: from });
		const second = await calCom.call('GET', '/v2/me', { headers: from });
		expect(limitsOf(first)).toEqual([`${limit}`, `${limit - 1}`, '60']);
		expect(limitsOf(second).slice(0, 2)).toEqual([`${limit}`, `${limit - 2}`]);
	});

	test('given a caller above the limit, when calling on, then 429 for a minute, without Retry-After', async () => {
		await calCom.settings({ apiKeyLimits: [{ name: 'default', limit: 1 }] });
		expect((await calCom.me(key)).status).toBe(200);
		await calCom.advance(50);
		const refused = await calCom.me(key);
		expect(refusal(refused)).toEqual({
			status: 429,
			code: 'ThrottlerException',
			message: 'CustomThrottlerGuard - Too many requests. Please try again later.',
		});
		expect(limitsOf(refused)).toEqual(['1', '0', '60']);
		expect(refused.headers['retry-after']).toBeUndefined();
		expect((await calCom.me(demoUsers.milo.apiKey)).status).toBe(200);
		await calCom.advance(60);
		expect((await calCom.me(key)).status).toBe(200);
	});

	test('given a caller who goes on while refused, when the minute is over, then refused again', async () => {
		await calCom.settings({ apiKeyLimits: [{ name: 'default', limit: 1 }] });
		const statuses = [];
		for (const seconds of [0, 50, 40, 20]) {
			await calCom.advance(seconds);
			statuses.push((await calCom.me(key)).status);
		}
		expect(statuses).toEqual([200, 429, 429, 429]);
	});

	test('given two limits of a key, when one is used up, then the other still lets through', async () => {
		const apiKeyLimits = [
			{ name: 'short', limit: 1 },
			{ name: 'long', limit: 2 },
		];
		await calCom.settings({ apiKeyLimits });
		const answers = [await calCom.me(key), await calCom.me(key), await calCom.me(key)];
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
		expect(answers.map((answer) => limitsOf(answer, 'short')[1])).toEqual(['0', '0', '0']);
		expect(answers.map((answer) => limitsOf(answer, 'long')[1])).toEqual(['1', '0', '0']);
	});

	test('given a token call above the limit, when refused, then in the nested form and nothing is spent', async () => {
		const code = await calCom.code();
		await calCom.settings({ addressLimit: 0 });
		expect(refusal(await calCom.token(grantOf(code))).code).toBe('ThrottlerException');
		await calCom.settings({ addressLimit: 120 });
		await calCom.advance(60);
		expect((await calCom.token(grantOf(code))).status).toBe(200);
	});

	test('given a stale API key on a token call, when sent, then 401 before the grant is looked at', async () => {
		const body = grantOf(await calCom.code());
		const answer = await calCom.call('POST', tokenPath, { body, token: 'cal_unknown' });
		expect(refusal(answer)).toEqual(unauthorized('CustomThrottlerGuard - Invalid API Key'));
	});
});

describe('the control side', () => {
	test('given a fresh sandbox, when its settings are read, then Cal.com defaults', async () => {
		expect(await calCom.control('GET', '/calcom/settings')).toEqual({
			platformAccessSeconds: 3600,
			platformRefreshSeconds: 31_536_000,
			accessTokenSeconds: 1800,
			refreshTokenSeconds: 2_592_000,
			codeSeconds: 600,
			rotatesRefreshTokens: true,
			detectsReuse: false,
			apiKeyLimits: [{ name: 'default', limit: 120 }],
			accessTokenLimit: 500,
			clientLimit: 500,
			addressLimit: 120,
			limitSeconds: 60,
			blockSeconds: 60,
			edition: 'cal.com',
			isLicensed: true,
			apiKeysCarryOrganization: false,
			forbidsExpiredTokens: false,
			requestsAtOnce: 1,
			autoApprove: true,
			browserUser: 'ada',
		});
	});

	test('given changes of every kind, when reset, then nothing is left of them', async () => {
		const fresh = await Promise.all(
			readable.map(async (path) => await calCom.control('GET', `/calcom${path}`)),
		);
		const { access_token } = await calCom.connect();
		await calCom.settings({ autoApprove: false });
		await calCom.control('PUT', '/calcom/organizations/2', {});
		await calCom.control('PUT', '/calcom/users/nell', {});
		await calCom.control('PUT', '/calcom/platform-clients/one', {});
		await calCom.control('PUT', '/calcom/oauth2-clients/two', {});
		await calCom.control('POST', '/calcom/reset');
		expect((await calCom.me(access_token)).status).toBe(401);
		const again = await Promise.all(
			readable.map(async (path) => await calCom.control('GET', `/calcom${path}`)),
		);
		expect(again.map(countOf)).toEqual(fresh.map(countOf));
	});
	const readable = [
		'/settings',
		'/organizations',
		'/users',
		'/platform-clients',
		'/oauth2-clients',
		'/tokens',
	];
	const countOf = (read: unknown): unknown => (Array.isArray(read) ? read.length : read);

	test('given a new user, when created again, then the id stays and the tokens are gone', async () => {
		const first = await calCom.control('PUT', '/calcom/users/nell', { role: 'ADMIN', organizationId: 1 });
		const { access_token } = await calCom.connect('nell');
		const second = await calCom.control('PUT', '/calcom/users/nell', { name: 'Nell' });
		expect([first.apiKey, second.id]).toEqual(['cal_sandbox_api_key_nell', first.id]);
		expect((await calCom.me(first.apiKey)).json.data.name).toBe('Nell');
		expect((await calCom.me(access_token)).status).toBe(401);
	});

	test('given short lifetimes, when tokens are issued, then they are exact', async () => {
		await calCom.settings({ platformAccessSeconds: 5, accessTokenSeconds: 7, refreshTokenSeconds: 9 });
		const [keys, tokens] = [await calCom.platformKeys(), await calCom.connect()];
		expect(tokens.expires_in).toBe(7);
		expect((await calCom.me(keys.accessToken)).status).toBe(200);
		await calCom.advance(5);
		expect((await calCom.me(keys.accessToken)).status).toBe(498);
		expect((await calCom.me(tokens.access_token)).status).toBe(200);
		await calCom.advance(4);
		expect((await calCom.me(tokens.access_token)).status).toBe(401);
		expect((await calCom.token(renewalOf(tokens.refresh_token))).status).toBe(400);
	});

	test.each<[string, Record<string, unknown>, number]>([
		['everyone', {}, 6],
		['one user', { username: 'ada' }, 4],
		['a user by id', { userId: 1 }, 4],
		['one flow', { flow: 'oauth2' }, 4],
		['one client', { clientId: demoPlatformClient.id }, 2],
		['one user and kind', { username: 'ada', kind: 'refresh' }, 2],
	])(
		'given three pairs, when those of %s are revoked, then that many tokens',
		async (_name, which, revoked) => {
			const [mine, milo] = [await calCom.connect('ada'), await calCom.connect('milo')];
			const { accessToken } = await calCom.platformKeys('ada');
			expect(await calCom.control('POST', '/calcom/tokens/revoke', which)).toEqual({ revoked });
			const left = (await calCom.control('GET', '/calcom/tokens')).map(({ text }: { text: string }) => text);
			expect(left).toHaveLength(6 - revoked);
			for (const token of [mine.access_token, milo.access_token, accessToken]) {
				expect((await calCom.me(token)).status).toBe(left.includes(token) ? 200 : 401);
			}
		},
	);

	test('given calls of every kind, when counted, then each where it belongs', async () => {
		const { refresh_token } = await calCom.connect();
		await calCom.token(renewalOf(refresh_token));
		await calCom.token(renewalOf(refresh_token));
		const { refreshToken } = await calCom.platformKeys();
		await calCom.refresh(refreshToken);
		await calCom.exchange('unknown');
		await calCom.call('GET', '/v2/me');
		await calCom.call('GET', '/v2/nowhere');
		expect(await calCom.control('GET', '/calcom/counters')).toEqual({
			requests: {
				'POST /v2/auth/oauth2/token': 3,
				'POST /v2/oauth/:clientId/refresh': 1,
				'POST /v2/oauth/:clientId/exchange': 1,
				'GET /v2/me': 1,
				'GET *': 1,
			},
			tokenCalls: 5,
			signIns: 1,
			refreshes: 2,
			refusedTokenCalls: 2,
			unauthorized: 1,
			inFlightMost: 1,
			rateLimited: 0,
			inFlight: 0,
		});
	});

	test('given a fault after the work, when a refresh answer is lost, then the token was rotated', async () => {
		const { refresh_token } = await calCom.connect();
		const fault = { path: tokenPath, kind: 'status', status: 502, after: true };
		await calCom.control('POST', '/calcom/faults', fault);
		const lost = await calCom.raw('POST', tokenPath, { body: renewalOf(refresh_token) });
		expect([lost.status, (await calCom.token(renewalOf(refresh_token))).status]).toEqual([502, 400]);
	});

	const client = { clientId: demoConfidentialClient.id };
	test.each<[string, string, Record<string, unknown>, string]>([
		['PATCH', '/settings', { speed: 1 }, "'speed'"],
		['PATCH', '/settings', { apiKeyLimits: [] }, 'body.apiKeyLimits'],
		['PATCH', '/settings', { codeSeconds: 0 }, 'body.codeSeconds'],
		['PUT', '/organizations/one', {}, 'whole number'],
		['PUT', '/users/nell', { apiKey: 'key' }, 'body.apiKey'],
		['PUT', '/users/nell', { role: 'User' }, 'body.role'],
		['POST', '/api-keys', { username: 'nobody' }, 'There is no user nobody'],
		['PUT', '/platform-clients/one', { permissions: ['ALL'] }, 'body.permissions'],
		['PUT', '/oauth2-clients/two', { status: 'NEW' }, 'body.status'],
		['PUT', '/oauth2-clients/two', { owner: 'nobody' }, 'There is no user nobody'],
		['POST', '/codes', { flow: 'oauth2', ...client }, 'without username or userId'],
		['POST', '/codes', { flow: 'platform', ...client, username: 'ada' }, 'There is no platform client'],
		['POST', '/tokens', { ...client, username: 'ada' }, 'body.flow'],
		['POST', '/tokens/expire', { kind: 'id' }, 'body.kind'],
		['POST', '/tokens/revoke', { userId: 99 }, 'There is no user 99'],
	])('given %s %s with %j, when sent, then 400 naming %s', async (method, path, body, message) => {
		const answer = await calCom.rawControl(method, `/calcom${path}`, body);
		expect(answer.status).toBe(400);
		expect(answer.json.error).toContain(message);
	});
});
