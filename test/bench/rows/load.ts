import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark, Claim, Setting } from '../benchmark';
import type { Load } from '../load';
import { inRounds } from '../rounds';
import { median } from '../statistics';

const run = promisify(execFile);
const OURS = 'this package';

/** What each start of n8n, and each worker, pays for the package, and what is downloaded. */
export const load: Benchmark = {
	name: 'load',
	title: 'What it costs that the package is installed',
	async run(setting) {
		const samples = await inRounds({ [OURS]: async () => await loaded(setting) }, setting);
		const figure = (of: (sample: Load) => number) => median((samples[OURS] ?? []).map(of));
		const cpuMs = figure((sample) => sample.cpuMs);
		const heapMB = figure((sample) => sample.heapBytes / 1e6);
		const packedKB = statSync(setting.tarball).size / 1000;
		const claim = (work: string, measured: number, unit: string, atMost: number): Claim => ({
			work,
			beside: '–',
			measured,
			unit,
			toReach: { atMost },
		});
		return {
			claims: [
				claim('start of n8n, with the package', cpuMs, 'CPU ms more', 150),
				claim('memory of n8n, with the package', heapMB, 'MB more', 10),
				claim('packed tarball', packedKB, 'kB', 250),
			],
			measurements: {
				headings: ['nodes', 'ms', 'CPU ms', 'heap, MB', 'packed, kB'],
				rows: [
					[
						figure(({ nodes }) => nodes),
						figure(({ wallMs }) => wallMs).toFixed(1),
						cpuMs.toFixed(1),
						heapMB.toFixed(1),
						packedKB.toFixed(1),
					],
				],
			},
			notes: [
				"Each load is a process of its own, with the engine of the pinned n8n. Files come from the system's cache.",
			],
		};
	},
};

async function loaded({ node, packageFolder }: Setting): Promise<Load> {
	const here = path.join(__dirname, '..');
	const preload = ['--expose-gc', '--require', path.join(here, 'hostModules.js')];
	const { stdout } = await run(node, [...preload, path.join(here, 'load.js'), packageFolder], {
		env: { ...process.env, N8N_LOG_LEVEL: 'silent', NODE_ENV: 'production' },
	});
	return JSON.parse(stdout) as Load;
}
