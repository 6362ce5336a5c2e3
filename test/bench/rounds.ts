export interface RoundOptions {
	readonly rounds: number;
	/** Rounds before those, which do not count. */
	readonly warmUps: number;
}

/**
 * Runs contenders in turn, round by round, so that what slows the machine down meets all of them; each round starts
 * with another one.
 *
 * @returns the samples of each contender, in the order of the rounds
 */
export async function inRounds<Name extends string, Sample>(
	contenders: Readonly<Record<Name, () => Promise<Sample>>>,
	{ rounds, warmUps }: RoundOptions,
): Promise<Record<Name, Sample[]>> {
	const names = Object.keys(contenders) as Name[];
	const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Name, Sample[]>;
	for (let round = -warmUps; round < rounds; round++) {
		const first = (round + warmUps) % names.length;
		for (const name of [...names.slice(first), ...names.slice(0, first)]) {
			const sample = await contenders[name]();
			if (round >= 0) samples[name].push(sample);
		}
	}
	return samples;
}
