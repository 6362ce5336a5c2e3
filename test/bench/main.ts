import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { HostError } from '../../host/errors';
import { root } from '../../host/paths';
import { alone, exitWith } from '../../host/program';
import { Progress } from '../../host/progress';
import { renderTable } from '../../host/table';
import { pinned } from '../../host/versions';
import { setUp, workplace } from '../e2e/setUp';
import { type Benchmark, isReached } from './benchmark';
import { expiryStorm } from './benchmarks/expiryStorm';
import { introspections, items } from './benchmarks/items';
import { storedSessions } from './benchmarks/storedSessions';
import { claimsOf, describeMachine, markdownPage, mediansOf, type Result } from './page';
import { inRounds } from './rounds';
import { Stage } from './stage';

/** In the order of the page. A new one is its file and its name here. */
const benchmarks: readonly Benchmark[] = [introspections, items, expiryStorm, storedSessions];
/** How many times fewer items a short run has. */
const SHORTENED = 20;
const known = benchmarks.map(({ name }) => name);

const help = `Usage: npm run bench [-- options]

Measures this package beside what people would use instead, on this machine, and writes docs/benchmarks.md. Ends
with 0 only if every figure is reached. Takes about ten minutes; leave the machine alone.

  --short        only check that the benchmarks work: few items, one round, nothing to reach, nothing written
  --only a,b     some of them, nothing written: ${known.join(', ')}
  --rounds n     5 by default
  --help         show this
`;

/** @throws {HostError} for what does not exist */
function readOptions() {
	const flag = { type: 'boolean', default: false } as const;
	const text = { type: 'string', default: '' } as const;
	const options = {
		short: flag,
		help: flag,
		only: text,
		rounds: { ...text, default: '5' },
	};
	try {
		const { values } = parseArgs({ options });
		const names = values.only === '' ? known : values.only.split(',');
		const unknown = names.filter((name) => !known.includes(name));
		if (unknown.length > 0) throw new Error(`There is no benchmark "${unknown.join('", "')}"`);
		if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error('--rounds needs a number of 1 or more');
		return {
			...values,
			names,
			rounds: values.short ? 1 : Number(values.rounds),
			warmUps: values.short ? 0 : 1,
		};
	} catch (error) {
		throw new HostError((error as Error).message, 'Try `npm run bench -- --help`.');
	}
}

type Options = ReturnType<typeof readOptions>;

const say = (text: string) => process.stdout.write(`${text}\n`);

function sayTable([headings = [], ...rows]: string[][], right: boolean): void {
	const columns = headings.map((heading, index) => ({ heading, right: right && index > 0 }));
	say(`\n${renderTable(columns, rows)}\n`);
}

async function measure(
	stage: Stage,
	benchmark: Benchmark,
	{ short, rounds, warmUps }: Options,
): Promise<Result> {
	const count = benchmark.count / (short ? SHORTENED : 1);
	const samples = await inRounds(await benchmark.contenders(stage, count), rounds, warmUps);
	const claims = benchmark.claims(count).map((claim) => ({ claim, measured: claim.measured(samples) }));
	return { benchmark, samples, claims };
}

/** @returns the exit code */
async function bench(options: Options): Promise<number> {
	const place = workplace('bench');
	const node = await setUp({ host: pinned, services: false }, place);
	const machine = describeMachine(node.version);
	const chosen = benchmarks.filter(({ name }) => options.names.includes(name));
	const progress = new Progress(1 + chosen.length);
	const stage = await progress.step('start n8n and the sandbox', async () => await Stage.open(place, node));
	const results: Result[] = [];
	for (const benchmark of chosen) {
		const result = await progress.step(
			options.short ? `${benchmark.name}, few items` : benchmark.title,
			async () => await measure(stage, benchmark, options),
		);
		sayTable(mediansOf(result), true);
		results.push(result);
	}
	if (options.short) return 0;
	sayTable(claimsOf(results), false);
	if (options.only === '') {
		const page = path.join(root, 'docs', 'benchmarks.md');
		await writeFile(page, markdownPage(machine, options, results));
	}
	const claims = results.flatMap((result) => result.claims);
	return claims.every(({ claim, measured }) => isReached(measured, claim.asked)) ? 0 : 1;
}

async function main(): Promise<number> {
	const options = readOptions();
	if (!options.help) return await alone(path.join(root, 'build', 'bench'), async () => await bench(options));
	say(help);
	return 0;
}

exitWith(main());
