import type { Contender, Samples } from './benchmark';
import type { Figures } from './stage';

/**
 * Runs contenders in turn, round by round, so that what slows the machine down meets all of them; each round begins
 * with another one. Slow ones run in the first round that counts.
 *
 * @param warmUps rounds before those, which do not count
 */
export async function inRounds(
	contenders: readonly Contender[],
	rounds: number,
	warmUps: number,
): Promise<Samples> {
	const samples: Record<string, Figures[]> = Object.fromEntries(contenders.map(({ name }) => [name, []]));
	for (let round = -warmUps; round < rounds; round++) {
		const first = (round + warmUps) % contenders.length;
		for (const { name, run, isSlow } of [...contenders.slice(first), ...contenders.slice(0, first)]) {
			if (isSlow && round !== 0) continue;
			const figures = await run();
			if (round >= 0) samples[name]?.push(figures);
		}
	}
	return samples;
}

/** One figure of a contender, round by round; how long it took in milliseconds unless told otherwise. */
export const valuesOf = (samples: Samples, contender: string, figure = 'ms'): number[] =>
	(samples[contender] ?? []).map((figures) => figures[figure] ?? NaN);

/** The middle value; of an even number of values, the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * How many times as much `ours` is as `theirs`: the median of the ratios round by round, so that what slows the
 * whole machine down for a while counts for both. What ran in one round only is held against each round of the other.
 */
export function ratio(ours: readonly number[], theirs: readonly number[]): number {
	const inRound = (values: readonly number[], round: number) =>
		values[values.length === 1 ? 0 : round] ?? NaN;
	const more = ours.length > theirs.length ? ours : theirs;
	return median(more.map((_, round) => inRound(ours, round) / inRound(theirs, round)));
}

/** Of counts that ought to be `wanted` in each round, the one that is farthest from it. NaN for none. */
export const farthest = (values: readonly number[], wanted: number): number =>
	[...values].sort((a, b) => Math.abs(b - wanted) - Math.abs(a - wanted))[0] ?? NaN;
