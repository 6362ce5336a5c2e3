import { testTime } from '../support/testTime';
import { CALLBACK, CLIENTS, TextbookBed } from '../textbook/bed';

let bed: TextbookBed;
beforeAll(async () => {
	bed = await TextbookBed.open();
});
afterAll(async () => await bed.server.stop());

const newTokens = { accessToken: expect.any(String), refreshToken: expect.any(String) };
const invalidGrant = { kind: 'refused', providerCode: 'invalid_grant', httpStatus: 400, retry: 'never' };
const codeRefused = {
	...invalidGrant,
	message: 'Textbook does not accept the code: it was used before, is too old, or came about otherwise',
};
const sessionOver = {
	...invalidGrant,
	message: 'This Textbook session is over: its refresh token was used before, revoked or has expired',
};
const clientRefused = {
	message: 'Textbook does not accept the client: its ID or its secret is wrong',
	kind: 'refused',
	providerCode: 'invalid_client',
	httpStatus: 401,
};

const EXPIRED = '2020-01-01T00:00:00Z';
const ensuring = (tokenSet: object) => ({
	tokenSet,
	minutesLeft: 5,
	returnDeadSessions: true,
	includeStatus: true,
});

describe.each(['client_secret_basic', 'client_secret_post', 'none'] as const)(
	'a client that authenticates by %s',
	(client) => {
		it('connects a user, by a consent page that was shown a challenge', async () => {
			const asked = await bed.run(client, 'getAuthorizationUrl', { redirectUri: CALLBACK, scope: 'read' });
			expect(Object.fromEntries(new URL(String(asked.url)).searchParams)).toEqual({
				response_type: 'code',
				client_id: CLIENTS[client].client_id,
				redirect_uri: CALLBACK,
				scope: 'read',
				state: asked.state,
				code_challenge: expect.stringMatching(/^[\w-]{43}$/),
				code_challenge_method: 'S256',
			});
			const tokens = await bed.connect(client);
			expect(tokens).toMatchObject({ ...newTokens, tokenType: 'Bearer', scopes: 'read' });
			expect(tokens.expiresAt).toBe(new Date(testTime.now() + 3_600_000).toISOString());
			expect(await bed.run(client, 'introspect', { token: tokens.accessToken })).toMatchObject({
				active: true,
				client_id: CLIENTS[client].client_id,
				sub: 'alice',
				scope: 'read',
				exp: testTime.now() / 1000 + 3600,
			});
		});

		it('refreshes; a copy with the spent refresh token gets the new tokens, and the session lives on', async () => {
			const first = await bed.connect(client);
			const second = await bed.run(client, 'refresh', first);
			expect(second).toMatchObject(newTokens);
			expect(second.refreshToken).not.toBe(first.refreshToken);
			expect(await bed.isActive(client, second.accessToken)).toBe(true);

			const copy = { ...first, expiresAt: EXPIRED };
			const { accessToken, refreshToken } = second;
			expect(await bed.run(client, 'ensureFresh', ensuring(copy))).toMatchObject({
				accessToken,
				refreshToken,
				status: 'refreshed',
			});
			expect(await bed.run(client, 'refresh', first)).toMatchObject({ accessToken, refreshToken });
			expect(await bed.isActive(client, accessToken)).toBe(true);
		});

		it('has a refresh token that is used twice end the session, and the user has to sign in again', async () => {
			const first = await bed.connect(client);
			const second = await bed.run(client, 'refresh', first);
			// Another process knows nothing of it.
			await bed.passing(11 * 60);
			const copy = { ...first, expiresAt: EXPIRED };
			expect(await bed.run(client, 'ensureFresh', ensuring(copy))).toMatchObject({
				...copy,
				expiresInSeconds: 0,
				status: 'reconnectRequired',
				reason: sessionOver.message,
			});
			// Whoever has a copy has no more of it than the user.
			expect(await bed.isActive(client, second.accessToken)).toBe(false);
			expect(await bed.refusal(client, 'refresh', second)).toMatchObject(sessionOver);
		});

		it('ends a session by its refresh token', async () => {
			const { accessToken, refreshToken } = await bed.connect(client);
			const hinted = { token: refreshToken, tokenTypeHint: 'refresh_token' };
			expect(await bed.run(client, 'revoke', hinted)).toEqual({ success: true });
			expect(await bed.isActive(client, accessToken)).toBe(false);
			expect(await bed.refusal(client, 'refresh', { refreshToken })).toMatchObject(sessionOver);
		});
	},
);

describe('what comes back from a consent page', () => {
	const client = 'client_secret_basic';

	it.each([
		['the state of another user', { state: 'another' }, 'its state is another one'],
		['no state', { state: '' }, 'The state that came back is missing'],
		['the iss of another server', { iss: 'https://as.example' }, 'comes from another server'],
		['an iss in another spelling', { iss: '{iss}/' }, 'comes from another server'],
		['no iss', { iss: '' }, 'it has no iss'],
		['the refusal of another server', { error: 'x', iss: 'https://as.example' }, 'comes from another server'],
	])('is refused with %s, and the code is not spent', async (_, changes, reason) => {
		const consent = await bed.consent(client);
		const callback = new URL(consent.code);
		for (const [name, value] of Object.entries(changes)) {
			callback.searchParams.set(name, value.replace('{iss}', bed.server.issuer));
			if (value === '') callback.searchParams.delete(name);
		}
		const altered = { ...consent, code: callback.href };
		expect(await bed.refusal(client, 'exchangeCode', altered)).toMatchObject({
			kind: 'input',
			message: expect.stringContaining(reason),
		});
		expect(await bed.run(client, 'exchangeCode', consent)).toMatchObject(newTokens);
	});

	it.each([
		['a user who says no', 'read', 'no', 'access_denied'],
		['a scope that the client may not ask for', 'read admin', 'yes', 'invalid_scope'],
	] as const)('is told as what it is: %s', async (_, scope, says, code) => {
		const consent = await bed.consent(client, scope, says);
		expect(await bed.refusal(client, 'exchangeCode', consent)).toMatchObject({
			kind: 'input',
			message: `No consent was given: ${code}`,
		});
	});

	it('is good for one exchange; at the second the server ends what the first one gave', async () => {
		const consent = await bed.consent(client);
		const { accessToken, refreshToken } = await bed.run(client, 'exchangeCode', consent);
		expect(await bed.refusal(client, 'exchangeCode', consent)).toMatchObject(codeRefused);
		expect(await bed.isActive(client, accessToken)).toBe(false);
		expect(await bed.refusal(client, 'refresh', { refreshToken })).toMatchObject(sessionOver);
	});

	it('is good for a minute', async () => {
		const consent = await bed.consent(client);
		await bed.passing(60);
		expect(await bed.refusal(client, 'exchangeCode', consent)).toMatchObject(codeRefused);
	});

	it.each([
		['code verifier', { codeVerifier: 'v'.repeat(43) }],
		['redirect URI', { redirectUri: `${CALLBACK}/` }],
	])('is good with its own %s only', async (_, wrong) => {
		const consent = await bed.consent(client);
		expect(await bed.refusal(client, 'exchangeCode', { ...consent, ...wrong })).toMatchObject(codeRefused);
		expect(await bed.run(client, 'exchangeCode', consent)).toMatchObject(newTokens);
	});
});

describe('a client that the server does not take', () => {
	it.each(['client_secret_basic', 'client_secret_post'])(
		'loses neither code nor token by a wrong secret (%s)',
		async (client) => {
			const impostor = `${client}, wrong secret`;
			const consent = await bed.consent(client);
			expect(await bed.refusal(impostor, 'exchangeCode', consent)).toMatchObject(clientRefused);
			const tokens = await bed.run(client, 'exchangeCode', consent);
			const expired = ensuring({ ...tokens, expiresAt: EXPIRED });
			expect(await bed.refusal(impostor, 'ensureFresh', expired)).toMatchObject(clientRefused);
			expect(await bed.run(client, 'ensureFresh', expired)).toMatchObject({
				...newTokens,
				status: 'refreshed',
			});
		},
	);

	it.each(['introspect', 'revoke', 'refresh'])('is told so by %s as well', async (operation) => {
		const token = { token: 'any', refreshToken: 'any' };
		expect(await bed.refusal('client_secret_basic, unknown', operation, token)).toMatchObject(clientRefused);
	});

	it('is answered with a challenge (RFC 6749 §5.2)', async () => {
		const { status, headers } = await fetch(`${bed.server.issuer}/token`, {
			method: 'POST',
			headers: { authorization: `Basic ${Buffer.from('nobody:nothing').toString('base64')}` },
			body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'any' }),
		});
		expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Basic realm="/)]);
	});
});

describe('a client may ask for', () => {
	const client = 'client_secret_basic';

	it('less than was granted; more is refused and costs no token', async () => {
		const { refreshToken } = await bed.connect(client, 'read write');
		expect(await bed.refusal(client, 'refresh', { refreshToken, scope: 'read admin' })).toMatchObject({
			message: 'Textbook does not grant all of these scopes',
			providerCode: 'invalid_scope',
			httpStatus: 400,
		});
		const less = await bed.run(client, 'refresh', { refreshToken, scope: 'read' });
		expect(less).toMatchObject({ ...newTokens, scopes: 'read' });
	});

	it('the grants that the server has', async () => {
		const login = { username: 'alice', password: 'mustnotleak-password' };
		expect(await bed.refusal(client, 'logIn', login)).toMatchObject({
			message: 'Textbook does not let a client sign in with a password',
			providerCode: 'unsupported_grant_type',
			httpStatus: 400,
		});
	});

	it('nothing with the tokens of another client, which stay alive', async () => {
		const { refreshToken } = await bed.connect('plain');
		expect(await bed.refusal(client, 'revoke', { token: refreshToken })).toMatchObject({
			message: 'Textbook does not revoke this token: it belongs to another client',
			providerCode: 'invalid_request',
		});
		expect(await bed.refusal(client, 'refresh', { refreshToken })).toMatchObject(invalidGrant);
		expect(await bed.run('plain', 'refresh', { refreshToken })).toMatchObject(newTokens);
	});
});

describe('tokens that are over', () => {
	const client = 'client_secret_post';

	it('are no error to who introspects them (RFC 7662 §2.2)', async () => {
		const { accessToken } = await bed.connect(client);
		await bed.passing(3600);
		for (const token of [accessToken, 'never-was-one']) {
			expect(await bed.run(client, 'introspect', { token })).toEqual({ active: false });
		}
	});

	it('are no error to who revokes them (RFC 7009 §2.2)', async () => {
		const { accessToken } = await bed.connect(client);
		for (const token of [accessToken, accessToken, 'never-was-one']) {
			expect(await bed.run(client, 'revoke', { token })).toEqual({ success: true });
		}
		expect(await bed.isActive(client, accessToken)).toBe(false);
	});

	it('are refreshed by Ensure Fresh, until the refresh token is over as well', async () => {
		const tokens = await bed.connect(client);
		const fresh = await bed.run(client, 'ensureFresh', ensuring(tokens));
		expect(fresh).toMatchObject({ accessToken: tokens.accessToken, status: 'fresh' });
		await bed.passing(3600);
		const refreshed = await bed.run(client, 'ensureFresh', ensuring(tokens));
		expect(refreshed).toMatchObject({ ...newTokens, status: 'refreshed' });
		expect(await bed.isActive(client, refreshed.accessToken)).toBe(true);
		await bed.passing(14 * 86_400);
		const dead = { status: 'reconnectRequired', reason: sessionOver.message };
		expect(await bed.run(client, 'ensureFresh', ensuring(refreshed))).toMatchObject(dead);
	});
});

it('a connected credential is kept alive by n8n, with tokens that rotate', async () => {
	const { client_id: clientId, client_secret: clientSecret } = CLIENTS.plain;
	const consent = await bed.consent('plain', 'openid read');
	const options = { includeRawAnswer: true };
	const { raw } = await bed.run('plain', 'exchangeCode', { ...consent, options });
	const oauthTokenData: unknown = JSON.parse(String(raw));
	const fields = {
		grantType: 'pkce',
		authentication: 'header',
		accessTokenUrl: `${bed.server.issuer}/token`,
	};
	bed.addCredential('connected', { clientId, clientSecret, ...fields, oauthTokenData });
	for (let hours = 0; hours < 3; hours++) {
		expect(await bed.run('connected', 'getCurrent', {}, 'user')).toEqual({ sub: 'alice' });
		await bed.passing(3600);
	}
	expect(bed.n8n.credentials.stored.get('connected')?.writes).toBe(2);
});
