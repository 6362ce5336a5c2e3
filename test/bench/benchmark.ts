import type { RealN8n } from './realN8n';
import type { RoundOptions } from './rounds';
import type { BenchSandbox } from './sandbox';

/** Something measured that has to reach a figure. */
export interface Claim {
	readonly work: string;
	readonly beside: string;
	readonly measured: number;
	/** What the figure counts, such as `×` or `token calls`. */
	readonly unit: string;
	/** What stands in the way, if it is not reached. */
	readonly inTheWay?: string;
	readonly toReach: { readonly atMost: number } | { readonly atLeast: number } | { readonly exactly: number };
}

/** A table of what was measured, for context: nothing in it has to reach anything. */
export interface Measurements {
	readonly headings: readonly string[];
	readonly rows: ReadonlyArray<ReadonlyArray<string | number>>;
}

export interface Outcome {
	readonly claims: readonly Claim[];
	readonly measurements: Measurements;
	/** What a reader has to know to read the figures right. */
	readonly notes?: readonly string[];
}

/** What a benchmark runs on. */
export interface Setting extends RoundOptions {
	/** Only checks that it works: few items, one round, no figures to keep. */
	readonly short: boolean;
	readonly sandbox: BenchSandbox;
	/** The packed package, unpacked. */
	readonly packageFolder: string;
	readonly tarball: string;
	/** The pinned n8n with its database and the package, started when it is first asked for. */
	realN8n(): Promise<RealN8n>;
	/** The Node that n8n runs on. */
	readonly node: string;
}

export interface Benchmark {
	/** As `--only` names it. */
	readonly name: string;
	readonly title: string;
	readonly run: (setting: Setting) => Promise<Outcome>;
}

/** Whether a claim's figure is reached. */
export function isReached({ measured, toReach }: Claim): boolean {
	if ('atMost' in toReach) return measured <= toReach.atMost;
	if ('atLeast' in toReach) return measured >= toReach.atLeast;
	return measured === toReach.exactly;
}
