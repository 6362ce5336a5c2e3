import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { FAULTS } from '../support/faults';
import { testTime } from '../support/testTime';
import { withCredential, newAccount, startTestBed, TWO_FACTOR_SECRET } from '../support/peerTube';

const stage = startTestBed();

const items = (count: number) => Array.from({ length: count }, () => ({}));
const use = async (credential: string, count = 1) =>
	await stage.n8n.run(items(count), withCredential('user:getCurrent', credential));
const stored = (credential: string) =>
	stage.n8n.credentials.stored.get(credential)?.data as ICredentialDataDecryptedObject;
const edit = (credential: string, change: object) => Object.assign(stored(credential), change);

/** Token calls and 401s that one piece of work costs. */
async function cost(work: () => Promise<unknown>) {
	const before = await stage.control.counters();
	await work();
	const after = await stage.control.counters();
	return {
		signIns: after.signIns - before.signIns,
		refreshes: after.refreshes - before.refreshes,
		refused: after.refusedTokenCalls - before.refusedTokenCalls,
		unauthorized: after.unauthorized - before.unauthorized,
	};
}

const nothing = { signIns: 0, refreshes: 0, refused: 0, unauthorized: 0 };

describe('a PeerTube credential', () => {
	beforeEach(async () => await stage.control.settings({ apiLimit: 100_000 }));

	it('signs in once for a hundred items, and never again while the session lives', async () => {
		const credential = await newAccount(stage);
		expect(await cost(async () => expect((await use(credential, 100)).json).toHaveLength(100))).toEqual({
			...nothing,
			signIns: 1,
		});
		expect(await cost(async () => await use(credential, 100))).toEqual(nothing);
	});

	const harmless = Object.entries(FAULTS).filter(([name, { plan }]) => plan && name !== '401');

	it.each(harmless)(
		'keeps its session, and begins no other, under the fault "%s"',
		async (_, { plan, options }) => {
			const credential = await newAccount(stage);
			await use(credential);
			const held = JSON.stringify(stored(credential));
			await stage.control.fault({ ...plan, path: '/api/v1/users/me' });
			const impatient = { retries: 0, maxWaitSeconds: 0, ...options };
			const work = async () =>
				await stage.n8n.run(items(2), withCredential('user:getCurrent', credential, { options: impatient }));
			const { unauthorized, ...costs } = await cost(work);
			expect({ ...costs, unauthorized: 0 }).toEqual(nothing);
			expect(unauthorized).toBeLessThanOrEqual(1);
			expect(JSON.stringify(stored(credential))).toBe(held);
		},
	);

	it('whose sign-in gets no answer ends with its time limit, and with the execution', async () => {
		const credential = await newAccount(stage);
		await stage.control.fault({ kind: 'stall', path: '/api/v1/users/token', times: 99 });
		const signInsAsked = async () => (await stage.control.counters()).tokenCalls;
		const impatient = { options: { timeoutSeconds: 20, retries: 0 } };
		const { error } = await stage.n8n.run(items(1), withCredential('user:getCurrent', credential, impatient));
		expect(error?.message).toContain('it took longer than 20 seconds');
		const other = withCredential('user:getCurrent', await newAccount(stage));
		const before = await signInsAsked();
		await stage.n8n.runAndStop(items(1), other, async () => (await signInsAsked()) > before);
	});

	it('computes the two-factor code, and needs none to refresh', async () => {
		const account = { otpSecret: TWO_FACTOR_SECRET };
		const credential = await newAccount(stage, account, { twoFactorSecret: TWO_FACTOR_SECRET });
		await stage.control.settings({ accessTokenSeconds: 2 });
		expect(await cost(async () => await use(credential))).toEqual({ ...nothing, signIns: 1 });
		await testTime.advance(1600);
		expect(await cost(async () => await use(credential))).toEqual({ ...nothing, refreshes: 1 });
	});

	it('refreshes before expiry: a hundred items after it cost one token call and no 401', async () => {
		const credential = await newAccount(stage);
		await stage.control.settings({ accessTokenSeconds: 2 });
		await use(credential);
		await testTime.advance(1600);
		await stage.control.settings({ accessTokenSeconds: 3600 });
		expect(await cost(async () => expect((await use(credential, 100)).error).toBeUndefined())).toEqual({
			...nothing,
			refreshes: 1,
		});
	});

	it('stores the new tokens before it uses them', async () => {
		const credential = await newAccount(stage);
		await use(credential);
		const old = stored(credential).accessToken;
		await stage.control.expire(credential);
		await use(credential);
		const requests = (await stage.control.requests()).filter(({ path }) => path === '/api/v1/users/me');
		expect(requests.at(-1)?.headers.authorization).toBe(`Bearer ${String(stored(credential).accessToken)}`);
		expect(stored(credential).accessToken).not.toBe(old);
	});

	it('takes a token that died early for dead only after a 401, and refreshes once', async () => {
		const credential = await newAccount(stage);
		await use(credential);
		await stage.control.expire(credential);
		const { refreshes, signIns } = await cost(async () =>
			expect((await use(credential, 20)).error).toBeUndefined(),
		);
		expect({ refreshes, signIns }).toEqual({ refreshes: 1, signIns: 0 });
	});

	it('signs in once when the whole session is gone', async () => {
		const credential = await newAccount(stage);
		await use(credential);
		await stage.control.revoke(credential);
		expect(await cost(async () => expect((await use(credential, 20)).error).toBeUndefined())).toMatchObject({
			signIns: 1,
			refreshes: 0,
			refused: 1,
		});
	});

	it('one wrong password costs one attempt for a hundred items', async () => {
		const credential = await newAccount(stage, { password: 'another password' });
		const step = {
			...withCredential('user:getCurrent', credential),
			onError: 'continueRegularOutput' as const,
		};
		expect(await cost(async () => await stage.n8n.run(items(100), step))).toMatchObject({
			refused: 1,
			signIns: 0,
		});
	});

	it.each([
		[
			'the password',
			async (username: string) => await stage.control.user(username, { password: 'new' }),
			{ password: 'new' },
		],
		['the two-factor secret', async () => undefined, { twoFactorSecret: TWO_FACTOR_SECRET }],
	])('drops its session when %s is edited', async (_, change, edited) => {
		const credential = await newAccount(stage);
		await use(credential);
		await change(credential);
		edit(credential, edited);
		expect(await cost(async () => expect((await use(credential)).error).toBeUndefined())).toMatchObject({
			signIns: 1,
		});
	});

	it('two credentials on one account have a session each', async () => {
		const credential = await newAccount(stage);
		await use(credential);
		await stage.control.settings({ revokeDelayMs: 0 });
		await testTime.advance(3100);
		stage.n8n.addCredential('twin', 'peerTubeSessionsApi', { ...stored(credential) });
		edit('twin', { instanceUrl: `${stage.sandbox.peerTube}/`, accessToken: '', session: '' });
		await stage.n8n.run([{}], withCredential('session:logOut', credential));
		expect((await use('twin')).error).toBeUndefined();
		expect((await use(credential)).error).toBeUndefined();
		expect(stored('twin').accessToken).not.toBe(stored(credential).accessToken);
	});

	it('stores its session in hidden fields that n8n blanks out before it shows a credential', () => {
		const { properties } = stage.n8n.loader.getCredential('peerTubeSessionsApi').type;
		for (const name of ['accessToken', 'session']) {
			const field = properties.find((property) => property.name === name);
			expect(field).toMatchObject({ type: 'hidden', typeOptions: { password: true } });
		}
	});

	it('is tested by reading the signed-in user, and may go to its own server only', () => {
		const { test, properties } = stage.n8n.loader.getCredential('peerTubeSessionsApi').type;
		expect(test).toMatchObject({ request: { url: '/api/v1/users/me' } });
		expect(properties.find(({ name }) => name === 'allowedHttpRequestDomains')?.default).toBe('domains');
	});

	it('sends nothing more once the execution is stopped', async () => {
		const credential = await newAccount(stage);
		await use(credential);
		const asked = async () => (await stage.control.counters()).requests['GET /api/v1/users/me'] ?? 0;
		const before = await asked();
		await stage.control.fault({ kind: 'stall', times: 100, path: '/api/v1/users/me' });
		const step = withCredential('user:getCurrent', credential);
		await stage.n8n.runAndStop(items(100), step, async () => (await asked()) > before);
		const atEnd = await asked();
		await testTime.advance(3_600_000);
		expect([await asked(), atEnd - before <= 20]).toEqual([atEnd, true]);
	});

	describe('in the HTTP Request node', () => {
		const request = async (credential: string, path: string, count = 1, method = 'GET') =>
			await stage.n8n.run(items(count), {
				type: 'httpRequest',
				credentials: { peerTubeSessionsApi: credential },
				parameters: { url: `${stage.sandbox.peerTube}${path}`, method },
			});

		it('signs in, and refreshes before expiry', async () => {
			const credential = await newAccount(stage);
			await stage.control.settings({ accessTokenSeconds: 2 });
			const first = await request(credential, '/api/v1/users/me');
			expect(first.json).toEqual([expect.objectContaining({ username: credential })]);
			await testTime.advance(1600);
			expect(await cost(async () => await request(credential, '/api/v1/users/me', 100))).toEqual({
				...nothing,
				refreshes: 1,
			});
		});

		it.each([
			['GET', 404],
			['POST', 500],
		])(
			'a hundred times %s answered by %d cost no token call, and each request is sent once',
			async (method, status) => {
				const credential = await newAccount(stage);
				await use(credential);
				await stage.control.fault({ kind: 'status', status, times: 200, path: '/api/v1/videos' });
				const costs = await cost(async () => {
					const { json } = await request(credential, '/api/v1/videos', 100, method);
					for (const { failed } of json) expect(failed).toEqual(expect.any(String));
				});
				expect(costs).toEqual(nothing);
				const { requests } = await stage.control.counters();
				expect(requests[`${method} *`]).toBe(100);
			},
		);

		it('explains a wrong password in one message, without the secret', async () => {
			const credential = await newAccount(stage, { password: 'another password' });
			const { json } = await request(credential, '/api/v1/users/me');
			expect(json[0]?.failed).toMatch(/^PeerTube does not know this user name and password\. Check both/);
			expect(JSON.stringify(json)).not.toContain('mustnotleak');
		});
	});
});
