import { basic, current, legacy, multipart, refusal, refused, useDropboxSign } from './dropboxsign.client';
import { type Answer, type CallOptions } from './http';

const sign = useDropboxSign();
const ada = { headers: basic('demo-api-key-ada') };
const grace = { headers: basic('demo-api-key-grace') };
const unauthorized = refused('unauthorized', 'Unauthorized user.', 401);
const noCredentials = refused('unauthorized', 'Unauthorized user. No credentials supplied.', 401);
const wrongKey = refused('unauthorized', 'Unauthorized api key', 401);

describe('who is calling', () => {
	const authorization = (value: string): CallOptions => ({ headers: { Authorization: value } });

	test('given an API key and an access token of one account, when asked for it, then the same', async () => {
		const { access_token } = await sign.tokens();
		const [byKey, byToken] = [await sign.call('GET', '/v3/account', ada), await sign.me(access_token)];
		expect(byKey.json).toEqual(byToken.json);
		expect(byKey.json.account).toMatchObject({ email_address: 'ada@example.com', is_paid_hs: true });
	});

	test.each<[string, (token: string) => CallOptions, object]>([
		['nothing', () => ({}), noCredentials],
		['the bare token', (token) => authorization(token), noCredentials],
		['lower-case bearer', (token) => authorization(`bearer ${token}`), noCredentials],
		['an unknown token', () => authorization('Bearer nonsense'), unauthorized],
		['an unknown key', () => ({ headers: basic('nonsense') }), wrongKey],
		['an empty key', () => ({ headers: basic('') }), wrongKey],
		[
			'a key without the colon',
			() => authorization(`Basic ${Buffer.from('demo-api-key-ada').toString('base64')}`),
			wrongKey,
		],
		['a key with a password', () => ({ headers: basic('demo-api-key-ada', 'x') }), unauthorized],
		['a key as a bearer token', () => authorization('Bearer demo-api-key-ada'), unauthorized],
		['a token as a key', (token) => ({ headers: basic(token) }), wrongKey],
	])('given %s, when the account is asked for, then 401 as such', async (_name, options, expected) => {
		const { access_token } = await sign.tokens();
		expect(refusal(await sign.call('GET', '/v3/account', options(access_token)))).toEqual(expected);
	});

	test.each<[string, () => Promise<unknown>]>([
		['expired', async () => await sign.advance(86_402)],
		['made to expire', async () => await sign.control('POST', '/dropboxsign/tokens/expire', {})],
		[
			'revoked',
			async () => await sign.control('POST', '/dropboxsign/tokens/revoke', { email: 'ada@example.com' }),
		],
		[
			'of an account that was replaced',
			async () => await sign.control('PUT', '/dropboxsign/accounts/ada@example.com', {}),
		],
	])('given a token %s, when used, then 401', async (_name, kill) => {
		const { access_token } = await sign.tokens();
		await kill();
		expect(refusal(await sign.me(access_token))).toEqual(unauthorized);
	});

	test.each<[string, string[], number, number, number]>([
		['every one', ['account_access', 'api_app_access'], 200, 200, 200],
		['account_access', ['account_access'], 200, 200, 403],
		['basic_account_info', ['basic_account_info'], 200, 403, 403],
		['api_app_access', ['api_app_access'], 403, 403, 200],
	])('given the scope %s, when used, then read %4$d', async (_name, scopes, read, change, apps) => {
		await sign.putApp(current.client_id, { scopes });
		const { access_token: token } = await sign.tokens();
		const answers = [
			await sign.call('GET', '/v3/account', { token }),
			await sign.call('PUT', '/v3/account', { token, body: { locale: 'de-DE' }, asJson: true }),
			await sign.call('GET', '/v3/api_app/list', { token }),
		];
		expect(answers.map(({ status }) => status)).toEqual([read, change, apps]);
	});
});

describe('the account', () => {
	const change = async (body: Record<string, unknown>): Promise<Answer> =>
		await sign.call('PUT', '/v3/account', { ...ada, body, asJson: true });

	test.each<[string, CallOptions]>([
		['JSON', { body: { callback_url: 'https://app.example/events', locale: 'fr-FR' }, asJson: true }],
		['a form', { body: { callback_url: 'https://app.example/events', locale: 'fr-FR' } }],
		[
			'multipart',
			multipart([
				['callback_url', 'https://app.example/events'],
				['locale', 'fr-FR'],
			]),
		],
	])('given %s, when changed, then it stays so', async (_name, options) => {
		const headers = { ...options.headers, ...ada.headers };
		await sign.call('PUT', '/v3/account', { ...options, headers });
		const { account } = (await sign.call('GET', '/v3/account', ada)).json;
		expect(account).toMatchObject({ callback_url: 'https://app.example/events', locale: 'fr-FR' });
		await change({ callback_url: '' });
		const { account: cleared } = (await sign.call('GET', '/v3/account', ada)).json;
		expect(cleared).toMatchObject({ callback_url: null, locale: 'fr-FR' });
	});

	test.each<[string, Record<string, unknown>, object]>([
		[
			'a callback URL that is none',
			{ callback_url: 'ftp://x' },
			{ status: 400, name: 'bad_request', path: 'callback_url' },
		],
		['a locale that is none', { locale: 'english' }, { status: 400, name: 'bad_request', path: 'locale' }],
		['another account', { account_id: '0'.repeat(40) }, { status: 404, name: 'not_found', path: undefined }],
	])('given %s, when changed, then it is refused as such', async (_name, body, expected) => {
		const answer = await change(body);
		expect({ ...refusal(answer), path: answer.json.error.error_path }).toMatchObject(expected);
	});

	test.each([
		['own address', 'email_address=ada@example.com', 200],
		['another address', 'email_address=grace@example.com', 404],
		['own id, which prevails over another address', 'account_id=OWN&email_address=grace@example.com', 200],
		['another id', 'account_id=0', 404],
	])('given the %s, when asked for, then %3$d', async (_name, query, status) => {
		const own = (await sign.call('GET', '/v3/account', ada)).json.account.account_id;
		const path = `/v3/account?${query.replace('OWN', own)}`;
		expect((await sign.call('GET', path, ada)).status).toBe(status);
	});

	test('given no body of a known type, when changed, then bad_request', async () => {
		const headers = { ...ada.headers, 'Content-Type': 'text/plain' };
		const answer = await sign.call('PUT', '/v3/account', { headers, body: 'locale=fr-FR' });
		expect(refusal(answer)).toMatchObject({ status: 400, name: 'bad_request' });
	});
});

describe('API apps', () => {
	const oauth = { callback_url: 'https://app.example/oauth', scopes: ['account_access'] };
	const app = { name: 'New App', domains: ['app.example'], oauth };
	const create = async (body: Record<string, unknown> = app): Promise<Answer> =>
		await sign.call('POST', '/v3/api_app', { ...ada, body, asJson: true });
	const update = async (clientId: string, body: Record<string, unknown>): Promise<Answer> =>
		await sign.call('PUT', `/v3/api_app/${clientId}`, { ...ada, body, asJson: true });

	test('given a new app, when created, then it has an id and a secret, is not approved and can be read again', async () => {
		const { json } = await create();
		expect(json.api_app).toMatchObject({ name: 'New App', is_approved: false, callback_url: null, oauth });
		expect(json.api_app.client_id).toMatch(/^[0-9a-f]{32}$/);
		expect(json.api_app.oauth.secret).toMatch(/^[0-9a-f]{32}$/);
		const read = await sign.call('GET', `/v3/api_app/${json.api_app.client_id}`, ada);
		expect(read.json).toEqual(json);
	});

	test('given a new app, when used, then its tokens work and refreshing takes its client', async () => {
		const { client_id, oauth: made } = (await create()).json.api_app;
		const { refresh_token } = await sign.tokens({ clientId: client_id });
		expect((await sign.refresh(refresh_token, {})).status).toBe(400);
		const client = { client_id, client_secret: made.secret };
		expect((await sign.refresh(refresh_token, client)).status).toBe(200);
	});

	test('given no OAuth, when created, then none, and nobody can authorize it', async () => {
		const { json } = await create({ name: 'Plain', domains: ['app.example'] });
		expect(json.api_app.oauth).toBeNull();
		const body = { clientId: json.api_app.client_id };
		expect((await sign.rawControl('POST', '/dropboxsign/codes', body)).status).toBe(400);
	});

	const parts: Array<[string, string]> = [
		['name', 'New App'],
		['domains[]', 'one.example'],
		['domains[]', 'two.example'],
		['oauth[callback_url]', 'https://app.example/oauth'],
		['oauth[scopes][0]', 'account_access'],
		['oauth[scopes][1]', 'team_access'],
		['options[can_insert_everywhere]', '1'],
		['white_labeling_options', '{"link_color":"#00b3e6"}'],
	];
	test.each<[string, CallOptions]>([
		['multipart', multipart(parts)],
		[
			'a form',
			{
				body: new URLSearchParams(parts).toString(),
				headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			},
		],
	])('given %s with brackets, when created, then lists and objects come of it', async (_name, options) => {
		const headers = { ...options.headers, ...ada.headers };
		const { json } = await sign.call('POST', '/v3/api_app', { ...options, headers });
		expect(json.api_app).toMatchObject({
			domains: ['one.example', 'two.example'],
			oauth: { callback_url: 'https://app.example/oauth', scopes: ['account_access', 'team_access'] },
			options: { can_insert_everywhere: true },
			white_labeling_options: { link_color: '#00b3e6' },
		});
	});

	test('given a logo in multipart, when created, then it is taken', async () => {
		const { body, headers } = multipart([
			['name', 'New App'],
			['domains[0]', 'app.example'],
			['custom_logo_file"; filename="logo.png', 'not really a picture'],
		]);
		const answer = await sign.call('POST', '/v3/api_app', { body, headers: { ...headers, ...ada.headers } });
		expect(answer.status).toBe(201);
	});

	test.each<[string, Record<string, unknown>, string | undefined]>([
		['no name', { domains: ['a.example'] }, 'name'],
		['a blank name', { ...app, name: ' ' }, 'name'],
		['no domains', { name: 'New App' }, 'domains'],
		['an empty list of domains', { ...app, domains: [] }, 'domains'],
		['eleven domains', { ...app, domains: Array.from({ length: 11 }, () => 'a.example') }, 'domains'],
		['a blank domain', { ...app, domains: ['a.example', ''] }, 'domains[1]'],
		['scopes without a callback URL', { ...app, oauth: { scopes: oauth.scopes } }, 'oauth[callback_url]'],
		[
			'a callback URL without scopes',
			{ ...app, oauth: { callback_url: 'https://a.example' } },
			'oauth[scopes]',
		],
		['an unknown scope', { ...app, oauth: { ...oauth, scopes: ['everything'] } }, 'oauth[scopes][0]'],
		['a callback URL that is none', { ...app, callback_url: 'nowhere' }, 'callback_url'],
		[
			'an option that is no flag',
			{ ...app, options: { can_insert_everywhere: 'perhaps' } },
			'options[can_insert_everywhere]',
		],
		[
			'a colour that is none',
			{ ...app, white_labeling_options: { link_color: 'blue' } },
			'white_labeling_options[link_color]',
		],
	])('given %s, when created, then bad_request names the field', async (_name, body, path) => {
		const answer = await create(body);
		expect(refusal(answer)).toMatchObject({ status: 400, name: 'bad_request' });
		expect(answer.json.error.error_path).toBe(path);
	});

	test('given an update, when made, then only what it names changes and empty strings clear', async () => {
		const { client_id, oauth: before } = (await create({ ...app, callback_url: 'https://a.example' })).json
			.api_app;
		const renamed = (await update(client_id, { name: 'Other', callback_url: '' })).json.api_app;
		expect(renamed).toMatchObject({ name: 'Other', callback_url: null, domains: app.domains, oauth: before });
		const bare = await update(client_id, { oauth: { callback_url: '', scopes: [''] } });
		expect(bare.json.api_app).toMatchObject({ name: 'Other', oauth: null });
	});

	test('given white labeling, when reset, then none is left', async () => {
		const { client_id } = (await create({ ...app, white_labeling_options: { link_color: '#ffffff' } })).json
			.api_app;
		const { json } = await update(client_id, { white_labeling_options: { reset_to_default: true } });
		expect(json.api_app.white_labeling_options).toBeNull();
	});

	test.each<[string, Record<string, unknown>, number, string[]]>([
		['other scopes', { oauth: { scopes: ['account_access'] } }, 401, ['oauth_grants_revoked']],
		['another name', { name: 'Other' }, 200, []],
	])('given %s, when updated, then the tokens of the app: %3$d', async (_name, body, status, names) => {
		const { access_token } = await sign.tokens();
		const { json } = await update(current.client_id, body);
		const warned = (json.warnings ?? []).map((each: { warning_name: string }) => each.warning_name);
		expect([(await sign.me(access_token)).status, warned]).toEqual([status, names]);
	});

	test('given an app, when deleted, then it and its tokens are gone', async () => {
		const [gone, other] = [await sign.tokens(), await sign.tokens({ clientId: legacy.client_id })];
		const path = `/v3/api_app/${current.client_id}`;
		expect((await sign.call('DELETE', path, ada)).status).toBe(204);
		expect(refusal(await sign.call('GET', path, ada))).toEqual(refused('not_found', 'Not found.', 404));
		expect(refusal(await sign.call('DELETE', path, ada)).status).toBe(404);
		const statuses = [(await sign.me(gone.access_token)).status, (await sign.me(other.access_token)).status];
		expect(statuses).toEqual([401, 200]);
		expect((await sign.refresh(gone.refresh_token)).status).toBe(400);
		const left = await sign.control('GET', '/dropboxsign/tokens');
		expect(left.map(({ clientId }: { clientId: string }) => clientId)).toEqual([legacy.client_id]);
	});

	test.each(['GET', 'PUT', 'DELETE'])("given someone else's app, when %s, then forbidden", async (method) => {
		const options = method === 'PUT' ? { ...grace, body: { name: 'Mine' }, asJson: true } : grace;
		const answer = await sign.call(method, `/v3/api_app/${current.client_id}`, options);
		expect(refusal(answer)).toMatchObject({ status: 403, name: 'forbidden' });
	});

	test.each<[string, number, number, number, string | undefined]>([
		['', 1, 20, 20, 'App 23'],
		['?page=2', 2, 20, 5, 'App 3'],
		['?page=3&page_size=10', 3, 10, 5, 'App 3'],
		['?page_size=100', 1, 100, 25, 'App 23'],
		['?page=9', 9, 20, 0, undefined],
	])(
		'given 25 apps, when listed with "%s", then page %d of %d holds %d',
		async (query, page, size, count, first) => {
			for (let made = 1; made <= 23; made += 1) await create({ ...app, name: `App ${made}` });
			const { json } = await sign.call('GET', `/v3/api_app/list${query}`, ada);
			expect(json.list_info).toEqual({
				num_pages: Math.ceil(25 / size),
				num_results: 25,
				page,
				page_size: size,
			});
			expect([json.api_apps.length, json.api_apps[0]?.name]).toEqual([count, first]);
		},
	);

	test('given an account without apps, when listed, then one empty page', async () => {
		const { json } = await sign.call('GET', '/v3/api_app/list', grace);
		expect([json.api_apps, json.list_info.num_pages]).toEqual([[], 1]);
	});

	test.each(['page=0', 'page=-1', 'page=two', 'page_size=0', 'page_size=101', 'page_size='])(
		'given %s, when listed, then bad_request names it',
		async (query) => {
			const answer = await sign.call('GET', `/v3/api_app/list?${query}`, ada);
			expect(refusal(answer)).toMatchObject({ status: 400, name: 'bad_request' });
			expect(answer.json.error.error_path).toBe(query.split('=')[0]);
		},
	);
});

describe('paths and methods the API does not have', () => {
	test.each<[string, string, number, string]>([
		['GET', '/v3/nowhere', 404, 'not_found'],
		['POST', '/v3/oauth/revoke', 404, 'not_found'],
		['POST', '/v3/account', 405, 'method_not_supported'],
		['GET', '/v3/api_app', 405, 'method_not_supported'],
		['DELETE', '/v3/api_app/list', 405, 'method_not_supported'],
		['PATCH', '/v3/api_app/any', 405, 'method_not_supported'],
	])('given %s %s, when called, then %d %s', async (method, path, status, name) => {
		expect(refusal(await sign.call(method, path))).toMatchObject({ status, name });
	});
});

describe('the control side', () => {
	test('given sessions, when read, then what each client holds', async () => {
		const pair = await sign.tokens({ email: 'grace@example.com' });
		expect(await sign.control('GET', '/dropboxsign/tokens')).toEqual([
			expect.objectContaining({
				id: 1,
				clientId: current.client_id,
				email: 'grace@example.com',
				accessToken: pair.access_token,
				refreshToken: pair.refresh_token,
				refreshExpiresAt: null,
			}),
		]);
	});

	test('given accounts and apps, when put, then they can be read and used', async () => {
		await sign.control('PUT', '/dropboxsign/accounts/lin@example.com', { apiKey: 'demo-api-key-lin' });
		await sign.putApp('demo-client-lin', { owner: 'lin@example.com', scopes: ['team_access'] });
		const accounts = await sign.control('GET', '/dropboxsign/accounts');
		expect(accounts.map(({ email }: { email: string }) => email)).toContain('lin@example.com');
		const [newest] = await sign.control('GET', '/dropboxsign/apps');
		expect(newest).toMatchObject({
			clientId: 'demo-client-lin',
			owner: 'lin@example.com',
			scopes: ['team_access'],
		});
		const options = { headers: basic('demo-api-key-lin') };
		const { json } = await sign.call('GET', '/v3/api_app/list', options);
		expect(json.list_info.num_results).toBe(1);
	});

	test.each<[string, string, Record<string, unknown>, string]>([
		['PATCH', '/settings', { refreshToken: 'sometimes' }, 'body.refreshToken'],
		['PATCH', '/settings', { accessTokenSeconds: 0 }, 'body.accessTokenSeconds'],
		['PUT', '/accounts/x@example.com', { key: 'x' }, "'key'"],
		['PUT', '/apps/x', { scopes: ['all'] }, 'body.scopes.0'],
		['PUT', '/apps/x', { owner: 'nobody@example.com' }, 'There is no account nobody@example.com'],
		['POST', '/codes', { clientId: 'nobody' }, 'There is no app nobody with OAuth'],
		['POST', '/tokens', { email: 'nobody' }, 'There is no account nobody'],
		['POST', '/tokens/expire', { refreshTokens: 1 }, 'body.refreshTokens'],
		['POST', '/tokens/revoke', { user: 'ada' }, "'user'"],
	])('given %s %s with %j, when sent, then 400 naming %s', async (method, path, body, message) => {
		const answer = await sign.rawControl(method, `/dropboxsign${path}`, body);
		expect(answer.status).toBe(400);
		expect(answer.json.error).toContain(message);
	});

	test('given changes, when reset, then nothing is left of them', async () => {
		const settings = await sign.control('GET', '/dropboxsign/settings');
		const { access_token } = await sign.tokens();
		await sign.settings({ oauthErrors: 'flat', rateLimit: 0 });
		await sign.putApp('demo-client-new', {});
		await sign.reset();
		expect(await sign.control('GET', '/dropboxsign/settings')).toEqual(settings);
		expect(await sign.control('GET', '/dropboxsign/apps')).toHaveLength(2);
		expect((await sign.me(access_token)).status).toBe(401);
	});

	test('given calls of every kind, when counted, then each where it belongs', async () => {
		const { json } = await sign.exchange({ code: await sign.code() });
		await sign.refresh(json.refresh_token);
		await sign.refresh('nonsense');
		await sign.call('GET', '/v3/account');
		expect(await sign.control('GET', '/dropboxsign/counters')).toMatchObject({
			requests: { 'POST /oauth/token': 3, 'GET /v3/account': 1 },
			tokenCalls: 3,
			signIns: 1,
			refreshes: 1,
			refusedTokenCalls: 1,
			unauthorized: 1,
		});
	});
});
