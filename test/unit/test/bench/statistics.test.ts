import { median, ratio } from '../../../bench/statistics';

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
	it('needs as many rounds of both', () => expect(() => ratio([1], [1, 2])).toThrow(RangeError));
});
