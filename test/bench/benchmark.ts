import type { Figures, Stage } from './stage';

/** The runs of each contender, in the order of the rounds. */
export type Samples = Readonly<Record<string, readonly Figures[]>>;

/** One of several ways to the same end. */
export interface Contender {
	/** As tables and claims call it. */
	readonly name: string;
	/** @throws {Error} when it did not do what it is measured at */
	run(): Promise<Figures>;
	/** Takes so much longer than the others that it runs in one round only. */
	readonly isSlow?: boolean;
}

/** Something that has to reach a figure. */
export interface Claim {
	readonly work: string;
	readonly beside: string;
	measured(samples: Samples): number;
	/** What the figure counts, such as `×` or `token calls`. */
	readonly unit: string;
	readonly asked: readonly ['at most' | 'at least' | 'exactly', number];
	/** What stands in the way, if it is not reached. */
	readonly inTheWay?: string;
}

/** Contenders that do the same work for so many items, and what is claimed of ours. */
export interface Benchmark {
	/** As `--only` names it. */
	readonly name: string;
	readonly title: string;
	/** How many items a whole run has. */
	readonly count: number;
	/** Which figures of a run the table shows. */
	readonly figures: readonly string[];
	/** What a reader has to know to read the table right. */
	readonly note: string;
	contenders(stage: Stage, count: number): Promise<Contender[]>;
	claims(count: number): Claim[];
}

/** Whether a measured figure is what was asked for. */
export function isReached(measured: number, [kind, figure]: Claim['asked']): boolean {
	if (kind === 'exactly') return measured === figure;
	return kind === 'at most' ? measured <= figure : measured >= figure;
}
