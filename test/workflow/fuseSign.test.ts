import type { IDataObject } from 'n8n-workflow';
import { describeUnderFaults } from '../support/underFaults';
import { describeOperations, shown, type Scenario } from '../support/scenarios';
import { describeStoredSessions } from '../support/storedSessions';
import { sealScenarios } from '../support/sealing';
import { openTestBed } from '../support/testBed';
import type { Step } from '../support/testN8n';
import { untilSpentTokensAreForgotten } from '../support/testTime';

const CALLBACK = 'https://app.example/callback';

const stage = openTestBed('fusesign', ({ sandbox, n8n }) => {
	const client = { baseUrl: sandbox.fuseSign, clientId: 'demo-client', clientSecret: 'demo-secret' };
	n8n.addCredential('client', 'fuseSignSessionsOAuth2Api', client);
	n8n.addCredential('impostor', 'fuseSignSessionsOAuth2Api', {
		...client,
		clientSecret: 'mustnotleak-wrong-secret',
	});
	n8n.addCredential('token', 'fuseSignSessionsApi', {
		baseUrl: sandbox.fuseSign,
		apiToken: 'demo-api-token-mia',
	});
	n8n.addCredential('bad token', 'fuseSignSessionsApi', {
		baseUrl: sandbox.fuseSign,
		apiToken: 'mustnotleak-no-token',
	});
});

const step = (operation: string, parameters: object = {}, credential = 'client'): Step => {
	const [resource = '', name = ''] = operation.split(':');
	const type = credential.endsWith('token') ? 'fuseSignSessionsApi' : 'fuseSignSessionsOAuth2Api';
	const authentication = type === 'fuseSignSessionsApi' ? 'apiToken' : 'oAuth2';
	return {
		type: 'fuseSign',
		credentials: { [type]: credential },
		parameters: { authentication, resource, operation: name, ...parameters },
	};
};
const run = async (...steps: Step[]) => await stage.n8n.run([{}], ...steps);
const one = async (...steps: Step[]) => (await run(...steps)).json[0] as IDataObject;

/** A consent given in the browser, back to the callback URL. */
async function consent() {
	const asked = await one(step('token:getAuthorizationUrl', { redirectUri: CALLBACK, scope: 'FUSESIGN' }));
	const answer = await fetch(String(asked.url), { redirect: 'manual' });
	return { ...asked, callback: String(answer.headers.get('location')), state: String(asked.state) };
}
const exchange = (code: string, parameters: object = {}) =>
	step('token:exchangeCode', { code, redirectUri: CALLBACK, ...parameters });
const connected = async () => await one(exchange((await consent()).callback));

const scenarios: Record<string, Scenario> = {
	...sealScenarios(stage, 'token', step),
	'token:getAuthorizationUrl': async () => ({
		step: step('token:getAuthorizationUrl', { redirectUri: CALLBACK, options: { realm: 'a realm' } }),
		expected: { url: expect.stringContaining('&Realm=a+realm'), state: expect.stringMatching(/^[\w-]{43}$/) },
	}),
	'token:exchangeCode': async () => {
		const { callback, state } = await consent();
		return { step: exchange(callback, { expectedState: state }), expected: { tokenType: 'Bearer' } };
	},
	'token:refresh': async () => {
		const { refreshToken } = await connected();
		return { step: step('token:refresh', { refreshToken }), expected: { accessToken: expect.any(String) } };
	},
	'token:check': async () => ({
		step: step('token:check', { tokenSet: await connected() }),
		expected: { status: 'alive', reason: null, expiresAt: expect.any(String) },
	}),
	'token:ensureFresh': async () => ({
		step: step('token:ensureFresh', { tokenSet: await connected(), minutesLeft: 100, includeStatus: true }),
		expected: { status: 'refreshed', reason: null },
	}),
	'token:revokeEverything': async () => ({
		step: step('token:revokeEverything', { tokenSet: await connected() }),
		expected: { status: 'ended', reason: null },
	}),
	'token:revoke': async () => {
		const { refreshToken } = await connected();
		return { step: step('token:revoke', { refreshToken }), expected: { success: true } };
	},
	'tenant:getMany': async () => ({
		step: step('tenant:getMany', {}, 'token'),
		expected: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: expect.any(String) },
	}),
};

describeOperations('FuseSign', run, scenarios);
describeUnderFaults('FuseSign', stage, scenarios, ['token:revoke', 'token:revokeEverything']);

describeStoredSessions('FuseSign', {
	stage,
	connect: connected,
	of: (operation, parameters) => step(`token:${operation}`, parameters),
	tellsRefreshTokens: true,
	keepsRefreshTokens: 'elsewhere',
});

it('Check does not call a session ended that another process has refreshed, and kept the refresh token of', async () => {
	await stage.control.settings({ rotation: false, oldAccessTokenLives: false });
	const tokenSet = await connected();
	await run(step('token:refresh', { refreshToken: tokenSet.refreshToken }));
	await untilSpentTokensAreForgotten();
	expect(await one(step('token:check', { tokenSet }))).toMatchObject({ status: 'unknown' });
});

it.each(['refused', 'accepted'])(
	'Revoke Everything calls no session ended of another client, whose token is %s',
	async (unknownRevoke) => {
		await stage.control.settings({ unknownRevoke });
		await stage.control.send('PUT', '/clients/other', { secret: 'other', redirectUris: [CALLBACK] });
		const { type = '', data } = stage.n8n.credentials.stored.get('client') ?? {};
		stage.n8n.addCredential('other', type, { ...data, clientId: 'other', clientSecret: 'other' });
		const tokenSet = await connected();
		expect(await one(step('token:revokeEverything', { tokenSet }, 'other'))).toMatchObject({
			status: 'notEnded',
			reason: expect.stringContaining('another client'),
		});
		const reports = [{ refreshToken: tokenSet.refreshToken }, { ...tokenSet, accessToken: 'over' }].map(
			async (row) => await one(step('token:revokeEverything', { tokenSet: row }, 'other')),
		);
		for (const report of await Promise.all(reports))
			expect(report).toMatchObject({ status: 'ended', reason: expect.stringContaining('of another client') });
	},
);

describe('tokens of other people', () => {
	it('read date-times where other providers put seconds, and keep the default tenant', async () => {
		const tokens = await connected();
		expect(tokens.expiresInSeconds).toBeGreaterThan(3500);
		expect(tokens.refreshTokenExpiresInSeconds).toBeGreaterThan(2_500_000);
		expect(JSON.parse(String(tokens.extra))).toEqual({ default_tenant_id: expect.any(String) });
	});

	it('exchange, refresh and revocation each go to a URL of their own, with the client in the body', async () => {
		const { refreshToken } = await one(
			step('token:refresh', { refreshToken: (await connected()).refreshToken }),
		);
		await run(step('token:revoke', { refreshToken }));
		const posts = (await stage.control.requests()).filter(({ method }) => method === 'POST');
		expect(posts.map(({ path: where }) => where)).toEqual(
			['GetToken', 'RefreshToken', 'TokenRevoke'].map((name) => `/api/Session/OAuth${name}`),
		);
		for (const { headers } of posts) expect(headers).not.toHaveProperty('authorization');
		expect(Object.keys(posts[2]?.body ?? {}).sort()).toEqual(['client_id', 'refresh_token']);
	});

	it('a revoked session is dead, and Ensure Fresh says so', async () => {
		const tokens = await connected();
		await run(step('token:revoke', { refreshToken: tokens.refreshToken }));
		const { error } = await run(step('token:refresh', { refreshToken: tokens.refreshToken }));
		expect(error?.message).toContain('This FuseSign session is over');
		const tokenSet = { ...tokens, expiresAt: '2020-01-01T00:00:00.000Z' };
		expect(await one(step('token:ensureFresh', { tokenSet, returnDeadSessions: true }))).toMatchObject({
			status: 'reconnectRequired',
			reason: expect.stringContaining('is over'),
		});
	});

	it('a wrong client secret is no dead session', async () => {
		const tokenSet = { ...(await connected()), expiresAt: '2020-01-01T00:00:00.000Z' };
		const wrong = step('token:ensureFresh', { tokenSet, returnDeadSessions: true });
		const { error } = await run({ ...wrong, credentials: { fuseSignSessionsOAuth2Api: 'impostor' } });
		expect(error?.message).toBe('FuseSign does not accept the client secret');
	});

	it('a token that is revoked already, or none, counts as revoked', async () => {
		const { refreshToken } = await connected();
		const revoke = step('token:revoke', { refreshToken });
		expect(await one(revoke)).toEqual({ success: true });
		const already = { success: true, alreadyRevoked: true };
		expect(await one(revoke)).toEqual(already);
		expect(await one(step('token:revoke', { refreshToken: 'mustnotleak-no-token' }))).toEqual(already);
		const { data } = stage.n8n.credentials.stored.get('client') ?? {};
		stage.n8n.addCredential('stranger', 'fuseSignSessionsOAuth2Api', { ...data, clientId: 'nobody' });
		expect(
			shown(await run({ ...revoke, credentials: { fuseSignSessionsOAuth2Api: 'stranger' } })).message,
		).toBe('FuseSign does not know the client ID');
	});

	it.each([
		['an unknown refresh token', 'The refresh token is unknown or revoked.', true],
		['something else', 'The realm is unknown.', false],
	])('a validator that speaks of %s under no field', async (_, words, isOver) => {
		const tokens = await connected();
		const body = {
			StatusCode: 400,
			Message: 'One or more errors occurred!',
			Errors: { GeneralErrors: [words] },
		};
		await stage.control.fault({ kind: 'status', status: 400, body, times: 9 });
		const revoked = await run(step('token:revoke', { refreshToken: tokens.refreshToken }));
		expect(revoked.json[0]?.alreadyRevoked === true).toBe(isOver);
		const tokenSet = { ...tokens, expiresAt: '2020-01-01T00:00:00.000Z' };
		const ensured = await run(step('token:ensureFresh', { tokenSet, returnDeadSessions: true }));
		expect(ensured.json[0]?.status === 'reconnectRequired').toBe(isOver);
	});

	it.each([['empty'], ['binary']])('Revoke takes an %s answer for what it is', async (revokeBody) => {
		await stage.control.settings({ revokeBody });
		expect(await one((await scenarios['token:revoke']?.(0))?.step as Step)).toEqual({ success: true });
	});
});

describe('what goes wrong', () => {
	it('a callback with another state is refused before the code is spent', async () => {
		const { callback } = await consent();
		const result = await run(exchange(callback, { expectedState: 'another state' }));
		expect(shown(result)).toEqual({
			message: 'The callback does not belong to this authorization: its state is another one',
			hint: expect.stringContaining('The code was not spent.'),
			item: 0,
		});
		expect((await run(exchange(callback))).error).toBeUndefined();
	});

	it.each([
		['a declined consent', `${CALLBACK}?error=access_denied`, 'No consent was given: access_denied'],
		['a callback without a code', `${CALLBACK}?x=y`, 'The callback URL holds no code'],
		[
			'a code that is none',
			'mustnotleak-code',
			'FuseSign does not accept the code: it was used before, or is too old',
		],
	])('%s', async (_, code, message) => {
		expect(shown(await run(exchange(code)))).toMatchObject({ message, item: 0 });
	});

	it('a code used twice', async () => {
		const { callback } = await consent();
		await run(exchange(callback));
		expect(shown(await run(exchange(callback)))).toMatchObject({
			message: 'FuseSign does not accept the code: it was used before, or is too old',
			hint: expect.stringContaining('Ask the user for consent again'),
		});
	});

	it('a wrong client secret', async () => {
		const { callback } = await consent();
		const result = await run({
			...exchange(callback),
			credentials: { fuseSignSessionsOAuth2Api: 'impostor' },
		});
		expect(shown(result).message).toBe('FuseSign does not accept the client secret');
	});

	it.each([
		['', 'The API URL of the FuseSign credential is empty'],
		['ftp://api.fuse.example', 'The API URL of the FuseSign credential is not a web address'],
		[
			'https://mustnotleak:mustnotleak@api.fuse.example',
			'The API URL of the FuseSign credential is not a web address',
		],
	])('the API URL %j', async (baseUrl, message) => {
		for (const [name, operation] of [
			['client', 'token:refresh'],
			['token', 'tenant:getMany'],
		] as const) {
			const { type = '', data } = stage.n8n.credentials.stored.get(name) ?? {};
			stage.n8n.addCredential(`changed ${name}`, type, { ...data, baseUrl });
			const failing = step(operation, { refreshToken: 'mustnotleak-refresh-token' }, `changed ${name}`);
			expect(shown(await run(failing))).toMatchObject({
				message,
				hint: expect.stringContaining('Nothing was sent.'),
			});
		}
	});

	it('spaces and a slash around the API URL do no harm, nor does a missing scheme', async () => {
		const { type = '', data } = stage.n8n.credentials.stored.get('client') ?? {};
		stage.n8n.addCredential('slashed', type, { ...data, baseUrl: ` ${stage.sandbox.fuseSign}/ ` });
		const { refreshToken } = await connected();
		expect((await run(step('token:refresh', { refreshToken }, 'slashed'))).error).toBeUndefined();
		stage.n8n.addCredential('bare', type, { ...data, baseUrl: 'api.fuse.example' });
		const asked = await one(step('token:getAuthorizationUrl', { redirectUri: CALLBACK }, 'bare'));
		expect(String(asked.url)).toMatch(/^https:\/\/api\.fuse\.example\/api\/Session\/OAuthRegister\?/);
	});

	it('a credential that is not connected', async () => {
		stage.n8n.addCredential('fresh', 'fuseSignSessionsOAuth2Api', {
			...stage.n8n.credentials.stored.get('client')?.data,
			grantType: 'authorizationCode',
		});
		expect(shown(await run(step('tenant:getMany', {}, 'fresh')))).toMatchObject({
			message: 'The FuseSign credential is not connected',
			hint: expect.stringContaining('click Connect'),
		});
	});

	it('an API token that is none', async () => {
		expect(shown(await run(step('tenant:getMany', {}, 'bad token'))).message).toContain(
			'does not accept the credential',
		);
	});
});

describe('a server that takes JSON only', () => {
	const asJsonOnly = async () => await stage.control.settings({ bodies: 'jsonOnly' });
	const spending: Record<string, () => Promise<Step>> = {
		'token:exchangeCode': async () => exchange((await consent()).callback),
		'token:refresh': async () => step('token:refresh', { refreshToken: (await connected()).refreshToken }),
		'token:ensureFresh': async () =>
			step('token:ensureFresh', { tokenSet: await connected(), minutesLeft: 100 }),
		'token:revoke': async () => step('token:revoke', { refreshToken: (await connected()).refreshToken }),
	};

	it.each(Object.keys(spending))('%s is sent as a form, and once more as JSON', async (operation) => {
		const prepared = await (spending[operation] as () => Promise<Step>)();
		await asJsonOnly();
		const before = (await stage.control.requests()).length;
		const { error, json } = await run(prepared);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining(
				operation === 'token:revoke' ? { success: true } : { refreshToken: expect.any(String) },
			),
		]);
		const [form, asJson, ...others] = (await stage.control.requests()).slice(before);
		expect(others).toEqual([]);
		expect([form, asJson].map((each) => each?.headers['content-type'])).toEqual([
			'application/x-www-form-urlencoded',
			'application/json',
		]);
		expect([asJson?.path, asJson?.body]).toEqual([form?.path, form?.body]);
	});

	it('is asked once only where it takes forms', async () => {
		const prepared = await (spending['token:refresh'] as () => Promise<Step>)();
		const before = (await stage.control.requests()).length;
		await run(prepared);
		expect((await stage.control.requests()).length - before).toBe(1);
	});

	it('refuses what n8n sends for a connected credential, and the words say what works', async () => {
		const { accessToken, refreshToken } = await connected();
		stage.n8n.addCredential('expired', 'fuseSignSessionsOAuth2Api', {
			...stage.n8n.credentials.stored.get('client')?.data,
			grantType: 'authorizationCode',
			authentication: 'body',
			accessTokenUrl: `${stage.sandbox.fuseSign}/api/Session/OAuthRefreshToken`,
			oauthTokenData: { access_token: accessToken, refresh_token: refreshToken } as never,
		});
		await stage.control.expire();
		await asJsonOnly();
		const problem = shown(await run(step('tenant:getMany', {}, 'expired')));
		expect(problem.message).toContain('FuseSign did not take the request in the form in which it was sent');
		expect(problem.hint).toContain('n8n connects and refreshes with forms, this server takes JSON only');
		expect((await run(step('token:refresh', { refreshToken }))).error).toBeUndefined();
	});

	it.each([
		['token:exchangeCode', 'FuseSign takes this request neither as a form nor as JSON'],
		['token:refresh', 'FuseSign did not take the request in the form in which it was sent'],
		['token:revoke', 'FuseSign takes this request neither as a form nor as JSON'],
	])(
		'%s of one that takes no JSON either is sent twice, and its words name no dead session',
		async (operation, message) => {
			const prepared = await (spending[operation] as () => Promise<Step>)();
			await stage.control.fault({ kind: 'status', status: 415, times: 9 });
			const before = (await stage.control.requests()).length;
			expect(shown(await run(prepared))).toMatchObject({
				message,
				hint: expect.stringMatching(/othing was spent/),
			});
			expect((await stage.control.requests()).length - before).toBe(2);
		},
	);
});
