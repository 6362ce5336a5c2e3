/** The middle value; of an even number of values, the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * How many times as much `ours` is as `theirs`: the median of the ratios round by round, so that what slows the
 * whole machine down for a while counts for both.
 *
 * @throws {RangeError} when they are not of the same rounds
 */
export function ratio(ours: readonly number[], theirs: readonly number[]): number {
	if (ours.length !== theirs.length)
		throw new RangeError('A ratio needs as many rounds of the one as of the other');
	return median(ours.map((value, round) => value / (theirs[round] ?? NaN)));
}
