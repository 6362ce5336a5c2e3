import { demoManagedUser, demoPlatformClient, demoUsers } from '../../sandbox/calcom/accounts';
import { type Keys, refusal, useCalCom } from './calcom.client';
import { permission } from './calcom.schemas';
import { type Answer, type CallOptions } from './http';

const calCom = useCalCom();
const client = demoPlatformClient;
const [redirectUri = ''] = client.redirectUris;
const badRequest = (message: string): object => ({ status: 400, code: 'BadRequestException', message });
const unauthorized = (message: string): object => ({ status: 401, code: 'UnauthorizedException', message });
const forbidden = (message: string): object => ({ status: 403, code: 'ForbiddenException', message });
const notFound = (message: string): object => ({ status: 404, code: 'NotFoundException', message });
const recordNotFound = {
	status: 404,
	code: 'NOT_FOUND',
	message: 'Invalid Query: The requested record was not found.',
};
const recordExists = {
	status: 409,
	code: 'CONFLICT',
	message: 'Invalid Input: Trying to create a record that already exists.',
};
const invalidBody = badRequest('Bad Request Exception');
const constraintsOf = (answer: Answer): object[] =>
	answer.json.error.details.errors.map((error: { constraints: object }) => error.constraints);
const claimsOf = (token: string): Record<string, unknown> =>
	JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('authorizing a platform client', () => {
	const cookie = { Cookie: `other=1; next-auth.session-token=${demoUsers.ada.sessionCookie}` };
	const authorize = async (options: CallOptions = {}, clientId = client.id): Promise<Answer> =>
		await calCom.call('POST', `/v2/oauth/${clientId}/authorize`, {
			headers: cookie,
			body: { redirectUri },
			...options,
		});

	test('given a web session, when authorized, then a 302 with a code that can be exchanged, and no state', async () => {
		const answer = await authorize({ body: { redirectUri, state: 'kept?' } });
		const [target, query] = (answer.headers.location ?? '').split('?');
		expect([answer.status, target]).toEqual([302, redirectUri]);
		expect(query).toMatch(/^code=\w+$/);
		const { json } = await calCom.exchange((query ?? '').slice('code='.length));
		expect((await calCom.me(json.data.accessToken)).json.data.username).toBe('ada');
	});

	test.each<[string, string, string | undefined]>([
		['a URI with a query, which gets a second question mark', 'https://a.example/cb?x=1', undefined],
		['a URI a wildcard stands for', 'https://shop-7.example.com/back', 'https://*.example.com/back'],
	])('given %s, when authorized, then the code is put on as text', async (_name, uri, registered = uri) => {
		await calCom.control('PUT', '/calcom/platform-clients/other', { redirectUris: [registered] });
		const { headers } = await authorize({ body: { redirectUri: uri } }, 'other');
		expect(headers.location?.startsWith(`${uri}?code=`)).toBe(true);
	});

	test('given the cookie as https has it, when authorized, then it is the same session', async () => {
		const headers = { Cookie: `__Secure-${cookie.Cookie.slice('other=1; '.length)}` };
		expect((await authorize({ headers })).status).toBe(302);
	});

	const noSession = unauthorized('NextAuthStrategy - Authentication token is missing or invalid.');
	test.each<[string, CallOptions, string | undefined, object]>([
		['no session and nothing else right', { headers: {}, body: {} }, 'unknown', noSession],
		['an unknown session', { headers: { Cookie: 'next-auth.session-token=x' } }, undefined, noSession],
		['no redirectUri', { body: {} }, undefined, invalidBody],
		['a form', { body: { redirectUri }, asJson: false }, undefined, invalidBody],
		['an unknown client', {}, 'unknown', badRequest("OAuth client with ID 'unknown' not found")],
		[
			'another redirectUri',
			{ body: { redirectUri: `${redirectUri}/` } },
			undefined,
			badRequest("Invalid 'redirect_uri' value."),
		],
	])('given %s, when authorized, then it is refused as such', async (_name, options, clientId, expected) => {
		expect(refusal(await authorize(options, clientId))).toEqual(expected);
	});

	test('given a code not yet exchanged, when authorized again, then 400 however long it waits', async () => {
		const { headers } = await authorize();
		await calCom.advance(86_400);
		const message = `User with id=1 has already authorized client with id=${client.id}.`;
		expect(refusal(await authorize())).toEqual(badRequest(message));
		await calCom.exchange(headers.location?.split('code=')[1] ?? '');
		expect((await authorize()).status).toBe(302);
	});
});

describe('exchanging a platform code', () => {
	const mint = async (): Promise<string> =>
		await calCom.code({ flow: 'platform', clientId: client.id, username: 'ada' });

	test('given a code, when exchanged, then moments in milliseconds on the whole minute and day', async () => {
		const { now } = await calCom.control('GET', '/calcom/clock');
		const { json } = await calCom.exchange(await mint());
		const { accessTokenExpiresAt, refreshTokenExpiresAt } = json.data as Keys;
		const minutesLeft = (accessTokenExpiresAt - Date.parse(now)) / 60_000;
		const daysLeft = (refreshTokenExpiresAt - Date.parse(now)) / 86_400_000;
		expect([accessTokenExpiresAt % 60_000, refreshTokenExpiresAt % 86_400_000]).toEqual([0, 0]);
		expect(minutesLeft).toBeGreaterThan(58.9);
		expect(minutesLeft).toBeLessThanOrEqual(60.1);
		expect(Math.ceil(daysLeft)).toBe(365);
	});

	test('given the tokens, when looked into, then no exp but the same moment as the answer', async () => {
		const { json } = await calCom.exchange(await mint());
		const claims = claimsOf(json.data.accessToken);
		expect(claims).toMatchObject({ type: 'access_token', clientId: client.id, ownerId: 1 });
		expect(claims.expiresAt).toBe(json.data.accessTokenExpiresAt);
		expect(claims).not.toHaveProperty('exp');
		expect(claimsOf(json.data.refreshToken).type).toBe('refresh_token');
	});

	test('given a code without Bearer, when exchanged, then it works as well', async () => {
		const options = { headers: { Authorization: await mint() }, body: { clientSecret: client.secret } };
		expect((await calCom.flow('exchange', options)).status).toBe(200);
	});

	test('given lower-case bearer, when exchanged, then the word is part of the code', async () => {
		const code = await mint();
		const headers = { Authorization: `bearer ${code}` };
		const answer = await calCom.flow('exchange', { headers, body: { clientSecret: client.secret } });
		expect(refusal(answer)).toEqual(badRequest('Invalid OAuth Client.'));
		expect((await calCom.exchange(code)).status).toBe(200);
	});

	test('given a code a year old, when exchanged, then it works, and only once', async () => {
		const code = await mint();
		await calCom.advance(31_536_000);
		expect((await calCom.exchange(code)).status).toBe(200);
		expect(refusal(await calCom.exchange(code))).toEqual(badRequest('Invalid OAuth Client.'));
	});

	const badClient = badRequest('Invalid OAuth Client.');
	test.each<[string, (code: string) => CallOptions, object]>([
		['another secret', (token) => ({ token, body: { clientSecret: 'wrong' } }), badClient],
		['an unknown code', () => ({ token: 'unknown', body: { clientSecret: client.secret } }), badClient],
		[
			'no code',
			() => ({ body: { clientSecret: client.secret } }),
			badRequest("Missing 'Bearer' Authorization header."),
		],
		['no secret', (token) => ({ token, body: {} }), invalidBody],
		['a secret that is no text', (token) => ({ token, body: { clientSecret: 1 } }), invalidBody],
		['a form', (token) => ({ token, body: { clientSecret: client.secret }, asJson: false }), invalidBody],
	])('given %s, when exchanged, then 400 and the code lives on', async (_name, options, expected) => {
		const code = await mint();
		expect(refusal(await calCom.flow('exchange', options(code)))).toEqual(expected);
		expect((await calCom.exchange(code)).status).toBe(200);
	});

	test('given a code of another client, when exchanged, then 400', async () => {
		await calCom.control('PUT', '/calcom/platform-clients/other', {});
		const code = await calCom.code({ flow: 'platform', clientId: 'other', username: 'ada' });
		expect(refusal(await calCom.exchange(code))).toEqual(badClient);
	});
});

describe('refreshing platform tokens', () => {
	const badToken = badRequest('Invalid refresh token');

	test('given a pair, when refreshed, then the refresh token is spent and the access token lives on', async () => {
		const old = await calCom.platformKeys();
		const { json } = await calCom.refresh(old.refreshToken);
		expect(json.data.refreshToken).not.toBe(old.refreshToken);
		expect((await calCom.me(old.accessToken)).status).toBe(200);
		expect((await calCom.me(json.data.accessToken)).status).toBe(200);
		expect(refusal(await calCom.refresh(old.refreshToken))).toEqual(badToken);
		expect((await calCom.refresh(json.data.refreshToken)).status).toBe(200);
	});

	test('given two pairs of one user, when one is refreshed, then the other goes on', async () => {
		const [one, two] = [await calCom.platformKeys(), await calCom.platformKeys()];
		await calCom.refresh(one.refreshToken);
		expect((await calCom.refresh(two.refreshToken)).status).toBe(200);
	});

	test('given a refresh token whose time is over, when refreshed, then nobody looks at that', async () => {
		const { refreshToken } = await calCom.platformKeys();
		await calCom.control('POST', '/calcom/tokens/expire', { kind: 'refresh' });
		expect((await calCom.refresh(refreshToken)).status).toBe(200);
	});

	test('given four refreshes of one token at once, when answered, then one succeeds and three find nothing', async () => {
		await calCom.settings({ requestsAtOnce: 4 });
		const { refreshToken } = await calCom.platformKeys();
		const answers = await Promise.all([1, 2, 3, 4].map(async () => await calCom.refresh(refreshToken)));
		const [won, ...lost] = answers.sort((one, other) => one.status - other.status);
		expect(won?.status).toBe(200);
		expect(lost.map(refusal)).toEqual([recordNotFound, recordNotFound, recordNotFound]);
		expect((await calCom.me(won?.json.data.accessToken)).status).toBe(200);
	});

	const tokenOf = async (): Promise<Keys> => await calCom.platformKeys();
	test.each<[string, () => Promise<unknown>, object]>([
		['an unknown token', async () => 'unknown', badToken],
		['an access token', async () => (await tokenOf()).accessToken, badToken],
		['an OAuth2 refresh token', async () => (await calCom.connect()).refresh_token, badToken],
		['no token', async () => undefined, invalidBody],
		['a token that is no text', async () => 7, invalidBody],
	])('given %s, when refreshed, then it is refused as such', async (_name, token, expected) => {
		expect(refusal(await calCom.refresh(await token()))).toEqual(expected);
	});

	const strategy = 'ApiAuthStrategy -';
	const headers = (secret?: string): Record<string, string> => (secret ? { 'x-cal-secret-key': secret } : {});
	test.each<[string, string, Record<string, string>, object]>([
		[
			'another secret',
			client.id,
			headers('wrong'),
			unauthorized(`${strategy} oAuth client - Invalid client secret`),
		],
		[
			'an unknown client',
			'unknown',
			headers(client.secret),
			unauthorized(`${strategy} oAuth client - Client with ID unknown not found`),
		],
		[
			'no secret',
			client.id,
			headers(),
			unauthorized(
				`${strategy} Only 'x-cal-client-id' header provided. Please also provide 'x-cal-secret-key' header or Auth bearer token as 'Authentication' header`,
			),
		],
		[
			'an API key for a secret',
			client.id,
			{ Authorization: `Bearer ${demoUsers.ada.apiKey}` },
			badRequest('Invalid OAuthClient credentials.'),
		],
	])(
		'given %s, when refreshed, then it is refused and the token lives on',
		async (_name, id, sent, expected) => {
			const { refreshToken } = await calCom.platformKeys();
			const answer = await calCom.call('POST', `/v2/oauth/${id}/refresh`, {
				headers: sent,
				body: { refreshToken },
			});
			expect(refusal(answer)).toEqual(expected);
			expect((await calCom.refresh(refreshToken)).status).toBe(200);
		},
	);

	test('given a field too many, when refreshed, then nobody minds', async () => {
		const { refreshToken } = await calCom.platformKeys();
		const answer = await calCom.flow('refresh', {
			body: { refreshToken, grant_type: 'refresh_token' },
			headers: headers(client.secret),
		});
		expect(answer.status).toBe(200);
	});

	test('given a body that fails, when refused, then the refusal repeats it', async () => {
		const answer = await calCom.exchange('any', ['demo']);
		const [error] = answer.json.error.details.errors;
		expect(error).toMatchObject({
			property: 'clientSecret',
			target: { clientSecret: ['demo'] },
			constraints: { isString: 'clientSecret must be a string' },
		});
	});

	test('given rotation switched off, when refreshed, then the old refresh token lives on', async () => {
		await calCom.settings({ rotatesRefreshTokens: false });
		const { refreshToken } = await calCom.platformKeys();
		await calCom.refresh(refreshToken);
		expect((await calCom.refresh(refreshToken)).status).toBe(200);
	});
});

describe('an expired platform access token', () => {
	const expired = { status: 498, code: 'TokenExpiredException', message: 'ACCESS_TOKEN_IS_EXPIRED' };

	test.each<[string, () => Promise<unknown>]>([
		['an hour', async () => await calCom.advance(3600)],
		[
			'the control side',
			async () => await calCom.control('POST', '/calcom/tokens/expire', { username: 'ada' }),
		],
	])('given a token ended by %s, when used, then 498 and a refresh helps', async (_name, expire) => {
		const { accessToken, refreshToken } = await calCom.platformKeys();
		await expire();
		expect(refusal(await calCom.me(accessToken))).toEqual(expired);
		const { json } = await calCom.refresh(refreshToken);
		expect((await calCom.me(json.data.accessToken)).status).toBe(200);
	});

	test('given someone else of that client has refreshed, when used, then 401 instead', async () => {
		const [mine, other] = [await calCom.platformKeys('ada'), await calCom.platformKeys('milo')];
		await calCom.advance(3600);
		await calCom.refresh(other.refreshToken);
		expect(refusal(await calCom.me(mine.accessToken))).toEqual(unauthorized('Invalid Access Token.'));
	});
});

describe('OAuth clients of an organization', () => {
	const key = demoUsers.ada.apiKey;
	const path = '/v2/oauth-clients';
	const wanted = { name: 'New', redirectUris: [redirectUri], permissions: ['PROFILE_READ', 'APPS_READ'] };
	const asClient = { 'x-cal-client-id': client.id, 'x-cal-secret-key': client.secret };
	const carryOrganization = async (): Promise<void> => {
		await calCom.settings({ apiKeysCarryOrganization: true });
	};

	test.each(['GET', 'POST'])(
		'given a key as people make them in the settings, when %s, then 401 for want of an organization',
		async (method) => {
			const answer = await calCom.call(method, path, {
				token: key,
				...(method === 'POST' && { body: wanted }),
			});
			expect(refusal(answer)).toEqual(unauthorized('GetOrgId decorator: Organization ID not found'));
		},
	);

	test('given such a key, when one client is read, changed and deleted by its ID, then it works', async () => {
		for (const method of ['GET', 'PATCH', 'DELETE']) {
			const body = method === 'PATCH' ? { name: 'Newer' } : undefined;
			const answer = await calCom.call(method, `${path}/${client.id}`, { token: key, body });
			expect(answer.status).toBe(200);
		}
	});

	test('given any client of the organization, when it lists and creates, then those of the organization', async () => {
		const created = await calCom.call('POST', path, { headers: asClient, body: wanted });
		const { json } = await calCom.call('GET', path, { headers: asClient });
		expect(json.data.map(({ id }: { id: string }) => id)).toEqual([client.id, created.json.data.clientId]);
	});

	test.each<[string, string, number]>([
		['itself', client.id, 200],
		['another of its organization', 'other', 401],
	])('given a client, when it reads %s, then %s: %d', async (_name, id, status) => {
		await calCom.control('PUT', '/calcom/platform-clients/other', {});
		const answer = await calCom.call('GET', `${path}/${id}`, { headers: asClient });
		expect(answer.status).toBe(status);
		if (status === 401) {
			expect(refusal(answer)).toEqual(unauthorized('ApiAuthStrategy - oAuth client - Invalid client secret'));
		}
	});

	test('given an organization that does not pay, when its client creates, then 400', async () => {
		await calCom.control('PUT', '/calcom/organizations/1', { isSubscribed: false });
		expect(refusal(await calCom.call('POST', path, { headers: asClient, body: wanted }))).toEqual(
			badRequest('Team is not subscribed to platform plan, cannot create an OAuth Client.'),
		);
		expect((await calCom.call('GET', path, { headers: asClient })).status).toBe(200);
	});

	test.each<[string, string, object]>([
		[
			'was invited only',
			'invited',
			forbidden('OrganizationRolesGuard - User has not accepted membership in the organization.'),
		],
		['has left', 'ended', recordNotFound],
	])(
		'given a key of someone who %s, when used, then refused as such',
		async (_name, membership, expected) => {
			const owner = { organizationId: 1, role: 'OWNER', membership, apiKey: 'cal_former_key' };
			await calCom.control('PUT', '/calcom/users/former', owner);
			for (const method of ['GET', 'DELETE']) {
				const answer = await calCom.call(method, `${path}/${client.id}`, { token: 'cal_former_key' });
				expect(refusal(answer)).toEqual(expected);
			}
		},
	);

	test('given two deletions at once, when answered, then one finds nothing', async () => {
		await calCom.settings({ requestsAtOnce: 2 });
		const remove = async (): Promise<Answer> =>
			await calCom.call('DELETE', `${path}/${client.id}`, { token: key });
		const answers = await Promise.all([remove(), remove()]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
		expect(answers.filter(({ status }) => status === 404).map(refusal)).toEqual([recordNotFound]);
	});

	test('given an empty name and no URIs, when changed, then they are empty', async () => {
		const body = { name: '', redirectUris: [] };
		const { json } = await calCom.call('PATCH', `${path}/${client.id}`, { token: key, body });
		expect(json.data).toMatchObject(body);
	});

	test('given a key that carries its organization, when creating, reading, changing and deleting, then it is so', async () => {
		await carryOrganization();
		const created = await calCom.call('POST', path, { token: key, body: wanted });
		const { clientId, clientSecret } = created.json.data;
		const one = `${path}/${clientId}`;
		const read = await calCom.call('GET', one, { token: key });
		expect(read.json.data).toMatchObject({
			...wanted,
			secret: clientSecret,
			permissions: ['APPS_READ', 'PROFILE_READ'],
			areCalendarEventsEnabled: true,
		});
		const change = { name: 'Newer', permissions: ['*'], redirectUris: ['https://b.example'] };
		const changed = await calCom.call('PATCH', one, { token: key, body: change });
		expect(changed.json.data).toMatchObject({ name: 'Newer', redirectUris: ['https://b.example'] });
		expect(changed.json.data.permissions).toHaveLength(2);
		const { json: all } = await calCom.call('GET', path, { token: key });
		expect(all.data.map(({ id }: { id: string }) => id)).toEqual([client.id, clientId]);
		const gone = await calCom.call('DELETE', one, { token: key });
		expect(gone.json.data).toMatchObject({ id: clientId, secret: clientSecret });
		expect(refusal(await calCom.call('GET', one, { token: key }))).toEqual(
			notFound('OAuthClientGuard - OAuth client not found.'),
		);
	});

	test('given an asterisk, when created, then all permissions', async () => {
		await carryOrganization();
		const { json } = await calCom.call('POST', path, {
			token: key,
			body: { ...wanted, permissions: ['*'] },
		});
		const read = await calCom.call('GET', `${path}/${json.data.clientId}`, { token: key });
		expect(read.json.data.permissions).toEqual(permission.options);
	});

	test('given a deleted client, when its tokens are used, then they are gone', async () => {
		const { accessToken, refreshToken } = await calCom.platformKeys();
		await calCom.call('DELETE', `${path}/${client.id}`, { token: key });
		expect((await calCom.me(accessToken)).status).toBe(401);
		expect((await calCom.refresh(refreshToken)).status).toBe(401);
	});

	test.each<[string, Record<string, unknown>, object]>([
		['no name', { name: undefined }, { isString: 'name must be a string' }],
		['no URIs', { redirectUris: undefined }, { isArray: 'redirectUris must be an array' }],
		[
			'a URI that is no text',
			{ redirectUris: [1] },
			{ isString: 'each value in redirectUris must be a string' },
		],
		['an unknown permission', { permissions: ['ALL'] }, { isIn: expect.stringContaining('permissions') }],
		['a flag that is no flag', { areEmailsEnabled: 'yes' }, { isBoolean: expect.any(String) }],
	])('given %s, when created, then 400', async (_name, fields, constraints) => {
		await carryOrganization();
		const answer = await calCom.call('POST', path, { token: key, body: { ...wanted, ...fields } });
		expect(refusal(answer)).toEqual(invalidBody);
		expect(constraintsOf(answer)).toEqual([expect.objectContaining(constraints)]);
	});

	const roles = 'OrganizationRolesGuard -';
	const admins = forbidden(`${roles} User must have one of the roles: ADMIN, OWNER.`);
	test.each<[string, string, string, string, object | 200]>([
		['a member', demoUsers.milo.apiKey, 'GET', path, 200],
		['a member', demoUsers.milo.apiKey, 'GET', `${path}/${client.id}`, 200],
		['a member', demoUsers.milo.apiKey, 'POST', path, admins],
		['a member', demoUsers.milo.apiKey, 'PATCH', `${path}/${client.id}`, admins],
		['a member', demoUsers.milo.apiKey, 'DELETE', `${path}/${client.id}`, admins],
		[
			'someone in no organization',
			demoUsers.solo.apiKey,
			'GET',
			path,
			forbidden(`${roles} No organization associated with the user.`),
		],
		[
			'an owner without the platform plan',
			'cal_plain_key',
			'GET',
			path,
			forbidden(`${roles} Organization is not a platform (SHP).`),
		],
		[
			'an owner of another organization',
			'cal_other_key',
			'GET',
			`${path}/${client.id}`,
			forbidden(
				`OAuthClientGuard - forbidden. oAuth client with id=${client.id} does not belong to the organization with id=3.`,
			),
		],
	])('given %s (%s), when %s %s, then allowed or 403', async (_name, token, method, asked, expected) => {
		await carryOrganization();
		await calCom.control('PUT', '/calcom/organizations/2', { isPlatform: false });
		await calCom.control('PUT', '/calcom/organizations/3', {});
		const owner = { role: 'OWNER' };
		await calCom.control('PUT', '/calcom/users/plain', {
			...owner,
			organizationId: 2,
			apiKey: 'cal_plain_key',
		});
		await calCom.control('PUT', '/calcom/users/other', {
			...owner,
			organizationId: 3,
			apiKey: 'cal_other_key',
		});
		const answer = await calCom.call(method, asked, { token });
		if (expected === 200) expect(answer.status).toBe(200);
		else expect(refusal(answer)).toEqual(expected);
	});
});

describe('managed users', () => {
	const path = `/v2/oauth-clients/${client.id}/users`;
	const headers = { 'x-cal-secret-key': client.secret };
	const call = async (method: string, rest = '', body?: Record<string, unknown>): Promise<Answer> =>
		await calCom.call(method, path + rest, { headers, body });
	const create = async (fields: Record<string, unknown> = {}): Promise<Answer['json']> =>
		(await call('POST', '', { email: 'nia@example.com', name: 'Nia', ...fields })).json.data;

	test('given an address, when created, then the client is in it and the tokens work', async () => {
		const { user, accessToken, refreshToken } = await create({ timeZone: 'Europe/Rome', timeFormat: 24 });
		expect(user).toMatchObject({
			email: `nia+${client.id}@example.com`,
			username: `nia-${client.id}-example-com`,
			timeZone: 'Europe/Rome',
			timeFormat: 24,
		});
		expect(user.defaultScheduleId).not.toBeNull();
		expect((await calCom.me(accessToken)).json.data.id).toBe(user.id);
		expect((await calCom.refresh(refreshToken)).status).toBe(200);
	});

	test('given a user, when read, changed and deleted, then it is so and the tokens die', async () => {
		const { user, accessToken } = await create();
		expect((await call('GET', `/${user.id}`)).json.data).toEqual(user);
		const changed = await call('PATCH', `/${user.id}`, { email: 'nora@example.org', bio: 'Hello' });
		expect(changed.json.data).toMatchObject({
			email: `nora+${client.id}@example.org`,
			username: `nora-${client.id}-example-org`,
			bio: 'Hello',
			name: 'Nia',
		});
		expect((await call('DELETE', `/${user.id}`)).json.data.id).toBe(user.id);
		expect((await calCom.me(accessToken)).status).toBe(401);
		expect(refusal(await call('GET', `/${user.id}`))).toEqual(
			notFound(`User with ID ${user.id} is not part of this OAuth client.`),
		);
	});

	test.each<[string, string, string[]]>([
		['nothing', '', ['mia', 'nia', 'noa']],
		['an address as the client gave it', '?emails=nia@example.com', ['nia']],
		['several addresses', '?emails=nia@example.com, mia@example.com', ['mia', 'nia']],
		['a limit', '?limit=2', ['mia', 'nia']],
		['a limit and an offset', '?limit=1&offset=1', ['nia']],
	])('given %s to choose by, when listed, then those', async (_name, query, expected) => {
		await create();
		await create({ email: 'noa@example.com' });
		const { json } = await call('GET', query);
		expect(json.data.map(({ email }: { email: string }) => email.split('+')[0])).toEqual(expected);
	});

	test.each<[string, string, object]>([
		['a limit of nothing', '?limit=0', invalidBody],
		['a limit above the largest', '?limit=251', invalidBody],
		['an offset that is no number', '?offset=x', invalidBody],
		['an address that is none', '?emails=nia', badRequest('Invalid email nia')],
	])('given %s, when listed, then 400', async (_name, query, expected) => {
		expect(refusal(await call('GET', query))).toEqual(expected);
	});

	test.each<[string, Record<string, unknown>, string]>([
		['no name', { name: undefined }, 'name must be a string'],
		['no address', { email: undefined }, 'email must be a string'],
		['another clock', { timeFormat: 100 }, 'timeFormat must be one of the following values: 12, 24'],
		['no time zone', { timeZone: 'Nowhere' }, 'timeZone must be a valid IANA time-zone'],
		['no weekday', { weekStart: 'monday' }, 'weekStart must be one of'],
		['no locale', { locale: 'xx' }, 'locale must be one of'],
		['no picture', { avatarUrl: 'picture' }, 'avatarUrl must be a URL address'],
		['no object', { metadata: 'text' }, 'metadata must be an object'],
	])('given %s, when created, then 400', async (_name, fields, message) => {
		const answer = await call('POST', '', { email: 'nia@example.com', name: 'Nia', ...fields });
		expect(refusal(answer)).toEqual(invalidBody);
		expect(Object.values(constraintsOf(answer)[0] ?? {}).join()).toContain(message);
	});

	test('given an address that is taken, when created, then 409 with the id', async () => {
		const { json } = await call('GET');
		expect(refusal(await call('POST', '', demoManagedUser))).toEqual({
			status: 409,
			code: 'ConflictException',
			message: `User with the provided e-mail already exists. Existing user ID=${json.data[0].id}`,
		});
	});

	test('given nothing said of locale and metadata, when created, then null, and not a word', async () => {
		const { user } = await create();
		expect(user.locale).toBeNull();
		expect(user).not.toHaveProperty('metadata');
	});

	const profile = {
		bio: 'Hello',
		locale: 'de',
		avatarUrl: 'https://a.example/a.png',
		metadata: { plan: 'demo' },
	};
	test.each<[string, Record<string, unknown>]>([
		['null', { bio: null, locale: null, avatarUrl: null, metadata: null }],
		['nothing', { bio: '', locale: null, avatarUrl: null, metadata: {} }],
	])('given %s, when changed, then bio, locale, avatar and metadata are cleared', async (_name, cleared) => {
		const { user } = await create(profile);
		expect(user).toMatchObject(profile);
		const { json } = await call('PATCH', `/${user.id}`, cleared);
		expect(json.data).toMatchObject({ bio: null, locale: null, avatarUrl: null });
		expect(json.data).not.toHaveProperty('metadata');
	});

	test.each(['POST', 'PATCH'])(
		'given an address that is none, when %s, then 400 without a field',
		async (method) => {
			const { user } = await create({ email: 'noa@example.com' });
			const rest = method === 'POST' ? '' : `/${user.id}`;
			expect(refusal(await call(method, rest, { email: 'nia@', name: 'Nia' }))).toEqual({
				status: 400,
				code: 'TRPCError',
				message: 'Bad request: Please check your request data and try again',
			});
		},
	);

	test('given the address of another user, when changed, then 409', async () => {
		const { user } = await create();
		expect(refusal(await call('PATCH', `/${user.id}`, { email: demoManagedUser.email }))).toEqual(
			recordExists,
		);
	});

	test('given two creations of one address at once, when answered, then one comes too late', async () => {
		await calCom.settings({ requestsAtOnce: 2 });
		const make = async (): Promise<Answer> =>
			await call('POST', '', { email: 'nia@example.com', name: 'Nia' });
		const answers = await Promise.all([make(), make()]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
		expect(answers.filter(({ status }) => status === 409).map(refusal)).toEqual([recordExists]);
	});

	test('given two deletions at once, when answered, then one finds nothing', async () => {
		const { user } = await create();
		await calCom.settings({ requestsAtOnce: 2 });
		const remove = async (): Promise<Answer> => await call('DELETE', `/${user.id}`);
		const answers = await Promise.all([remove(), remove()]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
		expect(answers.filter(({ status }) => status === 404).map(refusal)).toEqual([recordNotFound]);
	});

	test.each(['GET', 'PATCH', 'DELETE'])(
		'given an ID beyond 2^31, when %s, then 500 in plain words',
		async (method) => {
			const answer = await call(method, '/2147483648', method === 'PATCH' ? { bio: 'x' } : undefined);
			expect([answer.status, answer.json]).toEqual([
				500,
				{ statusCode: 500, message: 'Internal server error' },
			]);
		},
	);

	test('given three forced refreshes at once, when answered, then all work', async () => {
		const { user } = await create();
		await calCom.settings({ requestsAtOnce: 3 });
		const force = async (): Promise<Answer> => await call('POST', `/${user.id}/force-refresh`);
		const answers = await Promise.all([force(), force(), force()]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
	});

	test('given an organization key, when used for the secret, then it works as well', async () => {
		const answer = await calCom.call('GET', path, { token: demoUsers.ada.apiKey });
		expect(answer.json.data).toHaveLength(1);
	});

	test.each<[string, () => Promise<CallOptions>, object]>([
		[
			'another secret',
			async () => ({ headers: { 'x-cal-secret-key': 'wrong' } }),
			unauthorized('ApiAuthStrategy - oAuth client - Invalid client secret'),
		],
		[
			'a managed user',
			async () => ({ token: (await create()).accessToken }),
			forbidden('OrganizationRolesGuard - User must have one of the roles: ADMIN, OWNER.'),
		],
		[
			'someone in no organization',
			async () => ({ token: demoUsers.solo.apiKey }),
			forbidden('OAuthClientGuard - No organization associated with the user.'),
		],
	])('given %s, when listed, then it is refused as such', async (_name, options, expected) => {
		expect(refusal(await calCom.call('GET', path, await options()))).toEqual(expected);
	});

	test('given an organization nobody is in charge of, when its client calls, then 401', async () => {
		await calCom.control('PUT', '/calcom/users/ada', { organizationId: 1, role: 'ADMIN' });
		expect((await call('GET')).status).toBe(200);
		await calCom.control('PUT', '/calcom/users/ada', { organizationId: 1, role: 'MEMBER' });
		expect(refusal(await call('GET'))).toEqual(
			unauthorized('ApiAuthStrategy - oAuth client - No owner ID found for this OAuth client'),
		);
	});

	test('given lost tokens, when forced, then new ones and every older one is dead', async () => {
		const { user, accessToken, refreshToken } = await create();
		const second = (await calCom.refresh(refreshToken)).json.data;
		const { json } = await call('POST', `/${user.id}/force-refresh`);
		for (const old of [accessToken, second.accessToken]) {
			expect(refusal(await calCom.me(old))).toEqual(unauthorized('Invalid Access Token.'));
		}
		expect(refusal(await calCom.refresh(second.refreshToken)).status).toBe(400);
		expect((await calCom.me(json.data.accessToken)).status).toBe(200);
		expect((await calCom.refresh(json.data.refreshToken)).status).toBe(200);
	});

	test.each<[string, string, object]>([
		['ada, who is not managed', '1', notFound('User with ID 1 is not part of this OAuth client.')],
		['nobody', '999', notFound('User with ID 999 is not part of this OAuth client.')],
		['a name', 'mia', badRequest('Validation failed (numeric string is expected)')],
	])('given %s, when forced, then it is refused as such', async (_name, id, expected) => {
		expect(refusal(await call('POST', `/${id}/force-refresh`))).toEqual(expected);
	});
});
