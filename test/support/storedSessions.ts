import type { IDataObject } from 'n8n-workflow';
import type { TestBed } from './testBed';
import type { Step } from './testN8n';

/** A provider's stored sessions, as far as its operations on them differ from those of others. */
interface StoredSessions {
	readonly stage: TestBed;
	/** The nth person's new token set. */
	readonly connect: (nth: number) => Promise<IDataObject>;
	/** A step with one of the operations that take a row. */
	readonly of: (operation: string, parameters: object) => Step;
	/** Whether the service tells when refresh tokens end, or of one whether it has. */
	readonly tellsRefreshTokens?: true;
	/** Whether a refresh leaves the refresh token as it is, or may do so elsewhere, and ends the access token of before. */
	readonly keepsRefreshTokens?: 'always' | 'elsewhere';
	/** Where the service has no way to end a session. */
	readonly cannotBeRevoked?: true;
}

const DAY = 86_400;
/** More than any access token lasts and less than any refresh token; more than any refresh token. */
const [LATER, MUCH_LATER] = [8 * DAY, 400 * DAY];

const ENDED = { status: 'ended' };

/** What is told of stored sessions, whatever the provider. */
export function describeStoredSessions(
	title: string,
	{ stage, connect, of: stepOf, tellsRefreshTokens, keepsRefreshTokens, cannotBeRevoked }: StoredSessions,
): void {
	const of = (operation: string, tokenSet: unknown) =>
		stepOf(operation, { tokenSet, returnDeadSessions: true });
	const told = async (step: Step, items: IDataObject[] = [{}]) => {
		const { json, error } = await stage.n8n.run(items, step);
		expect(error).toBeUndefined();
		return json;
	};
	const check = async (tokenSet: unknown) => (await told(of('check', tokenSet)))[0];
	const spent = async () => (await stage.control.counters()).refreshes;

	describe(`${title}, a stored session`, () => {
		it('is alive, then expired by its time, and nothing is spent by asking', async () => {
			const row = { ...(await connect(0)), id: 7, status: 'fresh' };
			const before = await spent();
			expect(await check(row)).toEqual({
				id: 7,
				status: 'alive',
				reason: null,
				expiresAt: expect.anything(),
			});
			await stage.control.advance(LATER);
			expect(await check(row)).toMatchObject({ id: 7, status: 'expired', reason: expect.any(String) });
			if (tellsRefreshTokens) {
				await stage.control.advance(MUCH_LATER);
				expect(await check(row)).toMatchObject({ status: 'ended' });
			}
			expect(await spent()).toBe(before);
		});

		it('is ended once it was revoked', async () => {
			const row = await connect(0);
			await stage.control.revoke();
			expect(await check(row)).toMatchObject({
				status: keepsRefreshTokens ? 'unknown' : 'ended',
				reason: expect.any(String),
			});
		});

		it('is looked at twice before it is called ended', async () => {
			const row = await connect(0);
			const [{ method = '', path = '' } = {}] = await recorded(of('check', row));
			const body = { type: 'about:blank', detail: 'no', status: 401, code: 'no', message: 'no', error: 'no' };
			await stage.control.fault({ kind: 'status', status: 401, body, times: 1, method, path });
			expect(['alive', 'unknown']).toContain((await check(row))?.status);
		});

		it('whose tokens were replaced is the session of the newer ones', async () => {
			const row = await connect(0);
			await told(of('ensureFresh', { ...row, expiresAt: '2020-01-01T00:00:00.000Z' }));
			expect(await check(row)).toEqual({
				status: keepsRefreshTokens === 'always' ? 'unknown' : 'alive',
				reason: expect.stringContaining('Ensure Fresh'),
				expiresAt: expect.any(String),
			});
		});

		it('is ended without a refresh token, once its access token is over', async () => {
			const { refreshToken: _, ...row } = await connect(0);
			await stage.control.advance(LATER);
			expect(await check(row)).toMatchObject({ status: 'ended' });
		});

		it.each<[string, IDataObject]>([
			['holds no tokens', { accessToken: null, refreshToken: '' }],
			['has no readable expiresAt', { expiresAt: '3600' }],
			['something sealed as its accessToken', { accessToken: 'sealed.v1.demo' }],
		])('that %s is refused, and nothing is sent', async (words, columns) => {
			const row = { ...(await connect(0)), ...columns };
			const { requests } = await stage.control.counters();
			const { error } = await stage.n8n.run([{}], of('check', row));
			expect(error?.message).toContain(words);
			expect((await stage.control.counters()).requests).toEqual(requests);
		});
	});

	const sent = async () => (await stage.control.requests()).length;

	if (cannotBeRevoked) {
		it(`${title} cannot end sessions: nothing is sent, and each row says what a person can do`, async () => {
			const rows = [
				{ ...(await connect(0)), id: 1 },
				{ refreshToken: 'demo', id: 2 },
			];
			const before = await sent();
			const reports = await told(of('revokeEverything', rows));
			expect(reports.map(({ id, status }) => [id, status])).toEqual([
				[1, 'cannotBeRevoked'],
				[2, 'cannotBeRevoked'],
			]);
			expect(reports[0]?.reason).toMatch(/settings|Settings/);
			expect(await sent()).toBe(before);
		});
		return;
	}

	describe(`${title}, all that is stored of a person`, () => {
		it('is ended row by row, and what is over already counts as ended', async () => {
			const first = { ...(await connect(0)), id: 0 };
			const second = { ...(await connect(1)), id: 1 };
			await told(of('revokeEverything', second));
			const reports = await told(of('revokeEverything', JSON.stringify([first, second])));
			expect(reports).toEqual([0, 1].map((id) => ({ id, status: 'ended', reason: reports[id]?.reason })));
			expect((await check(first))?.status).toBe(keepsRefreshTokens ? 'unknown' : 'ended');
		});

		it('is ended where a row comes twice: in a list, in two items, and in two executions at once', async () => {
			const row = await connect(0);
			expect(await told(of('revokeEverything', [row, row]))).toMatchObject([ENDED, ENDED]);
			const second = await connect(1);
			expect(await told(of('revokeEverything', second), [{}, {}])).toMatchObject([ENDED, ENDED]);
			const third = await connect(2);
			const both = [0, 1].map(async () => await told(of('revokeEverything', third)));
			expect((await Promise.all(both)).flat()).toMatchObject([ENDED, ENDED]);
		});

		it('is ended after its access tokens have expired', async () => {
			const row = await connect(0);
			await stage.control.advance(LATER);
			expect(await told(of('revokeEverything', row))).toMatchObject([{ status: 'ended' }]);
			const due = { ...row, expiresAt: '2020-01-01T00:00:00.000Z' };
			expect(await told(of('ensureFresh', due))).toMatchObject([{ status: 'reconnectRequired' }]);
		});

		it('of which one row is none: refused by its place, and nothing is sent', async () => {
			const rows = [await connect(0), { id: 2 }];
			const before = await sent();
			const { error } = await stage.n8n.run([{}], of('revokeEverything', rows));
			expect(error?.message).toBe('Row 2 of 2: The token set holds no tokens');
			expect(await sent()).toBe(before);
		});

		it('of which one could not be ended: the others are, and the report says which', async () => {
			const rows = [await connect(0), await connect(1)];
			const { method, path } = endingRequest(await recorded(of('revokeEverything', await connect(2))));
			await stage.control.fault({ kind: 'status', status: 500, times: 3, method, path: wild(path) });
			const reports = await told(of('revokeEverything', rows));
			expect(reports).toMatchObject([
				{ status: 'unknown', reason: expect.stringContaining('HTTP 500') },
				{ status: 'ended' },
			]);
			expect(await told(of('revokeEverything', rows))).toMatchObject([
				{ status: 'ended' },
				{ status: 'ended' },
			]);
		});

		it('may be nothing', async () => {
			expect(await told(of('revokeEverything', []))).toEqual([]);
		});
	});

	async function recorded(step: Step) {
		const before = await sent();
		await told(step);
		return (await stage.control.requests()).slice(before);
	}
}

type Requests = ReadonlyArray<{ method: string; path: string }>;

/** What came of a run that ends a session; questions apart. */
const endingRequest = (requests: Requests) =>
	requests.filter(({ method }) => method === 'POST').at(-1) ?? { method: '', path: '' };

/** Whose it is does not matter. */
const wild = (path: string) => path.replace(/\/\d+(?=\/)/g, '/*');
