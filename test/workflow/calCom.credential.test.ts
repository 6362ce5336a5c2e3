import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import { testTime } from '../support/testTime';
import { actorsOf, PLATFORM_SECRET, setCalComStage, step } from '../support/calCom';

const stage = setCalComStage();
const { run, one } = actorsOf(stage);

const items = (count: number) => Array.from({ length: count }, () => ({}));
const me = step('user:getCurrent', { authentication: 'managedUser' });
const use = async (count = 1) => await stage.n8n.run(items(count), me);
const stored = () => stage.n8n.credentials.stored.get('managed')?.data as ICredentialDataDecryptedObject;
const edit = (change: object) => Object.assign(stored(), change);
const afterHalfALife = async () => await testTime.advance(1600);
const expireAccess = async () =>
	await stage.post('/tokens/expire', { flow: 'platform', userId: Number(stage.userId), kind: 'access' });
const FORCE_REFRESH = 'POST /v2/oauth-clients/:clientId/users/:userId/force-refresh';
const REFRESH = 'POST /v2/oauth/:clientId/refresh';

/** Token calls that one piece of work costs. */
async function cost(work: () => Promise<unknown>) {
	const { requests: before } = await stage.control.counters();
	await work();
	const { requests: after } = await stage.control.counters();
	const of = (route: string) => (after[route] ?? 0) - (before[route] ?? 0);
	return { forced: of(FORCE_REFRESH), refreshed: of(REFRESH) };
}
const nothing = { forced: 0, refreshed: 0 };

describe('the credential of a managed user', () => {
	beforeEach(async () => await stage.control.settings({ accessTokenLimit: 100_000, clientLimit: 100_000 }));

	it('forces a refresh once for a hundred items, and never again while the tokens live', async () => {
		expect(await cost(async () => expect((await use(100)).json).toHaveLength(100))).toEqual({
			...nothing,
			forced: 1,
		});
		expect(await cost(async () => await use(100))).toEqual(nothing);
	});

	it('sends client and user where Cal.com wants them', async () => {
		await use();
		const forced = (await stage.control.requests()).find(({ path }) => path.endsWith('/force-refresh'));
		expect(forced).toMatchObject({
			path: `/v2/oauth-clients/shop/users/${stage.userId}/force-refresh`,
			headers: { 'x-cal-secret-key': PLATFORM_SECRET },
		});
	});

	it('refreshes before expiry: a hundred items after it cost one token call', async () => {
		await stage.control.settings({ platformAccessSeconds: 2 });
		await use();
		await afterHalfALife();
		await stage.control.settings({ platformAccessSeconds: 3600 });
		const costs = await cost(async () => expect((await use(100)).error).toBeUndefined());
		expect(costs).toEqual({ ...nothing, refreshed: 1 });
	});

	it('takes a 498 for a dead token, and refreshes once', async () => {
		await use();
		await expireAccess();
		expect(await cost(async () => expect((await use(20)).error).toBeUndefined())).toEqual({
			...nothing,
			refreshed: 1,
		});
	});

	it('takes the 401 that a 498 becomes when another user of the client refreshes for a dead token too', async () => {
		await use();
		const other = await one(step('managedUser:create', { email: 'other@example.com', name: 'Other' }));
		await expireAccess();
		await run(step('platformToken:refresh', { refreshToken: other.refreshToken }));
		const costs = await cost(async () => expect((await use(20)).error).toBeUndefined());
		expect(costs).toEqual({ ...nothing, refreshed: 1 });
	});

	it('looks again while another worker, which signs in at the same moment, ends its tokens', async () => {
		await use();
		// The request, the probe and n8n's own repeat, twice over.
		await stage.control.fault({ kind: 'status', status: 401, path: '/v2/me', times: 6 });
		expect((await use()).error).toBeUndefined();
	});

	it('forces a refresh once when somebody else has forced one', async () => {
		await use();
		await run(step('platformToken:forceRefresh', { userId: stage.userId }));
		expect(await cost(async () => expect((await use(20)).error).toBeUndefined())).toEqual({
			forced: 1,
			refreshed: 1,
		});
	});

	it('one wrong secret costs one attempt for a hundred items', async () => {
		edit({ clientSecret: 'mustnotleak-wrong' });
		const result = await stage.n8n.run(items(100), { ...me, onError: 'continueRegularOutput' });
		expect(JSON.stringify(result)).not.toContain('mustnotleak');
		expect(result.json[0]?.error).toMatchObject({
			message: expect.stringMatching(/^Cal\.com does not accept the client secret \(credential "managed"\)$/),
		});
		expect((await stage.control.counters()).requests[FORCE_REFRESH]).toBe(1);
	});

	it('drops its tokens when it is edited to be another user', async () => {
		await use();
		const { userId } = await one(step('managedUser:create', { email: 'other@example.com', name: 'Other' }));
		edit({ userId: String(userId) });
		expect(await cost(async () => await use())).toEqual({ ...nothing, forced: 1 });
		expect((await use()).json[0]).toMatchObject({ name: 'Other' });
	});

	it('does not leave its server', async () => {
		await use();
		const result = await stage.n8n.run([{}], {
			type: 'httpRequest',
			credentials: { calComSessionsPlatformUserApi: 'managed' },
			parameters: { url: `${stage.sandbox.calCom.replace('127.0.0.1', 'localhost')}/v2/me` },
		});
		expect(result.json[0]?.failed).toContain('belongs to http://127.0.0.1');
	});

	it('signs the requests of the HTTP Request node, and renews itself there before expiry', async () => {
		await stage.control.settings({ platformAccessSeconds: 2 });
		const request = async () =>
			await stage.n8n.run([{}], {
				type: 'httpRequest',
				credentials: { calComSessionsPlatformUserApi: 'managed' },
				parameters: { url: `${stage.sandbox.calCom}/v2/me` },
			});
		expect((await request()).json[0]).toMatchObject({ data: { name: 'Mia' } });
		await afterHalfALife();
		expect(await cost(request)).toEqual({ ...nothing, refreshed: 1 });
	});

	it('renews an expired token in the same run of the HTTP Request node', async () => {
		await use();
		await expireAccess();
		const request = async () =>
			await stage.n8n.run([{}], {
				type: 'httpRequest',
				credentials: { calComSessionsPlatformUserApi: 'managed' },
				parameters: { url: `${stage.sandbox.calCom}/v2/me` },
			});
		const costs = await cost(async () => {
			expect((await request()).json[0]).toMatchObject({ data: { name: 'Mia' } });
		});
		expect(costs).toEqual({ ...nothing, refreshed: 1 });
	});

	it('keeps its tokens in hidden fields that n8n blanks out before it shows a credential', () => {
		const { properties } = stage.n8n.loader.getCredential('calComSessionsPlatformUserApi').type;
		for (const name of ['accessToken', 'session']) {
			const field = properties.find((property) => property.name === name);
			expect(field).toMatchObject({ type: 'hidden', typeOptions: { password: true } });
		}
	});
});

describe('a connected OAuth2 credential', () => {
	it.each([401, 498])('is refreshed after a %d in the same run of the HTTP Request node', async (status) => {
		const tokens = { flow: 'oauth2', clientId: 'secretive', username: 'ada' };
		const { accessToken, refreshToken } = await stage.post('/tokens', tokens);
		stage.n8n.addCredential('connected', 'calComSessionsOAuth2Api', {
			...stage.n8n.credentials.stored.get('confidential')?.data,
			accessTokenUrl: `${stage.sandbox.calCom}/v2/auth/oauth2/token`,
			oauthTokenData: {
				access_token: String(accessToken),
				refresh_token: String(refreshToken),
				token_type: 'bearer',
			},
		});
		await stage.control.fault({ kind: 'status', status, path: '/v2/me' });
		const { json } = await stage.n8n.run([{}], {
			type: 'httpRequest',
			credentials: { calComSessionsOAuth2Api: 'connected' },
			parameters: { url: `${stage.sandbox.calCom}/v2/me` },
		});
		expect(json[0]).toMatchObject({ data: { username: 'ada' } });
		expect((await stage.control.counters()).requests['POST /v2/auth/oauth2/token']).toBe(1);
	});
});

describe('all four credentials', () => {
	it.each([
		'calComSessionsApi',
		'calComSessionsOAuth2Api',
		'calComSessionsPlatformApi',
		'calComSessionsPlatformUserApi',
	])('%s goes to its own server only, and its secrets are blanked out', (type) => {
		const { properties } = stage.n8n.loader.getCredential(type).type;
		const field = (wanted: string) => properties.find(({ name }) => name === wanted) as INodeProperties;
		expect(field('baseUrl').default).toBe('https://api.cal.com');
		expect(field('allowedHttpRequestDomains').default).toBe('domains');
		const secrets = properties.filter(({ name }) => /apiKey|clientSecret/.test(name));
		expect(secrets).toHaveLength(1);
		expect(secrets[0]?.typeOptions).toEqual({ password: true });
	});

	it.each([
		['calComSessionsApi', '/v2/me'],
		['calComSessionsPlatformApi', '/v2/oauth-clients/{clientId}/users'],
		['calComSessionsPlatformUserApi', '/v2/me'],
	])('%s is tested by %s', (type, url) => {
		expect(stage.n8n.loader.getCredential(type).type.test?.request.url).toBe(url);
	});
});
