import type { IDataObject } from 'n8n-workflow';
import { describeOperations, shown, type Scenario } from '../support/scenarios';
import { sealScenarios } from '../support/sealing';
import { describeStoredSessions } from '../support/storedSessions';
import { openTestBed } from '../support/testBed';
import type { Step } from '../support/testN8n';
import { untilSpentTokensAreForgotten } from '../support/testTime';
import { describeUnderFaults } from '../support/underFaults';

const CALLBACK = 'https://app.example/callback';
const TYPE = 'acmeCloudSessionsOAuth2Api';

const stage = openTestBed('acmecloud', async ({ sandbox, control, n8n }) => {
	const client = { baseUrl: sandbox.acmeCloud, clientId: 'demo-client', clientSecret: 'demo-secret' };
	n8n.addCredential('client', TYPE, client);
	n8n.addCredential('impostor', TYPE, { ...client, clientSecret: 'mustnotleak-wrong-secret' });
	await control.send('PUT', '/clients/other', { secret: 'other' });
	n8n.addCredential('other', TYPE, { ...client, clientId: 'other', clientSecret: 'other' });
	n8n.addCredential('connected', TYPE, {
		...client,
		grantType: 'pkce',
		authentication: 'header',
		accessTokenUrl: `${sandbox.acmeCloud}/oauth/token`,
		oauthTokenData: (await control.tokens()) as never,
	});
});

const step = (operation: string, parameters: object = {}, credential = 'client'): Step => {
	const [resource = '', name = ''] = operation.split(':');
	return {
		type: 'acmeCloud',
		credentials: { [TYPE]: credential },
		parameters: { resource, operation: name, ...parameters },
	};
};
const run = async (...steps: Step[]) => await stage.n8n.run([{}], ...steps);
const one = async (...steps: Step[]) => (await run(...steps)).json[0] as IDataObject;

/** A consent given in the browser, back to the callback URL. */
async function consent() {
	const asked = await one(step('token:getAuthorizationUrl', { redirectUri: CALLBACK, scope: 'read' }));
	const answer = await fetch(String(asked.url), { redirect: 'manual' });
	return { ...asked, callback: String(answer.headers.get('location')) } as Record<string, string>;
}
const exchange = ({ callback, state, codeVerifier }: Record<string, string>, parameters: object = {}) =>
	step('token:exchangeCode', {
		code: callback,
		redirectUri: CALLBACK,
		expectedState: state,
		codeVerifier,
		...parameters,
	});
const connected = async () => await one(exchange(await consent()));

const scenarios: Record<string, Scenario> = {
	...sealScenarios(stage, 'token', step),
	'user:getCurrent': async () => ({
		step: step('user:getCurrent', {}, 'connected'),
		expected: { sub: 'mia' },
	}),
	'token:getAuthorizationUrl': async () => ({
		step: step('token:getAuthorizationUrl', { redirectUri: CALLBACK, scope: 'read write' }),
		expected: {
			url: expect.stringMatching(/\/oauth\/authorize\?.*&scope=read\+write&.*&code_challenge_method=S256$/),
			state: expect.stringMatching(/^[\w-]{43}$/),
			codeVerifier: expect.stringMatching(/^[\w-]{43}$/),
		},
	}),
	'token:exchangeCode': async () => ({
		step: exchange(await consent()),
		expected: { tokenType: 'Bearer', scopes: 'read' },
	}),
	'token:refresh': async () => ({
		step: step('token:refresh', { refreshToken: (await connected()).refreshToken }),
		expected: { accessToken: expect.any(String) },
	}),
	'token:check': async () => ({
		step: step('token:check', { tokenSet: await connected() }),
		expected: { status: 'alive', reason: null, expiresAt: expect.any(String) },
	}),
	'token:ensureFresh': async () => ({
		step: step('token:ensureFresh', { tokenSet: await connected(), minutesLeft: 100, includeStatus: true }),
		expected: { status: 'refreshed', reason: null },
	}),
	'token:introspect': async () => ({
		step: step('token:introspect', { token: (await connected()).accessToken }),
		expected: { active: true, client_id: 'demo-client', sub: 'mia' },
	}),
	'token:revoke': async () => ({
		step: step('token:revoke', { token: (await connected()).refreshToken }),
		expected: { success: true },
	}),
	'token:revokeEverything': async () => ({
		step: step('token:revokeEverything', { tokenSet: await connected() }),
		expected: { status: 'ended', reason: null },
	}),
};

describeOperations('AcmeCloud', run, scenarios);
// RFC 7009 §2.2: the status alone tells that a token is revoked.
describeUnderFaults('AcmeCloud', stage, scenarios, ['token:revoke', 'token:revokeEverything']);
describeStoredSessions('Acme Cloud', {
	stage,
	connect: connected,
	of: (operation, parameters) => step(`token:${operation}`, parameters),
	tellsRefreshTokens: true,
});

it('a session whose refresh token was used twice is over, and Ensure Fresh says so', async () => {
	const tokens = await connected();
	await run(step('token:refresh', { refreshToken: tokens.refreshToken }));
	// Another process knows nothing of it.
	await untilSpentTokensAreForgotten();
	const { error } = await run(step('token:refresh', { refreshToken: tokens.refreshToken }));
	expect(error?.message).toContain('This Acme Cloud session is over');
	const tokenSet = { ...tokens, expiresAt: '2020-01-01T00:00:00.000Z' };
	expect(await one(step('token:ensureFresh', { tokenSet, returnDeadSessions: true }))).toMatchObject({
		status: 'reconnectRequired',
		reason: expect.stringContaining('is over'),
	});
});

it('no session of another client is called ended', async () => {
	const tokenSet = await connected();
	const check = await one(step('token:check', { tokenSet }, 'other'));
	expect(check).toMatchObject({ status: 'alive', reason: expect.stringContaining('another') });
	const revoke = await one(step('token:revokeEverything', { tokenSet }, 'other'));
	expect(revoke).toMatchObject({ status: 'notEnded', reason: expect.stringContaining('another client') });
});

it('a wrong client secret is told as such, and neither code nor session is lost', async () => {
	const asked = await consent();
	const wrong = { ...exchange(asked), credentials: { [TYPE]: 'impostor' } };
	expect(shown(await run(wrong)).message).toContain('does not accept the client');
	const { refreshToken } = await one(exchange(asked));
	const tokenSet = { refreshToken, accessToken: 'x', expiresAt: '2020-01-01T00:00:00.000Z' };
	const ensured = step('token:ensureFresh', { tokenSet, returnDeadSessions: true }, 'impostor');
	expect(shown(await run(ensured)).message).toContain('does not accept the client');
	expect((await run(step('token:refresh', { refreshToken }))).error).toBeUndefined();
});

it('a code is good once', async () => {
	const asked = await consent();
	await run(exchange(asked));
	expect(shown(await run(exchange(asked)))).toMatchObject({
		message: expect.stringContaining('does not accept the code'),
		hint: expect.stringContaining('ask the user for consent again'),
	});
});

it.each([
	['', 'is empty'],
	['ftp://acmecloud.example', 'is not a web address'],
])('the API URL %j is refused before anything is sent', async (baseUrl, words) => {
	const { data } = stage.n8n.credentials.stored.get('client') ?? {};
	stage.n8n.addCredential('changed', TYPE, { ...data, baseUrl });
	const failing = step('token:refresh', { refreshToken: 'mustnotleak-refresh-token' }, 'changed');
	expect(shown(await run(failing))).toMatchObject({
		message: `The API URL of the Acme Cloud credential ${words}`,
		hint: expect.stringContaining('Nothing was sent.'),
	});
});
