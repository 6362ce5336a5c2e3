import type { IDataObject } from 'n8n-workflow';
import { provider } from '../../nodes/PeerTube/provider';
import { listOperations } from '../../nodes/shared/node/describe';
import { describeUnderFaults } from '../support/underFaults';
import {
	withCredential,
	newAccount,
	PASSWORD,
	startTestBed,
	withFields,
	TWO_FACTOR_SECRET,
} from '../support/peerTube';
import { describeStoredSessions } from '../support/storedSessions';
import { sealScenarios } from '../support/sealing';
import type { Scenario as SealScenario } from '../support/scenarios';
import { expectOfSchema } from '../support/scenarios';
import { type Step } from '../support/testN8n';

const stage = startTestBed();
const operations = listOperations(provider).map(({ value }) => value);

const signIn = async (username: string): Promise<IDataObject> => {
	const { json } = await stage.n8n.run(
		[{}],
		withFields('session:logIn', stage.sandbox.peerTube, { username, password: PASSWORD }),
	);
	return json[0] as IDataObject;
};

/** Given an account, the step to run and what it puts out: for a credential, where that is offered, and for fields. */
type Scenario = (
	username: string,
) => Promise<{ withCredential?: Step; withFields: Step; expected: IDataObject | IDataObject[] }>;

const tokens = {
	accessToken: expect.stringMatching(/^[0-9a-f]{40}$/),
	refreshToken: expect.stringMatching(/^[0-9a-f]{40}$/),
	tokenType: 'Bearer',
	scopes: '',
	expiresInSeconds: expect.any(Number),
	refreshTokenExpiresInSeconds: expect.any(Number),
};

/** They are for tokens in fields, whose key has a credential of its own. */
async function sealing(operation: string) {
	stage.n8n.addCredential('seal key', 'peerTubeSessionsSealKeyApi', {});
	const withKey = (name: string, parameters: object) => ({
		...withFields(name, stage.sandbox.peerTube, parameters),
		credentials: { peerTubeSessionsSealKeyApi: 'seal key' },
	});
	const { step, expected } = await (sealScenarios(stage, 'session', withKey)[operation] as SealScenario)(0);
	return { withCredential: step, withFields: step, expected: expected as IDataObject };
}

const scenarios: Record<string, Scenario> = {
	'session:seal': async () => await sealing('session:seal'),
	'session:unseal': async () => await sealing('session:unseal'),
	'session:reSeal': async () => await sealing('session:reSeal'),
	'session:getOAuthClient': async (username) => ({
		withCredential: withCredential('session:getOAuthClient', username),
		withFields: withFields('session:getOAuthClient', stage.sandbox.peerTube),
		expected: {
			clientId: expect.stringMatching(/^[a-z0-9]{32}$/),
			clientSecret: expect.stringMatching(/^\w{32}$/),
		},
	}),
	'session:logIn': async (username) => ({
		withCredential: withCredential('session:logIn', username),
		withFields: withFields('session:logIn', stage.sandbox.peerTube, { username, password: PASSWORD }),
		expected: tokens,
	}),
	'session:check': async (username) => ({
		withFields: withFields('session:check', stage.sandbox.peerTube, { tokenSet: await signIn(username) }),
		expected: { status: 'alive', reason: null, expiresAt: expect.any(String) },
	}),
	'session:ensureFresh': async (username) => ({
		withFields: withFields('session:ensureFresh', stage.sandbox.peerTube, {
			tokenSet: JSON.stringify(await signIn(username)),
			includeStatus: true,
			minutesLeft: 2000,
		}),
		expected: { accessToken: tokens.accessToken, status: expect.stringMatching(/^(fresh|refreshed)$/) },
	}),
	'session:revokeEverything': async (username) => ({
		withFields: withFields('session:revokeEverything', stage.sandbox.peerTube, {
			tokenSet: await signIn(username),
		}),
		expected: { status: 'ended', reason: null },
	}),
	'session:refresh': async (username) => ({
		withFields: withFields('session:refresh', stage.sandbox.peerTube, {
			refreshToken: (await signIn(username)).refreshToken,
		}),
		expected: tokens,
	}),
	'session:logOut': async (username) => ({
		withCredential: withCredential('session:logOut', username),
		withFields: withFields('session:logOut', stage.sandbox.peerTube, {
			accessToken: (await signIn(username)).accessToken,
		}),
		expected: { success: true },
	}),
	'session:getMany': async (username) => ({
		withCredential: withCredential('session:getMany', username),
		withFields: withFields('session:getMany', stage.sandbox.peerTube, {
			accessToken: (await signIn(username)).accessToken,
		}),
		expected: { id: expect.any(Number), currentSession: expect.any(Boolean) },
	}),
	'session:revoke': async (username) => {
		const [one] = [await signIn(username), await signIn(username)];
		const list = withFields('session:getMany', stage.sandbox.peerTube, { accessToken: one.accessToken });
		const ids = (await stage.n8n.run([{}], list)).json.flatMap(({ id, currentSession }) =>
			currentSession ? [] : [id],
		);
		const locator = (mode: string) => ({ sessionId: { __rl: true, mode, value: String(ids[0]) } });
		return {
			withCredential: withCredential('session:revoke', username, locator('list')),
			withFields: withFields('session:revoke', stage.sandbox.peerTube, {
				accessToken: one.accessToken,
				...locator('id'),
			}),
			expected: { success: true },
		};
	},
	'user:getCurrent': async (username) => ({
		withCredential: withCredential('user:getCurrent', username),
		withFields: withFields('user:getCurrent', stage.sandbox.peerTube, {
			accessToken: (await signIn(username)).accessToken,
		}),
		expected: { username, email: expect.any(String), role: 'User' },
	}),
};

it('every operation has a scenario, and no scenario is left over', () => {
	expect(Object.keys(scenarios).sort()).toEqual([...operations].sort());
});

describe.each(operations)('%s', (operation) => {
	it.each(['withCredential', 'withFields'] as const)(
		'succeeds (%s), in the shape of its output schema, paired with its item',
		async (whose) => {
			const username = await newAccount(stage);
			const scenario = await scenarios[operation]?.(username);
			const step = scenario?.[whose];
			if (!step) return;
			const { items, error } = await stage.n8n.run([{ n: 0 }], step);
			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(0);
			for (const { json, pairedItem } of items) {
				expect(json).toMatchObject(scenario?.expected as object);
				expect(pairedItem).toEqual({ item: 0 });
				expectOfSchema('PeerTube', operation, json);
			}
		},
	);
});

/** For tokens in fields: nothing is renewed behind the scenes, so that the requests can be counted. */
const underFire = operations.map((value) => [
	value,
	async () => {
		const scenario = await (scenarios[value] as Scenario)(await newAccount(stage));
		return { step: scenario.withFields, expected: Array.isArray(scenario.expected) ? {} : scenario.expected };
	},
]);
describeUnderFaults('PeerTube', stage, Object.fromEntries(underFire));

describeStoredSessions('PeerTube', {
	stage,
	connect: async () => await signIn(await newAccount(stage)),
	of: (operation, parameters) => withFields(`session:${operation}`, stage.sandbox.peerTube, parameters),
	tellsRefreshTokens: true,
});

describe('what the operations send', () => {
	it('neither Log In nor Refresh sends an Authorization header, which would turn a rate limit into a 401', async () => {
		const username = await newAccount(stage);
		const { refreshToken } = await signIn(username);
		await stage.n8n.run([{}], withFields('session:refresh', stage.sandbox.peerTube, { refreshToken }));
		const sent = (await stage.control.requests()).filter(
			({ path: where }) => where === '/api/v1/users/token',
		);
		expect(sent).toHaveLength(2);
		for (const { headers } of sent) expect(headers).not.toHaveProperty('authorization');
	});

	it('Get Current returns everything when it is not to simplify', async () => {
		const { json } = await stage.n8n.run(
			[{}],
			withCredential('user:getCurrent', await newAccount(stage), { simplify: false }),
		);
		expect(json[0]).toHaveProperty('videoQuota');
		expect(json[0]).toHaveProperty('account.host');
		expect(json[0]?.videoChannels).toEqual([expect.objectContaining({ id: expect.any(Number) })]);
	});

	const countOf = async (request: string) => (await stage.control.counters()).requests[request] ?? 0;

	it.each(['session:getMany', 'session:revoke'])(
		'%s asks once a run who an account is',
		async (operation) => {
			await stage.control.settings({ apiLimit: 10_000 });
			const [one, other] = [await newAccount(stage), await newAccount(stage)];
			const tokens = [await signIn(one), await signIn(one), await signIn(other)];
			const rows = Array.from({ length: 12 }, (_, row) => ({ token: tokens[row % 3]?.accessToken }));
			const mine = withCredential(operation, one, { sessionId: '999' });
			const theirs = { accessToken: '={{ $json.token }}', sessionId: '999' };
			for (const [step, times] of [
				[mine, 1],
				[withFields(operation, stage.sandbox.peerTube, theirs), 3],
			] as const) {
				const before = await countOf('GET /api/v1/users/me');
				const { error, items } = await stage.n8n.run(rows, step);
				expect(error).toBeUndefined();
				expect(new Set(items.map(({ pairedItem }) => JSON.stringify(pairedItem))).size).toBe(12);
				expect((await countOf('GET /api/v1/users/me')) - before).toBe(times);
			}
		},
	);

	it('Get Many asks again who an account is when the first that asked was not told', async () => {
		const username = await newAccount(stage);
		await stage.n8n.run([{}], withCredential('user:getCurrent', username));
		await stage.control.fault({ kind: 'status', status: 500, path: '/api/v1/users/me', times: 1 });
		const options = { retries: 0, parallelRequests: 1 };
		const step = withCredential('session:getMany', username, { options });
		const { json } = await stage.n8n.run([{}, {}, {}], { ...step, onError: 'continueRegularOutput' });
		expect(json.map(({ error }) => error === undefined)).toEqual([false, true, true]);
	});

	it('the list of sessions in the editor names device and use, filters, and works for both kinds of session', async () => {
		const username = await newAccount(stage);
		const { accessToken } = await signIn(username);
		const step = withFields('session:revoke', stage.sandbox.peerTube, { accessToken });
		const { results } = await stage.n8n.search('sessions', step);
		expect(results).toEqual([
			{ name: expect.stringMatching(/ · #\d+ · this session$/), value: expect.stringMatching(/^\d+$/) },
		]);
		expect((await stage.n8n.search('sessions', step, 'no such device')).results).toEqual([]);
		expect(
			(await stage.n8n.search('sessions', withCredential('session:revoke', username))).results,
		).toHaveLength(2);
	});

	it('Log In sends one form without an Authorization header, the code in its own header', async () => {
		const username = await newAccount(stage, { otpSecret: TWO_FACTOR_SECRET });
		const options = { twoFactorSecret: TWO_FACTOR_SECRET };
		const { error } = await stage.n8n.run(
			[{}],
			withFields('session:logIn', stage.sandbox.peerTube, { username, password: PASSWORD, options }),
		);
		expect(error).toBeUndefined();
		const [sent] = (await stage.control.requests()).filter(
			({ path: where }) => where === '/api/v1/users/token',
		);
		expect(sent?.headers).toMatchObject({
			'content-type': 'application/x-www-form-urlencoded',
			'x-peertube-otp': expect.stringMatching(/^\d{6}$/),
		});
		expect(sent?.headers.authorization).toBeUndefined();
		expect(Object.keys(sent?.body ?? {}).sort()).toEqual([
			'client_id',
			'client_secret',
			'grant_type',
			'password',
			'username',
		]);
	});

	it('each item has its own parameters, and the output keeps their order', async () => {
		const names = [await newAccount(stage), await newAccount(stage), await newAccount(stage)];
		const step = withFields('session:logIn', stage.sandbox.peerTube, {
			username: '={{ $json.name }}',
			password: PASSWORD,
		});
		const whoami = withFields('user:getCurrent', stage.sandbox.peerTube, {
			accessToken: '={{ $json.accessToken }}',
		});
		const { items } = await stage.n8n.run(
			names.map((name) => ({ name })),
			step,
			whoami,
		);
		expect(items.map(({ json, pairedItem }) => [json.username, pairedItem])).toEqual(
			names.map((name, item) => [name, { item }]),
		);
	});

	it("Log In and Refresh add the provider's raw answer on request", async () => {
		const username = await newAccount(stage);
		const options = { includeRawAnswer: true };
		const { json } = await stage.n8n.run(
			[{}],
			withFields('session:logIn', stage.sandbox.peerTube, { username, password: PASSWORD, options }),
			withFields('session:refresh', stage.sandbox.peerTube, {
				refreshToken: '={{ $json.refreshToken }}',
				options,
			}),
		);
		expect(JSON.parse(String(json[0]?.raw))).toMatchObject({
			token_type: 'Bearer',
			access_token: json[0]?.accessToken,
		});
		expect(await signIn(username)).not.toHaveProperty('raw');
	});

	it('Log In takes an external auth token in place of a password', async () => {
		const username = await newAccount(stage, { pluginAuth: 'oidc' });
		const externalAuthToken = await stage.control.externalAuthToken(username);
		const { json, error } = await stage.n8n.run(
			[{}],
			withFields('session:logIn', stage.sandbox.peerTube, { username, options: { externalAuthToken } }),
		);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining(tokens)]);
	});

	it('Get Many reads as many pages as it takes, and no more than the limit', async () => {
		await stage.control.settings({ signInLimit: 1000, apiLimit: 10_000 });
		const username = await newAccount(stage);
		await stage.n8n.run(
			Array.from({ length: 119 }, () => ({})),
			withCredential('session:logIn', username),
		);
		const all = await stage.n8n.run([{}], withCredential('session:getMany', username, { returnAll: true }));
		expect(new Set(all.json.map(({ id }) => id)).size).toBe(120);
		const some = await stage.n8n.run([{}], withCredential('session:getMany', username, { limit: 7 }));
		expect(some.json).toHaveLength(7);
		expect((await stage.control.requests()).at(-1)?.query).toMatchObject({ count: '7' });
	});

	describe('Ensure Fresh', () => {
		const day = 24 * 60;
		const lifetimes = {
			expiresInSeconds: expect.any(Number),
			refreshTokenExpiresInSeconds: expect.any(Number),
		};
		const ensure = async (rows: IDataObject[], parameters: object = {}) => {
			const before = await stage.control.counters();
			const step = withFields('session:ensureFresh', stage.sandbox.peerTube, parameters);
			const result = await stage.n8n.run(rows, step);
			const { tokenCalls } = await stage.control.counters();
			return { ...result, tokenCalls: tokenCalls - before.tokenCalls };
		};

		it('gives back a session untouched while enough of it is left, other columns included', async () => {
			const row = { id: 7, ...(await signIn(await newAccount(stage))) };
			const { json, tokenCalls } = await ensure([row], { minutesLeft: day - 2 });
			expect(json).toEqual([{ ...row, ...lifetimes }]);
			expect(tokenCalls).toBe(0);
		});

		it('refreshes those that are due, and only those', async () => {
			const username = await newAccount(stage);
			const late = { id: 1, ...(await signIn(username)) };
			await stage.control.settings({ accessTokenSeconds: 60 });
			const due = { id: 2, ...(await signIn(username)) };
			const { json, tokenCalls } = await ensure([late, due, late], { includeStatus: true });
			expect(json.map(({ id, status }) => [id, status])).toEqual([
				[1, 'fresh'],
				[2, 'refreshed'],
				[1, 'fresh'],
			]);
			expect(json[1]).toMatchObject({ accessToken: tokens.accessToken, status: 'refreshed' });
			expect(json[1]?.refreshToken).not.toBe((due as IDataObject).refreshToken);
			expect(tokenCalls).toBe(1);
		});

		it('reports a dead session as data on request, else as an error', async () => {
			const username = await newAccount(stage);
			const row = await signIn(username);
			await stage.control.revoke(username);
			const reported = await ensure([row], { minutesLeft: day, returnDeadSessions: true });
			expect(reported.json).toEqual([
				{
					...row,
					...lifetimes,
					status: 'reconnectRequired',
					reason: expect.stringContaining('is over'),
				},
			]);
			expect((await ensure([row], { minutesLeft: day })).error?.message).toContain(
				'This PeerTube session is over',
			);
		});

		it('takes a session whose lifetime nobody told for one that is due, and keeps nothing of its old tokens', async () => {
			const { expiresAt: _, ...tokensOfRow } = await signIn(await newAccount(stage));
			const row = { ...tokensOfRow, id: 7, scopes: ['kept'], reason: 'old', raw: { access_token: 'old' } };
			const { json, tokenCalls } = await ensure([row]);
			expect(json).toEqual([
				{
					...tokens,
					scopes: 'kept',
					id: 7,
					expiresInSeconds: null,
					obtainedAt: expect.any(String),
					refreshTokenExpiresAt: expect.any(String),
					reason: null,
					raw: expect.stringContaining('"access_token"'),
				},
			]);
			expect(tokenCalls).toBe(1);
		});

		it('reads a time that a database made a date of', async () => {
			const row = await signIn(await newAccount(stage));
			const tokenSet = `={{ { ...$json, expiresAt: new Date($json.expiresAt) } }}`;
			const { json } = await ensure([row], { tokenSet, includeStatus: true });
			expect(json[0]).toMatchObject({ status: 'fresh' });
		});

		it('reports a session that is over and has no refresh token on request', async () => {
			const { refreshToken: _, ...row } = await signIn(await newAccount(stage));
			const reported = await ensure([row], { minutesLeft: day, returnDeadSessions: true });
			expect(reported.json[0]).toMatchObject({
				status: 'reconnectRequired',
				reason: 'It has expired, and there is no refresh token',
			});
		});

		it.each([
			[{}, 'The token set has no readable expiresAt'],
			[{ expiresAt: 'soon', refreshToken: 'r' }, 'The token set has no readable expiresAt'],
			[{ expiresAt: '2020-01-01T00:00:00Z' }, 'The token set has no refreshToken'],
		])('takes %j for a mistake, not for a dead session', async (row, message) => {
			const { error, tokenCalls } = await ensure([row], { returnDeadSessions: true });
			expect(error?.message).toBe(message);
			expect(tokenCalls).toBe(0);
		});
	});

	it('Log Out ends that pair only', async () => {
		const username = await newAccount(stage);
		await stage.control.settings({ revokeDelayMs: 0 });
		const [one, other] = [await signIn(username), await signIn(username)];
		await stage.n8n.run(
			[{}],
			withFields('session:logOut', stage.sandbox.peerTube, { accessToken: one.accessToken }),
		);
		const alive = async ({ accessToken }: IDataObject) =>
			(await stage.n8n.run([{}], withFields('user:getCurrent', stage.sandbox.peerTube, { accessToken })))
				.error === undefined;
		expect([await alive(one), await alive(other)]).toEqual([false, true]);
	});

	it('Log Out whose answer is lost is not sent again: the repeat would be refused', async () => {
		const username = await newAccount(stage);
		await stage.control.settings({ revokeDelayMs: 0 });
		const { accessToken } = await signIn(username);
		const path = '/api/v1/users/revoke-token';
		await stage.control.fault({ kind: 'reset', after: true, path });
		const { error } = await stage.n8n.run(
			[{}],
			withFields('session:logOut', stage.sandbox.peerTube, { accessToken }),
		);
		expect(error?.message).toContain('gave no answer');
		expect(error?.description).toContain('if the token is refused now, the session is over');
		expect((await stage.control.requests()).filter((request) => request.path === path)).toHaveLength(1);
	});

	it('a credential that is logged out signs in again when it is next used', async () => {
		const username = await newAccount(stage);
		await stage.control.settings({ revokeDelayMs: 0 });
		const { error } = await stage.n8n.run(
			[{}],
			withCredential('session:logOut', username),
			withCredential('user:getCurrent', username),
		);
		expect(error).toBeUndefined();
		expect(await stage.control.counters()).toMatchObject({ signIns: 2 });
	});
});
