import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../host/paths';
import { pinnedVersion } from '../../host/versions';
import { markdownTable } from '../e2e/markdown';
import { type Benchmark, type Claim, isReached, type Samples } from './benchmark';
import { median, valuesOf } from './rounds';

/** A benchmark, and what it has measured. */
export interface Result {
	readonly benchmark: Benchmark;
	readonly samples: Samples;
	/** What is claimed of it, each with what was measured. */
	readonly claims: ReadonlyArray<{ readonly claim: Claim; readonly measured: number }>;
}

const figure = (value: number) =>
	value.toLocaleString('en', Number.isInteger(value) ? {} : { maximumSignificantDigits: 3 });

/** The medians of a benchmark; the first line is the heading. */
export const mediansOf = ({ benchmark: { figures }, samples }: Result): string[][] => [
	['', ...figures],
	...Object.keys(samples).map((name) => [
		name,
		...figures.map((of) => figure(median(valuesOf(samples, name, of)))),
	]),
];

/** All claims, and what came of them; the first line is the heading. */
export const claimsOf = (results: readonly Result[]): string[][] => [
	['what', 'beside what', 'measured', 'asked', 'reached'],
	...results
		.flatMap(({ claims }) => claims)
		.map(({ claim: { work, beside, unit, asked, inTheWay }, measured }) => [
			work,
			beside,
			`${figure(measured)} ${unit}`,
			`${asked[0]} ${figure(asked[1])}`,
			isReached(measured, asked) ? 'yes' : ['no', inTheWay].filter(Boolean).join(': '),
		]),
];

/** Where and with what is measured. Ask before the work begins; what made n8n and the package ready is in the load. */
export function describeMachine(nodeVersion: string): string[][] {
	const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		version: string;
	};
	const cpus = os.cpus();
	const memory = Math.round(os.totalmem() / 2 ** 30);
	return [
		['Measured', new Date().toISOString().slice(0, 10)],
		['Package', version],
		['n8n', `${pinnedVersion}, one process, with SQLite`],
		['Node', nodeVersion],
		['Machine', `${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown'}, ${memory} GiB, ${os.type()}`],
		['Load when n8n starts', (os.loadavg()[0] ?? NaN).toFixed(2)],
	];
}

/** The page of the docs. */
export function markdownPage(
	machine: string[][],
	{ rounds, warmUps }: { readonly rounds: number; readonly warmUps: number },
	results: readonly Result[],
): string {
	const claims = results.flatMap((result) => result.claims);
	const reached = claims.filter(({ claim, measured }) => isReached(measured, claim.asked)).length;
	const sections = results.flatMap((result) => [
		`## ${result.benchmark.title}`,
		markdownTable(mediansOf(result)),
		result.benchmark.note,
	]);
	return `${[
		'# Benchmarks',
		'What the nodes of this package take for the work they are made for, beside what one would use instead: the HTTP Request node and other nodes of n8n. `npm run bench` measured all of it on one machine in one run and wrote this page. The service is a stand-in for Fluxer on the same machine, so that no network counts.',
		markdownTable([['', ''], ...machine]),
		`## What is asked, and what is reached: ${reached} of ${claims.length}`,
		markdownTable(claimsOf(results)),
		`Each figure is the median of ${rounds} rounds, with ${warmUps} before them that did not count; of a count that has to be exact, it is the one farthest from that. In a round each contender runs once, and each round begins with another; what takes longest ran in one round only, and in none before. A ratio is the median of the ratios of the rounds. The limit of a pool is what its requests take if nothing but waiting for the service takes time. Times are from the start of the first node after the trigger to the end of the last.`,
		...sections,
	].join('\n\n')}\n`;
}
