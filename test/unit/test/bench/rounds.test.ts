import { farthest, inRounds, median, ratio } from '../../../bench/rounds';

describe('median', () => {
	it('is the middle value, in whatever order they come', () => expect(median([9, 1, 5])).toBe(5));
	it('is the mean of the two in the middle of an even number', () =>
		expect(median([4, 1, 3, 100])).toBe(3.5));
	it('does not observe an outlier', () => expect(median([1, 1, 1, 1, 1000])).toBe(1));
	it('leaves the values in their order', () => {
		const values = [3, 1, 2];
		median(values);
		expect(values).toEqual([3, 1, 2]);
	});
	it('of nothing is not a number', () => expect(median([])).toBeNaN());
});

describe('ratio', () => {
	it('compares round by round, so that a slow spell of the machine does not count', () => {
		expect(ratio([10, 12, 100], [10, 10, 100])).toBe(1);
		expect(ratio([20, 220, 24], [10, 110, 12])).toBe(2);
	});
	it('holds what ran in one round only against each round of the other', () => {
		expect(ratio([60], [10, 20, 30])).toBe(3);
		expect(ratio([10, 20, 30], [10])).toBe(2);
	});
	it('beside what did not run is not a number', () => expect(ratio([1, 2], [])).toBeNaN());
});

describe('farthest', () => {
	it('is the count that is farthest from what it ought to be, above or below', () => {
		expect(farthest([500, 501, 480], 500)).toBe(480);
		expect(farthest([500, 500], 500)).toBe(500);
	});
	it('of nothing is not a number', () => expect(farthest([], 1)).toBeNaN());
});

describe('inRounds', () => {
	const told: string[] = [];
	const contender = (name: string, isSlow = false) => ({
		name,
		isSlow,
		run: async () => ({ ms: told.push(name) }),
	});

	it('begins each round with another contender, leaves out those before, and runs what is slow once', async () => {
		const samples = await inRounds([contender('a'), contender('slow', true), contender('b')], 2, 1);
		expect(told.join(' ')).toBe('a b slow b a b a');
		expect(samples).toEqual({ a: [{ ms: 5 }, { ms: 7 }], slow: [{ ms: 3 }], b: [{ ms: 4 }, { ms: 6 }] });
	});
});
