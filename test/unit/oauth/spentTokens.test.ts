import { OAuthProblem } from '../../../oauth/problems';
import { SpentTokens } from '../../../oauth/spentTokens';
import type { TokenSet } from '../../../oauth/tokens';

const START = Date.UTC(2031, 0, 1);
const MINUTE = 60_000;

/** A server that gives out `access-1` and `refresh-1` first, and each refresh token for one use. */
function given(most?: number) {
	const server = { now: START, sent: [] as string[], lifetimeMs: 10 * MINUTE, rotates: true };
	const spent = new SpentTokens(() => server.now, most);
	const request = async (refreshToken: string): Promise<TokenSet> => {
		const nth = server.sent.push(refreshToken);
		await Promise.resolve();
		return {
			accessToken: `access-${nth}`,
			refreshToken: server.rotates ? `refresh-${nth}` : refreshToken,
			tokenType: 'Bearer',
			scopes: [],
			expiresAt: new Date(server.now + server.lifetimeMs).toISOString(),
			obtainedAt: new Date(server.now).toISOString(),
			raw: {},
		};
	};
	const refresh = async (token: string, client = 'mine', isGood?: (tokens: TokenSet) => boolean) =>
		await spent.refresh(client, token, request, isGood);
	return { server, spent, refresh };
}

describe('a refresh token', () => {
	it('is sent once, however many bring it at once', async () => {
		const { server, refresh } = given();
		const all = await Promise.all(['a', 'a', 'a', 'b'].map(async (token) => await refresh(token)));
		expect(server.sent).toEqual(['a', 'b']);
		expect(all.map(({ accessToken }) => accessToken)).toEqual([
			'access-1',
			'access-1',
			'access-1',
			'access-2',
		]);
	});

	it('leads whoever comes later to what came of it, over several generations', async () => {
		const { server, refresh } = given();
		const first = await refresh('a');
		expect(await refresh('a')).toBe(first);
		const second = await refresh('refresh-1');
		expect(await refresh('a')).toBe(second);
		expect(await refresh('refresh-1')).toBe(second);
		expect(server.sent).toEqual(['a', 'refresh-1']);
	});

	it('leads to tokens that are refreshed in turn when they have expired, or will not do', async () => {
		const { server, refresh } = given();
		await refresh('a');
		server.now += 5 * MINUTE;
		expect((await refresh('a', 'mine', () => false)).accessToken).toBe('access-2');
		server.lifetimeMs = MINUTE;
		expect((await refresh('refresh-2')).accessToken).toBe('access-3');
		server.now += 2 * MINUTE;
		expect((await refresh('a')).accessToken).toBe('access-4');
		expect(server.sent).toEqual(['a', 'refresh-1', 'refresh-2', 'refresh-3']);
	});

	it('that stays good is sent again', async () => {
		const { server, refresh, spent } = given();
		server.rotates = false;
		await refresh('a');
		await refresh('a');
		expect(server.sent).toEqual(['a', 'a']);
		expect(spent.newest('mine', 'a')).toBeUndefined();
	});

	it('that stays good after a spent one leads from that to the latest tokens', async () => {
		const { server, refresh, spent } = given();
		await refresh('a');
		server.rotates = false;
		await refresh('refresh-1');
		expect(spent.newest('mine', 'a')?.accessToken).toBe('access-2');
	});

	it('is known for ten minutes', async () => {
		const { server, refresh, spent } = given();
		await refresh('a');
		server.now += 9 * MINUTE;
		expect(spent.newest('mine', 'a')?.accessToken).toBe('access-1');
		server.now += 2 * MINUTE;
		expect(spent.newest('mine', 'a')).toBeUndefined();
		await refresh('a');
		expect(server.sent).toEqual(['a', 'a']);
	});

	it.each(['a', 'refresh-1', 'access-1', 'access-2'])(
		'of a session that was ended by %s leads nowhere',
		async (token) => {
			const { refresh, spent } = given();
			await refresh('a');
			await refresh('refresh-1');
			spent.end(token);
			expect(spent.newest('mine', 'a')).toBeUndefined();
			expect(spent.newest('mine', 'refresh-1')).toBeUndefined();
		},
	);

	it('means nothing to another client or server', async () => {
		const { server, refresh, spent } = given();
		await refresh('a');
		await refresh('a', 'theirs');
		expect(server.sent).toEqual(['a', 'a']);
		expect(spent.newest('mine', 'a')?.accessToken).toBe('access-1');
	});

	it('that was refused is sent again', async () => {
		const { spent } = given();
		const request = jest.fn(async () => await Promise.reject<TokenSet>(new Error('refused')));
		for (const _ of [1, 2]) await expect(spent.refresh('mine', 'a', request)).rejects.toThrow('refused');
		expect(request).toHaveBeenCalledTimes(2);
	});
});

it('ten thousand sessions are known by all of their tokens', async () => {
	const { refresh, spent, server } = given();
	for (let nth = 0; nth < 10_000; nth++) await refresh(`a${nth}`);
	await refresh('refresh-1');
	expect(spent.newest('mine', 'a0')?.accessToken).toBe('access-10001');
	spent.end('access-2');
	expect(spent.newest('mine', 'a1')).toBeUndefined();
	expect(server.sent).toHaveLength(10_001);
});

it.each([
	['before it was sent', true, ['refresh-of-another']],
	['when it had left', false, []],
])('one who joined a refresh that was given up %s', async (_, neverLeft, expected) => {
	const { spent } = given();
	const sent: string[] = [];
	let giveUp: (error: Error) => void = () => undefined;
	const first = spent.refresh('mine', 'a', async () => await new Promise((__, reject) => (giveUp = reject)));
	const second = spent.refresh('mine', 'a', async () => {
		sent.push('refresh-of-another');
		return { accessToken: 'new', tokenType: 'Bearer', scopes: [], obtainedAt: '', raw: {} };
	});
	const outcomes = Promise.allSettled([first, second]);
	giveUp(new OAuthProblem({ kind: 'unreachable', message: 'stopped', hint: '', neverLeft }));
	const [, { status }] = await outcomes;
	expect([status, sent]).toEqual([neverLeft ? 'fulfilled' : 'rejected', expected]);
});

it('no more tokens are kept than the bound', async () => {
	const { refresh, spent } = given(3);
	for (const token of ['a', 'b', 'c', 'd']) await refresh(token);
	expect(['a', 'b', 'c', 'd'].map((token) => spent.newest('mine', token) !== undefined)).toEqual([
		false,
		true,
		true,
		true,
	]);
});
