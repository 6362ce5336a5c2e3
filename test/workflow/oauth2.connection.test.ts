import { sendingWith } from '../support/operations';
import type { IDataObject } from 'n8n-workflow';
import { FAULTS } from '../support/faults';
import { shown } from '../support/scenarios';
import { openTestBed } from '../support/testBed';
import type { Step } from '../support/testN8n';
import { testTime } from '../support/testTime';

/** The OAuth2 credentials' side of staying connected, with FuseSign, whose lifetimes are date-times. */
const bed = openTestBed('fusesign');
let count = 0;

const tenants = (credential: string): Step => ({
	type: 'fuseSign',
	credentials: { fuseSignSessionsOAuth2Api: credential },
	parameters: { authentication: 'oAuth2', resource: 'tenant', operation: 'getMany' },
});
const items = (length: number) => Array.from({ length }, () => ({}));
const use = async (credential: string, length = 1) => await bed.n8n.run(items(length), tenants(credential));
const tokensOf = (credential: string) =>
	bed.n8n.credentials.stored.get(credential)?.data.oauthTokenData as IDataObject | undefined;

/** A credential as n8n stores it once it is connected. */
async function connected(settings: object = {}): Promise<string> {
	await bed.control.settings(settings);
	const name = `Mia ${++count}`;
	bed.n8n.addCredential(name, 'fuseSignSessionsOAuth2Api', {
		baseUrl: bed.sandbox.fuseSign,
		clientId: 'demo-client',
		clientSecret: 'demo-secret',
		grantType: 'authorizationCode',
		authentication: 'body',
		accessTokenUrl: `${bed.sandbox.fuseSign}/api/Session/OAuthRefreshToken`,
		oauthTokenData: await bed.control.tokens({ clientId: 'demo-client' }),
	});
	return name;
}
async function calls() {
	const { tokenCalls, unauthorized } = await bed.control.counters();
	return { refreshes: tokenCalls, refused: unauthorized };
}

describe('an OAuth2 credential in our node', () => {
	it('is refreshed before it expires: a hundred items cost one token call and no 401', async () => {
		const credential = await connected({ accessTokenSeconds: 2 });
		const old = tokensOf(credential)?.access_token;
		await use(credential);
		expect(await calls()).toEqual({ refreshes: 0, refused: 0 });
		await testTime.advance(1600);
		await bed.control.settings({ accessTokenSeconds: 3600 });
		const { json, error } = await use(credential, 100);
		expect([error, json.length >= 100]).toEqual([undefined, true]);
		expect(await calls()).toEqual({ refreshes: 1, refused: 0 });
		expect(tokensOf(credential)?.access_token).not.toBe(old);
	});

	it('that expired before this process first saw it is refreshed before it is used', async () => {
		const credential = await connected({ accessTokenSeconds: 1 });
		await testTime.advance(1100);
		await bed.control.settings({ accessTokenSeconds: 3600 });
		expect((await use(credential, 10)).error).toBeUndefined();
		expect(await calls()).toEqual({ refreshes: 1, refused: 0 });
	});

	it('whose address is edited is not sent to the other server', async () => {
		const credential = await connected();
		await use(credential);
		const data = bed.n8n.credentials.stored.get(credential)?.data;
		bed.n8n.addCredential(credential, 'fuseSignSessionsOAuth2Api', {
			...data,
			baseUrl: 'http://127.0.0.1:1',
		});
		expect(shown(await use(credential))).toMatchObject({
			message: expect.stringMatching(/was connected to 127[\d.:]+ and is not sent to 127\.0\.0\.1:1$/),
			hint: expect.stringContaining('click Connect'),
		});
		const { items: of } = await bed.n8n.run(items(1), tenants(await connected()));
		expect(of).not.toHaveLength(0);
	});

	it('is not quoted when its refresh is refused, whatever the server repeats', async () => {
		const credential = await connected({ accessTokenSeconds: 1 });
		const { refresh_token: refreshToken } = tokensOf(credential) ?? {};
		await testTime.advance(1100);
		const words = `Token ${String(refreshToken)} of demo-secret is not known`;
		const path = '/api/Session/OAuthRefreshToken';
		await bed.control.fault({
			kind: 'status',
			status: 400,
			path,
			body: { Errors: { refresh_token: [words] } },
		});
		const { message, hint } = shown(await use(credential));
		expect(message).toContain('has to be connected again');
		expect(hint).toContain('Token … of … is not known');
	});

	describe('whose refresh gets no answer', () => {
		const due = async () => {
			const credential = await connected({ accessTokenSeconds: 1 });
			await testTime.advance(1100);
			await bed.control.fault({ kind: 'stall', path: '/api/Session/OAuthRefreshToken', times: 99 });
			return tenants(credential);
		};
		const impatient = (step: Step): Step => sendingWith(step, { timeoutSeconds: 20, retries: 0 });

		it('ends with its time limit, and says that nobody knows what became of it', async () => {
			expect(shown(await bed.n8n.run(items(3), impatient(await due())))).toMatchObject({
				message: expect.stringContaining('gave no answer: it took longer than 20 seconds'),
				hint: expect.stringContaining('It is not known whether'),
			});
		});

		it('ends with the execution', async () => {
			const isAsked = async () => (await calls()).refreshes > 0;
			await bed.n8n.runAndStop(items(3), await due(), isAsked);
		});

		it('is not sent to another machine over http', async () => {
			const step = await due();
			const name = step.credentials?.fuseSignSessionsOAuth2Api ?? '';
			const data = bed.n8n.credentials.stored.get(name)?.data;
			bed.n8n.addCredential(name, 'fuseSignSessionsOAuth2Api', {
				...data,
				baseUrl: 'http://bed.sandbox.invalid',
			});
			expect(shown(await bed.n8n.run(items(1), step)).message).toContain('is asked for over http');
			expect(await calls()).toMatchObject({ refreshes: 0 });
		});
	});

	const harmless = Object.entries(FAULTS).filter(([name, { plan }]) => plan && name !== '401');

	it.each(harmless)(
		'keeps its tokens, and spends none, under the fault "%s"',
		async (_, { plan, options }) => {
			const credential = await connected();
			const held = JSON.stringify(tokensOf(credential));
			await bed.control.fault({ ...plan, path: '/api/Tenant/List' });
			const requestOptions = { retries: 0, maxWaitSeconds: 0, ...options };
			await bed.n8n.run(items(2), sendingWith(tenants(credential), requestOptions));
			expect((await bed.control.requests()).some(({ path }) => path === '/api/Tenant/List')).toBe(true);
			expect(JSON.stringify(tokensOf(credential))).toBe(held);
			expect(await calls()).toMatchObject({ refreshes: 0 });
		},
	);

	it('five runs at once refresh it once', async () => {
		const credential = await connected({ accessTokenSeconds: 2 });
		await use(credential);
		await testTime.advance(1600);
		await bed.control.settings({ accessTokenSeconds: 3600 });
		const runs = await Promise.all(Array.from({ length: 5 }, async () => await use(credential, 20)));
		expect(runs.map(({ error }) => error)).toEqual(Array(5).fill(undefined));
		expect(await calls()).toEqual({ refreshes: 1, refused: 0 });
	});

	it('whose token died early is refreshed once, after one wave of 401', async () => {
		const credential = await connected();
		await bed.control.expire();
		const { error } = await use(credential, 100);
		expect(error).toBeUndefined();
		const { refreshes, refused } = await calls();
		expect(refreshes).toBe(1);
		expect(refused).toBeGreaterThan(0);
		// All that were under way, and one look that the token is dead.
		expect(refused).toBeLessThanOrEqual(21);
	});

	it('that was reconnected meanwhile is read again, not refreshed', async () => {
		const credential = await connected();
		await bed.control.expire();
		const other = await bed.control.tokens({ clientId: 'demo-client' });
		const stored = bed.n8n.credentials.stored.get(credential);
		const running = use(credential);
		if (stored) stored.data = { ...stored.data, oauthTokenData: other };
		expect((await running).error).toBeUndefined();
		expect((await calls()).refreshes).toBe(0);
	});

	it('that another process refreshes at the same moment is not refreshed once more', async () => {
		const credential = await connected({ accessTokenSeconds: 1 });
		await testTime.advance(1100);
		const other = await bed.control.tokens({ clientId: 'demo-client' });
		const stored = bed.n8n.credentials.stored.get(credential);
		let reads = 0;
		const original = bed.n8n.credentials.getDecrypted.bind(bed.n8n.credentials);
		const read = jest.spyOn(bed.n8n.credentials, 'getDecrypted').mockImplementation(async (...given) => {
			const data = await original(...given);
			// Ours, the last of which finds that nobody has replaced it; what n8n would read next comes too late.
			if (++reads === 3 && stored) stored.data = { ...stored.data, oauthTokenData: other };
			return data;
		});
		expect((await use(credential)).error).toBeUndefined();
		read.mockRestore();
		expect(reads).toBeGreaterThan(2);
		expect((await calls()).refreshes).toBe(0);
	});

	it('whose refresh is refused costs one token call, and says which credential to connect again', async () => {
		const credential = await connected();
		await bed.control.revoke();
		const result = await bed.n8n.run(items(50), { ...tenants(credential), onError: 'continueRegularOutput' });
		expect((await calls()).refreshes).toBe(1);
		for (const { error } of result.json) {
			expect((error as IDataObject).message).toContain(
				`The credential "${credential}" has to be connected again`,
			);
			expect((error as IDataObject).hint).toContain('click Connect');
		}
		shown(await use(credential));
		expect((await calls()).refreshes).toBe(1);
	});

	it('whose refresh failed with the server keeps its tokens, and a run a second later tries again', async () => {
		const credential = await connected();
		const tokens = tokensOf(credential);
		await bed.control.expire();
		await bed.control.fault({ kind: 'status', status: 503, path: '/api/Session/OAuthRefreshToken' });
		expect(shown(await use(credential)).message).toContain('FuseSign failed while it was asked to refresh');
		expect(tokensOf(credential)).toEqual(tokens);
		await testTime.advance(1001);
		expect((await use(credential)).error).toBeUndefined();
	});
});
