import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../host/paths';
import { alone, exitWith } from '../../host/program';
import { Progress } from '../../host/progress';
import { renderTable } from '../../host/table';
import { isReached } from './benchmark';
import { benchmarks } from './benchmarks';
import { help, readOptions } from './options';
import { describeMachine } from './report/machine';
import { markdownPage, type Result } from './report/markdown';
import { CLAIM_HEADINGS, cellsOf } from './report/texts';
import { openSetting, type OpenSetting } from './setting';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function measure(
	setting: OpenSetting,
	chosen: typeof benchmarks,
	progress: Progress,
): Promise<Result[]> {
	const results: Result[] = [];
	for (const benchmark of chosen) {
		const outcome = await progress.step(benchmark.title, async () => await benchmark.run(setting));
		const { headings, rows } = outcome.measurements;
		const columns = headings.map((heading, index) => ({ heading, right: index > 0 }));
		say(
			`\n${renderTable(
				columns,
				rows.map((row) => row.map(String)),
			)}\n`,
		);
		results.push({ benchmark, outcome });
	}
	return results;
}

async function main(): Promise<number> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		say(help);
		return 0;
	}
	const chosen = benchmarks.filter(({ name }) => options.names.includes(name));
	const progress = new Progress(chosen.length + 1);
	const setting = await progress.step(
		'build, pack, start the sandbox',
		async () => await openSetting(options),
	);
	try {
		const machine = describeMachine(setting.hostNode.version);
		const results = await measure(setting, chosen, progress);
		if (options.short) return 0;
		const claims = results.flatMap(({ outcome }) => outcome.claims);
		say(
			renderTable(
				CLAIM_HEADINGS.map((heading) => ({ heading })),
				claims.map(cellsOf),
			),
		);
		if (chosen.length === benchmarks.length) {
			const page = path.join(root, 'docs', 'benchmarks.md');
			await writeFile(page, markdownPage(machine, options, results));
		}
		return claims.every(isReached) ? 0 : 1;
	} finally {
		await setting.close();
	}
}

exitWith(alone(path.join(root, 'build', 'bench.lock'), main));
