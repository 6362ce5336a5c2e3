import type { IDataObject } from 'n8n-workflow';
import { actorsOf, CALLBACK, COOKIE, PLATFORM_SECRET, setCalComStage, step } from '../support/calCom';
import { describeStoredSessions } from '../support/storedSessions';
import { sealScenarios } from '../support/sealing';
import { describeUnderFaults } from '../support/underFaults';
import { describeOperations, expectOfSchema, type Scenario, shown } from '../support/scenarios';
import { untilSpentTokensAreForgotten } from '../support/testTime';

const stage = setCalComStage();
const { run, one, consent, connected, platformCode, platformTokens } = actorsOf(stage);
/** Ada, and others for whom what she did is not done yet. */
const another = async (nth: number) => {
	if (nth === 0) return { username: 'ada', cookie: COOKIE };
	const [username, cookie] = [`ada${nth}`, `${COOKIE}-${nth}`];
	await stage.put(`/users/${username}`, { organizationId: 1, role: 'OWNER', sessionCookie: cookie });
	return { username, cookie };
};
const managedUserOf = async (nth: number) => {
	if (nth === 0) return stage.userId;
	const { userId } = await one(step('managedUser:create', { email: `nth${nth}@example.com`, name: 'Nth' }));
	return String(userId);
};
const managedTokens = async (nth = 0) =>
	await one(step('platformToken:forceRefresh', { userId: await managedUserOf(nth) }));
const connectedAs = async (nth: number) => {
	if (nth === 0) return await connected();
	const { username } = await another(nth);
	const { code } = await stage.post('/codes', { flow: 'oauth2', clientId: 'secretive', username });
	return await one(step('oAuth2Token:exchangeCode', { code, redirectUri: CALLBACK, codeVerifier: '' }));
};
const lastRequest = async () => (await stage.control.requests()).at(-1);
const simplify = true;
const due = { minutesLeft: 100, includeStatus: true };
const inMinutes = (from: number, to: number) => ({
	asymmetricMatch: (seconds: unknown) => Number(seconds) > from * 60 && Number(seconds) <= to * 60,
});

const scenarios: Record<string, Scenario> = {
	...sealScenarios(stage, 'oAuth2Token', step),
	...sealScenarios(stage, 'platformToken', step),
	'platformToken:authorize': async (nth) => ({
		step: step('platformToken:authorize', {
			webSessionCookie: (await another(nth)).cookie,
			redirectUri: CALLBACK,
		}),
		expected: { code: expect.stringMatching(/^\w+$/), callbackUrl: expect.stringContaining('?code=') },
	}),
	'platformToken:exchangeCode': async () => ({
		step: step('platformToken:exchangeCode', { code: await platformCode() }),
		expected: { tokenType: 'Bearer', scopes: '', expiresInSeconds: inMinutes(58, 60) },
	}),
	'platformToken:refresh': async () => ({
		step: step('platformToken:refresh', { refreshToken: (await platformTokens()).refreshToken }),
		expected: { expiresInSeconds: inMinutes(58, 60) },
	}),
	'platformToken:check': async () => ({
		step: step('platformToken:check', { tokenSet: await platformTokens() }),
		expected: { status: 'alive', reason: null, expiresAt: expect.any(String) },
	}),
	'platformToken:revokeEverything': async (nth) => ({
		step: step('platformToken:revokeEverything', { tokenSet: await managedTokens(nth) }),
		expected: { status: 'ended', reason: null },
	}),
	'platformToken:ensureFresh': async () => ({
		step: step('platformToken:ensureFresh', { tokenSet: await platformTokens(), ...due }),
		expected: { status: 'refreshed', reason: null },
	}),
	'platformToken:forceRefresh': async (nth) => ({
		step: step('platformToken:forceRefresh', { userId: await managedUserOf(nth) }),
		expected: { refreshTokenExpiresInSeconds: inMinutes(60 * 24 * 363, 60 * 24 * 365) },
	}),
	'oAuthClient:create': async () => ({
		step: step('oAuthClient:create', {
			authentication: 'platform',
			name: 'Demo',
			redirectUris: `${CALLBACK}, https://b.example`,
			permissions: ['BOOKING_READ', 'PROFILE_READ'],
			additionalFields: { areEmailsEnabled: true },
		}),
		expected: { clientId: expect.any(String), clientSecret: expect.any(String) },
	}),
	'oAuthClient:get': async () => ({
		step: step('oAuthClient:get', { clientId: 'shop', simplify }),
		expected: { id: 'shop', secret: '…cret', redirectUris: [CALLBACK] },
	}),
	'oAuthClient:getMany': async () => ({
		step: step('oAuthClient:getMany', { authentication: 'platform', returnAll: true, simplify }),
		expected: { secret: expect.stringMatching(/^….{4}$/) },
	}),
	'oAuthClient:update': async () => ({
		step: step('oAuthClient:update', {
			clientId: 'shop',
			updateFields: { name: 'New', redirectUris: 'https://b.example' },
			simplify,
		}),
		expected: { name: 'New', redirectUris: ['https://b.example'], secret: '…cret' },
	}),
	'oAuthClient:delete': async () => ({
		step: step('oAuthClient:delete', { clientId: 'shop' }),
		expected: { deleted: true },
	}),
	'managedUser:create': async (nth) => ({
		step: step('managedUser:create', {
			email: `max${nth}@example.com`,
			name: 'Max',
			additionalFields: { timeFormat: 24, timeZone: 'Europe/Berlin', metadata: '{"plan":"demo"}' },
		}),
		expected: {
			userId: expect.any(Number),
			email: `max${nth}+shop@example.com`,
			user: expect.stringMatching(/"timeFormat":24.*"metadata":\{"plan":"demo"\}/),
			expiresInSeconds: inMinutes(58, 60),
		},
	}),
	'managedUser:get': async () => ({
		step: step('managedUser:get', { userId: stage.userId, simplify }),
		expected: { email: 'mia+shop@example.com' },
	}),
	'managedUser:getMany': async () => ({
		step: step('managedUser:getMany', { limit: 10, options: { emails: 'mia@example.com' }, simplify }),
		expected: { name: 'Mia' },
	}),
	'managedUser:update': async () => ({
		step: step('managedUser:update', {
			userId: stage.userId,
			updateFields: { bio: 'Hello', email: 'mimi@example.com', defaultScheduleId: '7' },
			simplify,
		}),
		expected: { email: 'mimi+shop@example.com', defaultScheduleId: 7 },
	}),
	'managedUser:delete': async () => ({
		step: step('managedUser:delete', { userId: stage.userId }),
		expected: { deleted: true },
	}),
	'oAuth2Token:getAuthorizationUrl': async () => ({
		step: step('oAuth2Token:getAuthorizationUrl', {
			redirectUri: CALLBACK,
			scope: ['BOOKING_READ', 'PROFILE_READ'],
			options: { additionalScopes: 'WEBHOOK_READ, TEAM_ROUTING_FORM_READ' },
		}),
		expected: {
			url: expect.stringContaining('&scope=BOOKING_READ+PROFILE_READ+WEBHOOK_READ+TEAM_ROUTING_FORM_READ&'),
		},
	}),
	'oAuth2Token:exchangeCode': async () => ({
		step: step('oAuth2Token:exchangeCode', await consent()),
		expected: { tokenType: 'bearer', expiresInSeconds: inMinutes(29, 30) },
	}),
	'oAuth2Token:refresh': async (nth) => ({
		step: step('oAuth2Token:refresh', { refreshToken: (await connectedAs(nth)).refreshToken }),
		expected: { accessToken: expect.any(String) },
	}),
	'oAuth2Token:check': async (nth) => ({
		step: step('oAuth2Token:check', { tokenSet: await connectedAs(nth) }),
		expected: { status: 'alive', reason: null, expiresAt: expect.any(String) },
	}),
	'oAuth2Token:revokeEverything': async (nth) => ({
		step: step('oAuth2Token:revokeEverything', { tokenSet: await connectedAs(nth) }),
		expected: { status: 'cannotBeRevoked', reason: expect.stringContaining('Settings') },
	}),
	'oAuth2Token:ensureFresh': async (nth) => ({
		step: step('oAuth2Token:ensureFresh', { tokenSet: await connectedAs(nth), ...due }),
		expected: { status: 'refreshed' },
	}),
	'oAuth2Client:get': async () => ({
		step: step('oAuth2Client:get', { clientId: 'open' }),
		expected: { client_id: 'open', client_type: 'PUBLIC' },
	}),
	'user:getCurrent': async () => ({
		step: step('user:getCurrent', { simplify }),
		expected: { username: 'ada', organizationId: 1 },
	}),
};

describeOperations('CalCom', run, scenarios);
describeUnderFaults('CalCom', stage, scenarios);

describeStoredSessions('Cal.com OAuth2', {
	stage,
	connect: connectedAs,
	of: (operation, parameters) => step(`oAuth2Token:${operation}`, parameters as IDataObject),
	cannotBeRevoked: true,
});
describeStoredSessions('Cal.com platform', {
	stage,
	connect: managedTokens,
	of: (operation, parameters) => step(`platformToken:${operation}`, parameters as IDataObject),
	tellsRefreshTokens: true,
});

it('ends the refresh token of a user with an own account, who is none of the managed ones', async () => {
	const tokenSet = await platformTokens();
	const revoke = step('platformToken:revokeEverything', { tokenSet });
	expect(await one(revoke)).toEqual({ status: 'ended', reason: expect.stringContaining('within an hour') });
	const { error } = await run(step('platformToken:refresh', { refreshToken: tokenSet.refreshToken }));
	expect(error?.message).toContain('This Cal.com session is over');
});

describe('a session that only its own client can end', () => {
	beforeEach(async () => {
		const secret = 'mustnotleak-second';
		await stage.put('/platform-clients/second', { secret, redirectUris: [CALLBACK] });
		stage.n8n.addCredential('second', 'calComSessionsPlatformApi', {
			baseUrl: `${stage.sandbox.calCom}/v2/`,
			clientId: 'second',
			clientSecret: secret,
		});
	});
	const revoked = async (tokenSet: IDataObject, credential = 'second') =>
		await one(step('platformToken:revokeEverything', { tokenSet }, credential));

	it('is not called ended while its access token works', async () => {
		const tokenSet = await one(step('platformToken:forceRefresh', { userId: stage.userId }));
		const notEnded = { status: 'notEnded', reason: expect.stringContaining('issued to another client') };
		expect(await revoked(tokenSet)).toEqual(notEnded);
		const { refreshToken: _, ...accessTokenOnly } = await platformTokens();
		expect(await revoked(accessTokenOnly, 'platform')).toEqual(notEnded);
	});

	it('may be the one of which nothing but a refused refresh token is known', async () => {
		const { refreshToken } = await one(step('platformToken:forceRefresh', { userId: stage.userId }));
		expect((await revoked({ refreshToken })).reason).toContain('of another client in the same way');
	});
});

describe('the platform flow on the wire', () => {
	it('authorizes with the web session alone, and follows nothing', async () => {
		await one(
			step('platformToken:authorize', {
				webSessionCookie: `theme=dark; next-auth.session-token=${COOKIE}; other=1`,
				redirectUri: CALLBACK,
			}),
		);
		const { headers, body } = (await lastRequest()) ?? {};
		expect(headers?.cookie).toBe(
			`__Secure-next-auth.session-token=${COOKIE}; next-auth.session-token=${COOKIE}`,
		);
		expect(headers).not.toHaveProperty('x-cal-secret-key');
		expect(body).toEqual({ redirectUri: CALLBACK });
	});

	it.each([
		['code', 'code'],
		['whole callback URL', 'callbackUrl'],
	])('exchanges the %s, as a bearer token beside the secret', async (_, given) => {
		await stage.put('/platform-clients/shop', {
			secret: PLATFORM_SECRET,
			redirectUris: [`${CALLBACK}?shop=1`],
		});
		const authorized = await one(
			step('platformToken:authorize', { webSessionCookie: COOKIE, redirectUri: `${CALLBACK}?shop=1` }),
		);
		expect(authorized.callbackUrl).toBe(`${CALLBACK}?shop=1?code=${String(authorized.code)}`);
		const tokens = await one(step('platformToken:exchangeCode', { code: authorized[given] }));
		expect(tokens.accessToken).toEqual(expect.any(String));
		const { headers, body } = (await lastRequest()) ?? {};
		expect(headers?.authorization).toBe(`Bearer ${String(authorized.code)}`);
		expect(body).toEqual({ clientSecret: PLATFORM_SECRET });
	});

	it('refreshes with the client in headers, and the old refresh token is dead', async () => {
		const { refreshToken } = await platformTokens();
		const refresh = step('platformToken:refresh', { refreshToken });
		await one(refresh);
		const { headers, body } = (await lastRequest()) ?? {};
		expect(headers).toMatchObject({ 'x-cal-client-id': 'shop', 'x-cal-secret-key': PLATFORM_SECRET });
		expect(headers).not.toHaveProperty('authorization');
		expect(body).toEqual({ refreshToken });
		await untilSpentTokensAreForgotten();
		expect((await run(refresh)).error?.message).toContain('This Cal.com session is over');
	});

	it('Force Refresh ends the tokens that the user had', async () => {
		const force = step('platformToken:forceRefresh', { userId: stage.userId });
		const { refreshToken } = await one(force);
		await one(force);
		const { error } = await run(step('platformToken:refresh', { refreshToken }));
		expect(error?.message).toContain('This Cal.com session is over');
	});

	it('Force Refresh of two rows of one user gives both the same living tokens', async () => {
		const force = step('platformToken:forceRefresh', { userId: stage.userId });
		const { json } = await stage.n8n.run([{}, {}], force);
		expect(json).toHaveLength(2);
		expect(json[1]).toEqual(json[0]);
		await one(step('platformToken:refresh', { refreshToken: json[0]?.refreshToken }));
	});

	it('the raw answer comes when it is asked for', async () => {
		const { raw } = await one(
			step('platformToken:forceRefresh', { userId: stage.userId, options: { includeRawAnswer: true } }),
		);
		expect(JSON.parse(String(raw))).toMatchObject({
			status: 'success',
			data: { accessTokenExpiresAt: expect.any(Number) },
		});
	});
});

describe('OAuth2 on the wire', () => {
	it.each([
		['confidential', ['client_id', 'client_secret', 'code', 'grant_type', 'redirect_uri']],
		['public', ['client_id', 'code', 'code_verifier', 'grant_type', 'redirect_uri']],
	])('a %s client sends just what proves it', async (credential, fields) => {
		const asked = await consent(credential);
		const { refreshToken } = await one(step('oAuth2Token:exchangeCode', asked, credential));
		const exchange = await lastRequest();
		expect(Object.keys(exchange?.body ?? {}).sort()).toEqual(fields);
		expect(exchange?.headers).not.toHaveProperty('authorization');
		expect(asked.codeVerifier !== '').toBe(credential === 'public');
		expect((await run(step('oAuth2Token:refresh', { refreshToken }, credential))).error).toBeUndefined();
		const known = fields.filter((name) => name.startsWith('client_'));
		expect(Object.keys((await lastRequest())?.body ?? {}).sort()).toEqual([
			...known,
			'grant_type',
			'refresh_token',
		]);
	});

	it('a client with scopes gets those asked for', async () => {
		await stage.put('/oauth2-clients/open', {
			redirectUris: [CALLBACK],
			scopes: ['PROFILE_READ', 'BOOKING_READ'],
		});
		const asked = await consent('public', { scope: ['PROFILE_READ'] });
		const { scopes } = await one(step('oAuth2Token:exchangeCode', asked, 'public'));
		expect(scopes).toBe('PROFILE_READ');
	});

	it('a client is described to an API key and to tokens without scopes, and to no others', async () => {
		const asWith = async (scopes: string[]) => {
			const { accessToken } = await stage.post('/tokens', {
				flow: 'oauth2',
				clientId: 'secretive',
				username: 'ada',
				scopes,
			});
			stage.n8n.addCredential('connected', 'calComSessionsOAuth2Api', {
				...stage.n8n.credentials.stored.get('confidential')?.data,
				oauthTokenData: { access_token: String(accessToken), token_type: 'bearer' },
			});
			return await run(step('oAuth2Client:get', { authentication: 'oAuth2', clientId: 'open' }, 'connected'));
		};
		expect((await asWith([])).json[0]).toMatchObject({ redirect_uris: [CALLBACK] });
		expect(shown(await asWith(['PROFILE_READ', 'APPS_READ']))).toMatchObject({
			message: 'Cal.com does not answer this to OAuth2 tokens that have scopes',
			hint: expect.stringMatching(/^No scope helps\. Choose a Cal\.com API credential\./),
		});
	});

	it('a server that knows of one redirect URI describes a client by a list all the same', async () => {
		await stage.control.settings({ edition: 'cal.diy' });
		const client = await one(step('oAuth2Client:get', { clientId: 'open' }));
		expect(client).toMatchObject({ client_id: 'open', redirect_uris: [CALLBACK] });
		expectOfSchema('CalCom', 'oAuth2Client:get', client);
	});

	it('one copy of a session ends the other, unless the server is of the older kind', async () => {
		const [first, second] = [await connected(), await connected()];
		await one(step('oAuth2Token:refresh', { refreshToken: second.refreshToken }));
		const dead = step('oAuth2Token:refresh', { refreshToken: first.refreshToken });
		expect((await run(dead)).error?.message).toContain('This Cal.com session is over');
		await stage.control.settings({ rotatesRefreshTokens: false });
		const living = step('oAuth2Token:refresh', { refreshToken: (await connected()).refreshToken });
		await one(living);
		expect((await run(living)).error).toBeUndefined();
	});
});

describe('clients and managed users', () => {
	it('the secret is masked unless asked for, in every answer but that of Create', async () => {
		const raw = { clientId: 'shop', simplify: false };
		expect((await one(step('oAuthClient:get', raw))).secret).toBe('…cret');
		expect((await one(step('oAuthClient:get', { ...raw, options: { includeSecrets: true } }))).secret).toBe(
			PLATFORM_SECRET,
		);
		const changed = step('oAuthClient:update', { ...raw, updateFields: { areEmailsEnabled: false } });
		expect(JSON.stringify(await run(changed))).not.toContain('mustnotleak');
		expect(JSON.stringify(await run(step('oAuthClient:delete', raw)))).not.toContain('mustnotleak');
	});

	it.each([
		['oAuthClient:delete', () => ({ clientId: 'shop' })],
		['managedUser:delete', () => ({ userId: stage.userId })],
	])('%s of what is gone already is an answer', async (operation, parameters) => {
		await run(step(operation, parameters()));
		expect(await one(step(operation, parameters()))).toEqual({ deleted: true, alreadyDeleted: true });
	});

	it.each([
		['oAuthClient:delete', () => ({ clientId: 'shop' })],
		['managedUser:delete', () => ({ userId: stage.userId })],
	])('%s takes an error with the status of a success for none', async (operation, parameters) => {
		const body = { status: 'error', error: { code: 'BadRequestException', message: 'Not now' } };
		await stage.control.fault({ kind: 'wrongShape', body });
		const { error } = await run(step(operation, parameters()));
		expect(error?.message).toContain('Cal.com refused to delete');
	});

	it('more managed users than a page holds come page by page, each once', async () => {
		await stage.control.settings({ clientLimit: 100_000 });
		const emails = Array.from({ length: 251 }, (_, index) => ({ email: `user${index}@example.com` }));
		await stage.n8n.run(emails, step('managedUser:create', { email: '={{ $json.email }}', name: 'User' }));
		const list = async (parameters: IDataObject) =>
			(await run(step('managedUser:getMany', { ...parameters, simplify }))).json.map(({ id }) => id);
		expect(new Set(await list({ returnAll: true })).size).toBe(252);
		expect((await lastRequest())?.query).toEqual({ limit: '250', offset: '250' });
		expect(await list({ limit: 2 })).toHaveLength(2);
		expect((await lastRequest())?.query).toEqual({ limit: '2', offset: '0' });
	});

	it('updates send just what has changed', async () => {
		await run(step('managedUser:update', { userId: stage.userId, updateFields: { timeFormat: 24 } }));
		expect((await lastRequest())?.body).toEqual({ timeFormat: 24 });
	});

	it.each([
		[
			'managedUsers',
			'managedUser:get',
			'MIA',
			() => [{ name: expect.stringMatching(/^Mia · mia\+shop@/), value: stage.userId }],
		],
		['oauthClients', 'oAuthClient:get', 'sho', () => [{ name: 'shop · shop', value: 'shop' }]],
	])('the list %s is there to pick from', async (list, operation, filter, expected) => {
		const asked = step(operation, { authentication: 'platform' });
		const { results } = await stage.n8n.search(list, asked, filter);
		expect(results).toEqual(expected());
	});

	it('an API key as people make them lists nothing, and says what does', async () => {
		const message =
			'The Cal.com API key does not say for which organization it asks, as keys made in the settings never do';
		const hint = expect.stringContaining('Choose a Cal.com Platform API credential');
		expect(shown(await run(step('oAuthClient:getMany', { simplify })))).toMatchObject({ message, hint });
		const searching = stage.n8n.search('oauthClients', step('oAuthClient:get'));
		await expect(searching).rejects.toMatchObject({ message, description: hint });
	});

	it.each(['get', 'update', 'delete'])(
		'a platform client reaches itself with %s, and no other',
		async (operation) => {
			await stage.put('/platform-clients/other', { redirectUris: [CALLBACK] });
			const asClient = (clientId: string) =>
				run(
					step(`oAuthClient:${operation}`, {
						authentication: 'platform',
						clientId,
						updateFields: { name: 'New' },
						simplify,
					}),
				);
			const before = (await stage.control.requests()).length;
			expect(shown(await asClient('other'))).toMatchObject({
				message: 'With its credential, a platform client reaches itself and none of the others',
				hint: expect.stringMatching(/^Choose a Cal\.com API credential .* Nothing was sent\.$/),
			});
			expect((await stage.control.requests()).length).toBe(before);
			expect((await asClient('shop')).error).toBeUndefined();
		},
	);

	it.each([
		[
			'managedUser:update',
			() => ({ userId: stage.userId }),
			{ bio: 'Hello', locale: 'de', avatarUrl: 'https://a.example/a.png', metadata: '{"plan":"demo"}' },
			['bio', 'locale', 'avatarUrl', 'metadata'],
			{ bio: null, locale: null, avatarUrl: null },
			'metadata',
		],
		[
			'oAuthClient:update',
			() => ({ clientId: 'shop' }),
			{ name: 'New', redirectUris: '={{ ["https://b.example/x?a=1,2"] }}' },
			'name, redirectUris',
			{ name: '', redirectUris: [] },
			'',
		],
	])(
		'%s clears what is chosen, and takes lists of an expression',
		async (operation, which, filled, clear, empty, gone) => {
			const change = async (updateFields: object) =>
				await one(step(operation, { ...which(), updateFields, simplify: false } as IDataObject));
			await change(filled);
			const cleared = await change({ clear });
			expect(cleared).toMatchObject(empty);
			expect(cleared).not.toHaveProperty(gone || 'nothing');
		},
	);
});

describe('whoever is signed in', () => {
	it.each([
		['a managed user', 'managedUser', 'mia-shop-example-com'],
		['an API key', 'apiKey', 'ada'],
	])('is read for %s', async (_, authentication, username) => {
		expect((await one(step('user:getCurrent', { authentication, simplify }))).username).toBe(username);
		expect((await run(step('oAuth2Client:get', { authentication, clientId: 'open' }))).error).toBeUndefined();
	});

	it('is read for a connected OAuth2 credential', async () => {
		const { accessToken } = await connected();
		stage.n8n.addCredential('connected', 'calComSessionsOAuth2Api', {
			...stage.n8n.credentials.stored.get('confidential')?.data,
			oauthTokenData: { access_token: String(accessToken), token_type: 'bearer' },
		});
		const user = await one(
			step('user:getCurrent', { authentication: 'oAuth2', simplify: false }, 'connected'),
		);
		expect(user).toMatchObject({ username: 'ada', organization: { isPlatform: true } });
	});
});
