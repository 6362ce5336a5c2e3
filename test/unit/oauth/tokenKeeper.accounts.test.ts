import { FakeSource, keeper, START, token } from '../../support/tokenSource';
import type { Stored, Tokens } from '../../../oauth/tokenSource';

/** One place of storage that several accounts use in turn, as the fields of a credential do that are expressions. */
function sharedPlace() {
	const { clock, tokens } = keeper();
	let held: { account: string; tokens: Tokens } | undefined;
	const storedFor = (account: string): Stored<Tokens> => {
		if (!held) return {};
		return held.account === account ? { tokens: held.tokens } : { isOfAnother: true };
	};
	const use = async (source: FakeSource) => {
		const { account } = source;
		const usable = tokens.usable(account, storedFor(account));
		if (usable) return usable.accessToken;
		const renewed = await tokens.renew(source, storedFor(account));
		if (renewed) held = { account, tokens: renewed };
		return renewed?.accessToken;
	};
	return { clock, tokens, use };
}

describe('accounts that share one place of storage', () => {
	it('ten thousand in turn, twice: each signs in once', async () => {
		const { use } = sharedPlace();
		const sources = Array.from({ length: 10_000 }, (_, index) => new FakeSource(`user ${index}`));
		for (let round = 0; round < 2; round++) {
			const others: string[] = [];
			for (const source of sources)
				if ((await use(source)) !== `${source.account}-1`) others.push(source.account);
			expect(others).toEqual([]);
		}
		expect(sources.filter(({ log }) => log.join() !== 'renew undefined')).toEqual([]);
	});

	it('refresh what is theirs when it is due, though another is stored', async () => {
		const { clock, use } = sharedPlace();
		const [alice, ben] = [new FakeSource('alice'), new FakeSource('ben')];
		alice.renewals = [token('a1', START + 1000), token('a2', START + 9000)];
		await use(alice);
		await use(ben);
		clock.now += 1000;
		expect(await use(alice)).toBe('a2');
		await use(ben);
		expect(await use(alice)).toBe('a2');
		expect(alice.log).toEqual(['renew undefined', 'renew a1']);
		expect(ben.log).toEqual(['renew undefined']);
	});

	it('begin anew once nothing at all is stored any more', async () => {
		const { clock, tokens } = keeper();
		const source = new FakeSource();
		const first = await tokens.renew(source, {});
		tokens.usable(source.account, { tokens: first });
		clock.now += 3001;
		expect(tokens.usable(source.account, {})).toBeUndefined();
		expect(tokens.usable(source.account, { isOfAnother: true })).toBe(first);
	});
});

describe('first tokens', () => {
	it('answer those who read before they were stored, for three seconds from then', async () => {
		const { clock, tokens } = keeper();
		const source = new FakeSource();
		const first = await tokens.renew(source, {});
		clock.now += 60_000;
		expect(tokens.usable(source.account, {})).toBe(first);
		tokens.usable(source.account, { tokens: first });
		clock.now += 3000;
		expect(tokens.usable(source.account, {})).toBe(first);
		clock.now += 1;
		expect(tokens.usable(source.account, {})).toBeUndefined();
		expect(tokens.usable(source.account, { tokens: first })).toBe(first);
	});

	it.each([
		['before', -1, 'held'],
		['when', 0, undefined],
	])('are usable until they are due: %s', (_, ms, usable) => {
		const { clock, tokens } = keeper();
		clock.now = START + 3_600_000 + ms;
		expect(tokens.usable('alice', { tokens: token('held') })?.accessToken).toBe(usable);
	});
});
