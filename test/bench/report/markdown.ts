import type { Benchmark, Outcome } from '../benchmark';
import { CLAIM_HEADINGS, cellsOf } from './texts';

export interface Result {
	readonly benchmark: Benchmark;
	readonly outcome: Outcome;
}

const escaped = (cell: string | number) => String(cell).replaceAll('|', '\\|');

function table(headings: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
	const line = (cells: ReadonlyArray<string | number>) => `| ${cells.map(escaped).join(' | ')} |`;
	return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function section({ benchmark: { title }, outcome: { measurements, notes = [] } }: Result): string {
	return [`## ${title}`, table(measurements.headings, measurements.rows), ...notes].join('\n\n');
}

/** The page of the docs. */
export function markdownPage(
	machine: Readonly<Record<string, string>>,
	{ rounds, warmUps }: { rounds: number; warmUps: number },
	results: readonly Result[],
): string {
	const claims = results.flatMap(({ outcome }) => outcome.claims);
	const reached = claims.map(cellsOf);
	const met = reached.filter((cells) => cells.at(-1) === 'yes').length;
	return `${[
		'# Benchmarks',
		'`npm run bench` measures all of this on one machine in one run and writes this page. The providers are the sandbox, in a process of its own.',
		`Each figure is the median of ${rounds} rounds; ${warmUps} before them did not count. In a round each contender runs once, and each round begins with another. A ratio is the median of the ratios of the rounds.`,
		table(['', ''], Object.entries(machine)),
		`## What is to be reached: ${met} of ${claims.length}`,
		table(CLAIM_HEADINGS, reached),
		...results.map(section),
	].join('\n\n')}\n`;
}
