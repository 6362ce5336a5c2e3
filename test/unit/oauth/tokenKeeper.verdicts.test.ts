import type { Tokens } from '../../../oauth/tokenKeeper';
import { FakeSource, keeper, problem, START, token } from '../../support/tokenSource';

/** An account with a token that is alive by the clock, and one who uses it as the signers do. */
function given() {
	const { clock, tokens } = keeper();
	const source = new FakeSource();
	const stored = { tokens: token('first') };
	const usable = (account = source.account) => tokens.usable(account, stored)?.accessToken;
	/** After a request with the stored token was refused: the token to go on with. */
	const refused = async (): Promise<Tokens> => {
		const look = await tokens.look(source, stored.tokens);
		if (look !== 'refused') return stored.tokens;
		stored.tokens = (await tokens.renew(source, stored)) ?? stored.tokens;
		return stored.tokens;
	};
	return { clock, tokens, source, stored, usable, refused };
}

describe('a token that was refused', () => {
	it.each(['accepted', 'unknown'] as const)('is left alone when the look shows %s', async (look) => {
		const { source, usable, refused } = given();
		source.looks = [look];
		expect(await refused()).toMatchObject({ accessToken: 'first' });
		expect(usable()).toBe('first');
		expect(source.log).toEqual(['look first']);
	});

	it.each([2, 3])(
		'%d times in a row, by something in between that the look meets too, costs one renewal and leaves no verdict',
		async (times) => {
			const { source, stored, usable, refused } = given();
			source.looks = [...Array.from({ length: times - 1 }, () => 'refused' as const), 'accepted'];
			for (let time = 0; time < times; time++) await refused();
			expect(source.log.filter((asked) => asked.startsWith('renew'))).toHaveLength(times - 1);
			expect(usable()).toBe(stored.tokens.accessToken);
		},
	);

	it('is looked at once by all who ask meanwhile, and renewed once', async () => {
		const { source, refused } = given();
		source.looks = ['refused'];
		const all = await Promise.all(Array.from({ length: 20 }, refused));
		expect(new Set(all.map(({ accessToken }) => accessToken))).toEqual(new Set(['alice-1']));
		expect(source.log).toEqual(['look first', 'renew first']);
	});

	it('is not looked at once it is known to be dead, spent or over', async () => {
		const { clock, tokens, source, stored } = given();
		tokens.reject(source.account, stored.tokens);
		expect(await tokens.look(source, stored.tokens)).toBe('refused');
		await tokens.renew(source, stored);
		expect(await tokens.look(source, stored.tokens)).toBe('refused');
		clock.now += 3_600_000;
		expect(await tokens.look(source, token('other'))).toBe('refused');
		expect(source.log).toEqual(['renew first']);
	});
});

describe('a verdict', () => {
	it.each([
		['the network', problem({ kind: 'unreachable' })],
		['the server', problem({ kind: 'unavailable', httpStatus: 503 })],
		['its limit', problem({ kind: 'rateLimited', httpStatus: 429 })],
		['a 401, which may come of something in between', problem({ httpStatus: 401 })],
		['an error of ours', new TypeError('no')],
	])('is dropped when the renewal failed for %s', async (_, failure) => {
		const { source, usable, refused } = given();
		source.looks = ['refused'];
		source.renewals = [failure];
		await expect(refused()).rejects.toBe(failure);
		expect(usable()).toBe('first');
	});

	it("is kept while the provider's refusal is remembered, and no longer", async () => {
		const { clock, source, usable, refused } = given();
		source.looks = ['refused'];
		source.renewals = [problem({ httpStatus: 400, retryAfterSeconds: 60 })];
		await expect(refused()).rejects.toThrow('No');
		for (const ms of [0, 59_999]) {
			clock.now = START + ms;
			expect(usable()).toBeUndefined();
			await expect(refused()).rejects.toThrow('No');
		}
		expect(source.log).toEqual(['look first', 'renew first', 'look first']);
		clock.now = START + 60_000;
		expect(usable()).toBe('first');
	});

	it('ends when the account is edited, since that may mend it', async () => {
		const { source, usable, refused } = given();
		source.looks = ['refused'];
		source.renewals = [problem({ httpStatus: 400 })];
		await expect(refused()).rejects.toThrow('No');
		expect(usable()).toBeUndefined();
		expect(usable('alice with another password')).toBe('first');
	});

	it.each([
		['the network', problem({ kind: 'unreachable' }), 'second'],
		['its limit', problem({ kind: 'rateLimited', retryAfterSeconds: 40 }), 'second'],
		['a refusal', problem({ httpStatus: 400 }), undefined],
	])('after a renewal that failed for %s a moment ago', async (_, failure, expected) => {
		const { clock, source, stored, usable, refused } = given();
		source.looks = ['refused'];
		source.renewals = [failure];
		await expect(refused()).rejects.toThrow('No');
		// As if another process had stored a token that meets the same.
		stored.tokens = token('second');
		clock.now += 10;
		await expect(refused()).rejects.toThrow('No');
		expect(usable()).toBe(expected);
		clock.now = START + 30_000;
		expect(usable()).toBe('second');
	});

	it('about a living token that cannot be renewed is dropped after one more look', async () => {
		const { source, usable, refused } = given();
		source.looks = ['refused', 'accepted'];
		source.renewals = [problem({ httpStatus: 400 })];
		expect(await refused()).toMatchObject({ accessToken: 'first' });
		expect(usable()).toBe('first');
	});
});

describe('tokens that are never accepted', () => {
	it('are renewed a handful of times, and then in words', async () => {
		const { clock, source, stored, tokens } = given();
		source.looks = ['refused'];
		for (let renewals = 0; renewals < 8; renewals++)
			stored.tokens = (await tokens.renew(source, stored)) ?? stored.tokens;
		await expect(tokens.renew(source, stored)).rejects.toThrow('None is accepted');
		await expect(tokens.renew(source, stored)).rejects.toThrow('None is accepted');
		expect(source.log.filter((each) => each.startsWith('renew'))).toHaveLength(8);
		clock.now += 30_001;
		expect(await tokens.renew(source, stored)).toMatchObject({ accessToken: 'alice-9' });
	});

	it('do not count once one was accepted', async () => {
		const { source, stored, tokens } = given();
		source.looks = ['refused'];
		for (let renewals = 0; renewals < 10; renewals++) {
			stored.tokens = (await tokens.renew(source, stored)) ?? stored.tokens;
			tokens.accept(source.account, stored.tokens?.accessToken ?? '');
		}
		expect(source.log.filter((each) => each.startsWith('renew'))).toHaveLength(10);
	});
});

describe('a token that is issued again', () => {
	it('as its own successor is good again', async () => {
		const { tokens, source, stored, usable, refused } = given();
		source.looks = ['refused'];
		source.renewals = [token('first')];
		expect(await refused()).toMatchObject({ accessToken: 'first' });
		expect(usable()).toBe('first');
		expect(await tokens.renew(source, stored)).toMatchObject({ accessToken: 'alice-1' });
	});

	it('later counts as what it is then, and leads nobody back', async () => {
		const { tokens, source, refused } = given();
		source.looks = ['refused'];
		source.renewals = [token('second'), token('first')];
		await refused();
		await refused();
		for (const held of ['first', 'second']) {
			expect(tokens.usable(source.account, { tokens: token(held) })).toMatchObject({ accessToken: 'first' });
		}
	});
});
