import { client, session, tenantIds, useFuseSign } from './fusesign.client';
import { type CallOptions } from './http';

const fuse = useFuseSign();
const list = '/api/Tenant/List';
const billing = '/api/Tenant/GetBillingState';
const apiToken = { headers: { 'X-API-Token': 'demo-api-token-mia' } };

describe('who is calling', () => {
	const authorization = (value: string): CallOptions => ({ headers: { Authorization: value } });

	test('given an API token and an access token of one user, when tenants are listed, then the same', async () => {
		const { access_token } = await fuse.tokens();
		const [byKey, byToken] = [await fuse.call('GET', list, apiToken), await fuse.tenants(access_token)];
		expect(byKey.json).toEqual(byToken.json);
		expect(byKey.json).toEqual([
			{ id: tenantIds[0], name: 'Demo Tenant One' },
			{ id: tenantIds[1], name: 'Demo Tenant Two' },
		]);
	});

	test.each<[string, (token: string, refreshToken: string) => CallOptions]>([
		['nothing', () => ({})],
		['the bare token', (token) => authorization(token)],
		['lower-case bearer', (token) => authorization(`bearer ${token}`)],
		['Basic', (token) => authorization(`Basic ${token}`)],
		['an unknown token', () => authorization('Bearer nonsense')],
		['a refresh token', (_token, refreshToken) => authorization(`Bearer ${refreshToken}`)],
		['an API token as a bearer token', () => authorization('Bearer demo-api-token-mia')],
		['an access token as an API token', (token) => ({ headers: { 'X-API-Token': token } })],
		['an unknown API token', () => ({ headers: { 'X-API-Token': 'nonsense' } })],
		[
			'a dead bearer token beside an API token',
			() => ({ headers: { ...apiToken.headers, Authorization: 'Bearer nonsense' } }),
		],
	])('given %s, when tenants are listed, then 401', async (_name, options) => {
		const { access_token, refresh_token } = await fuse.tokens();
		const answer = await fuse.call('GET', list, options(access_token, refresh_token));
		expect([answer.status, answer.json]).toEqual([
			401,
			{ Result: false, Message: 'Unauthorized', Error: 'Unauthorized', Errors: [] },
		]);
	});

	test.each<[string, () => Promise<unknown>]>([
		['expired', async () => await fuse.advance(3602)],
		['made to expire', async () => await fuse.control('POST', '/fusesign/tokens/expire', {})],
		[
			'revoked',
			async () => await fuse.control('POST', '/fusesign/tokens/revoke', { email: 'mia@example.com' }),
		],
		[
			'of a user who was replaced',
			async () => await fuse.control('PUT', '/fusesign/users/mia@example.com', {}),
		],
		[
			'of a client that was replaced',
			async () => await fuse.control('PUT', '/fusesign/clients/demo-client', {}),
		],
	])('given a token %s, when used, then 401', async (_name, kill) => {
		const { access_token } = await fuse.tokens();
		await kill();
		expect((await fuse.tenants(access_token)).status).toBe(401);
	});
});

describe('tenants', () => {
	test('given names in Pascal case, when listed, then the fields are so', async () => {
		await fuse.settings({ fieldCase: 'pascal' });
		const { json } = await fuse.call('GET', list, apiToken);
		expect(json[0]).toEqual({ Id: tenantIds[0], Name: 'Demo Tenant One' });
	});

	test.each<[string, string, number, string | undefined]>([
		['the default tenant', `${billing}?tenantId=TENANT1`, 200, undefined],
		['the other tenant', `${billing}?tenantId=TENANT2`, 200, undefined],
		['the name in Pascal case', `${billing}?TenantId=TENANT1`, 200, undefined],
		['no tenant', billing, 400, 'NotEmptyValidator'],
		['an empty tenant', `${billing}?tenantId=`, 400, 'NotEmptyValidator'],
		['a tenant that is no GUID', `${billing}?tenantId=one`, 400, 'InvalidGuid'],
		['the tenant of someone else', `${billing}?tenantId=TENANT3`, 400, 'TenantNotFound'],
		['a tenant where none is needed', `${list}?tenantId=TENANT2`, 200, undefined],
		['the tenant of someone else where none is needed', `${list}?tenantId=TENANT3`, 400, 'TenantNotFound'],
	])('given %s, when called, then %3$d %4$s', async (_name, pattern, status, code) => {
		const path = pattern.replace(/TENANT(\d)/, (_match, number) => tenantIds[number - 1] ?? '');
		const answer = await fuse.call('GET', path, apiToken);
		expect([answer.status, answer.json.Errors?.[0]?.ErrorCode]).toEqual([status, code]);
		if (code) expect(answer.json.Errors).toEqual([expect.objectContaining({ Property: 'TenantId' })]);
	});

	test.each([
		['FUSESIGN', 200, 200],
		['FUSESIGN:OWN', 200, 403],
		['FUSESIGN FUSESIGN:OWN', 200, 200],
	])('given the scope %s, when used, then %d and %d', async (scope, listed, billed) => {
		const { access_token: token } = await fuse.tokens({ scope });
		const path = `${billing}?tenantId=${tenantIds[0]}`;
		const statuses = [(await fuse.tenants(token)).status, (await fuse.call('GET', path, { token })).status];
		expect(statuses).toEqual([listed, billed]);
	});
});

describe('paths and methods it does not have', () => {
	test.each<[string, string, number, string | undefined]>([
		['GET', '/api/Session/OAuthGetToken', 405, 'POST'],
		['GET', '/api/Session/OAuthTokenRevoke', 405, 'POST'],
		['POST', '/api/Session/OAuthRegister', 405, 'GET'],
		['POST', list, 405, 'GET'],
		['POST', '/oauth/token', 404, undefined],
		['POST', '/api/Session/OAuthIntrospect', 404, undefined],
	])('given %s %s, when called, then %d without a word', async (method, path, status, allow) => {
		const answer = await fuse.call(method, path);
		expect([answer.status, answer.headers.allow]).toEqual([status, allow]);
	});
});

describe('the control side', () => {
	test('given sessions, when read, then what each client holds', async () => {
		const pair = await fuse.tokens({ email: 'noah@example.com', scope: 'FUSESIGN:OWN' });
		expect(await fuse.control('GET', '/fusesign/tokens')).toEqual([
			expect.objectContaining({
				id: 1,
				clientId: client.client_id,
				email: 'noah@example.com',
				scope: 'FUSESIGN:OWN',
				accessToken: pair.access_token,
				refreshToken: pair.refresh_token,
			}),
		]);
	});

	test('given users and clients, when put, then they can be read and used', async () => {
		const user = { tenants: [{ name: 'New Tenant' }], apiToken: 'demo-api-token-lin' };
		const put = await fuse.control('PUT', '/fusesign/users/lin@example.com', user);
		const { json } = await fuse.call('GET', list, { headers: { 'X-API-Token': 'demo-api-token-lin' } });
		expect(json).toEqual([{ id: put.tenants[0].id, name: 'New Tenant' }]);
		expect(await fuse.control('GET', '/fusesign/users')).toHaveLength(3);

		const made = { secret: 'demo-secret-lin', redirectUris: ['https://lin.example/back'] };
		await fuse.control('PUT', '/fusesign/clients/demo-client-lin', made);
		expect(await fuse.control('GET', '/fusesign/clients')).toContainEqual(expect.objectContaining(made));
		const { code, redirectUri } = await fuse.control('POST', '/fusesign/codes', {
			clientId: 'demo-client-lin',
			email: 'lin@example.com',
		});
		const fields = { client_id: 'demo-client-lin', client_secret: made.secret, redirect_uri: redirectUri };
		expect((await fuse.exchange({ code, ...fields })).json.default_tenant_id).toBe(put.tenants[0].id);
	});

	test.each<[string, string, Record<string, unknown>, string]>([
		['PATCH', '/settings', { nullFields: ['scope'] }, 'body.nullFields.0'],
		['PATCH', '/settings', { revokeBody: 'json' }, 'body.revokeBody'],
		['PUT', '/users/x@example.com', { tenants: [{ id: 'one', name: 'One' }] }, 'body.tenants.0.id'],
		['PUT', '/clients/x', { scopes: ['openid'] }, 'body.scopes.0'],
		['POST', '/codes', { clientId: 'nobody' }, 'There is no client nobody'],
		['POST', '/tokens', { email: 'nobody' }, 'There is no user nobody'],
		['POST', '/tokens/expire', { refreshTokens: 1 }, 'body.refreshTokens'],
		['POST', '/tokens/revoke', { user: 'mia' }, "'user'"],
	])('given %s %s with %j, when sent, then 400 naming %s', async (method, path, body, message) => {
		const answer = await fuse.rawControl(method, `/fusesign${path}`, body);
		expect(answer.status).toBe(400);
		expect(answer.json.error).toContain(message);
	});

	test('given changes, when reset, then nothing is left of them', async () => {
		const settings = await fuse.control('GET', '/fusesign/settings');
		const { access_token } = await fuse.tokens();
		await fuse.settings({ rotation: false, rateLimit: 0, nullFields: ['access_token'] });
		await fuse.control('PUT', '/fusesign/clients/new', {});
		await fuse.reset();
		expect(await fuse.control('GET', '/fusesign/settings')).toEqual(settings);
		expect(await fuse.control('GET', '/fusesign/clients')).toHaveLength(1);
		expect((await fuse.tenants(access_token)).status).toBe(401);
	});

	test('given calls of every kind, when counted, then each where it belongs', async () => {
		const { json } = await fuse.exchange({ code: await fuse.code() });
		const { json: next } = await fuse.refresh(json.refresh_token);
		await fuse.exchange({});
		await fuse.revoke(next.refresh_token);
		await fuse.call('GET', list);
		expect(await fuse.control('GET', '/fusesign/counters')).toMatchObject({
			requests: {
				[`POST ${session}/OAuthGetToken`]: 2,
				[`POST ${session}/OAuthRefreshToken`]: 1,
				[`POST ${session}/OAuthTokenRevoke`]: 1,
				[`GET ${list}`]: 1,
			},
			tokenCalls: 3,
			signIns: 1,
			refreshes: 1,
			refusedTokenCalls: 1,
			unauthorized: 1,
		});
	});
});
