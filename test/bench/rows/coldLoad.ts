import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ownNode } from '../../../host/node';
import { npm } from '../../../host/npm';
import type { Benchmark, Claim, Setting } from '../benchmark';
import type { ColdLoad } from '../engine/coldLoad';
import { inRounds } from '../rounds';
import { median } from '../statistics';

const run = promisify(execFile);

const OURS = 'this package';
const STARTER = 'n8n-nodes-starter';
/** n8n's starter, and packages that vendors publish for their own service. */
const others = [
	`${STARTER}@0.1.0`,
	'@mendable/n8n-nodes-firecrawl@2.1.2',
	'@crowdin/n8n-nodes-crowdin@0.27.0',
];
const EMPTY =
	"the starter's nodes are demonstrations of a few fields; each of this package holds all the operations of a provider";
const nameOf = (spec: string) => spec.replace(/(?<=.)@.*$/, '');

/** What a start of n8n costs for each package that is installed. */
export const coldLoad: Benchmark = {
	name: 'coldLoad',
	title: 'Cold load of the package',
	async run(setting) {
		const folders = { [OURS]: setting.packageFolder, ...(await install(setting)) };
		const runs = Object.fromEntries(
			Object.entries(folders).map(([name, folder]) => [name, async () => await load(setting, folder)]),
		);
		const samples = await inRounds(runs, setting);
		const figure = (name: string, of: (load: ColdLoad) => number) => median((samples[name] ?? []).map(of));
		const perNode = {
			'CPU ms per node loaded': ({ cpuMs, nodes }: ColdLoad) => cpuMs / nodes,
			'kB of heap per node loaded': ({ heapBytes, nodes }: ColdLoad) => heapBytes / 1000 / nodes,
		};
		const claims: Claim[] = Object.entries(perNode).flatMap(([work, of]) =>
			others.map((other) => ({
				work,
				beside: other,
				measured: figure(OURS, of) / figure(other, of),
				unit: '×',
				toReach: { atMost: 1 },
				...(other.startsWith(STARTER) && { inTheWay: EMPTY }),
			})),
		);
		return {
			claims: [
				...claims,
				{
					work: 'cold load of the whole package',
					beside: '–',
					measured: figure(OURS, ({ cpuMs }) => cpuMs),
					unit: 'CPU ms',
					toReach: { atMost: 50 },
					inTheWay: 'at the edge, and the speed of a shared machine varies by more than what is missing',
				},
			],
			measurements: {
				headings: [
					'package',
					'nodes',
					'ms',
					'CPU ms',
					'heap, kB',
					'kB of descriptions',
					...Object.keys(perNode),
				],
				rows: Object.keys(folders).map((name) => [
					name,
					figure(name, ({ nodes }) => nodes),
					figure(name, ({ wallMs }) => wallMs).toFixed(1),
					figure(name, ({ cpuMs }) => cpuMs).toFixed(1),
					Math.round(figure(name, ({ heapBytes }) => heapBytes / 1000)),
					Math.round(figure(name, ({ descriptionBytes }) => descriptionBytes / 1000)),
					...Object.values(perNode).map((of) => figure(name, of).toFixed(1)),
				]),
			},
			notes: [
				"Each load is a process of its own, in which the pinned n8n's engine has loaded another small package before. Files come from the system's cache.",
				`${STARTER} is the only version that is published; its manifest names a file that it does not hold, which is put right here.`,
			],
		};
	},
};

async function install({ folder }: Setting): Promise<Record<string, string>> {
	const cwd = path.join(folder, 'vendors');
	await mkdir(cwd, { recursive: true });
	await writeFile(path.join(cwd, 'package.json'), '{ "private": true }\n');
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-save', '--no-package-lock'];
	await npm(['install', ...others, ...flags], {
		cwd,
		node: ownNode(),
		logFile: path.join(folder, 'vendors.log'),
	});
	const folders = others.map((spec) => [spec, path.join(cwd, 'node_modules', nameOf(spec))]);
	await mendStarter(path.join(cwd, 'node_modules', STARTER));
	return Object.fromEntries(folders) as Record<string, string>;
}

/** As published it does not load: its manifest names a file `ExampleCredentials` that is called `ExampleCredentialsApi`. */
async function mendStarter(folder: string): Promise<void> {
	const manifest = path.join(folder, 'package.json');
	const text = await readFile(manifest, 'utf8');
	await writeFile(manifest, text.replace('/ExampleCredentials.', '/ExampleCredentialsApi.'));
}

async function load({ node, fixturesFolder }: Setting, folder: string): Promise<ColdLoad> {
	const engine = path.join(__dirname, '..', 'engine');
	const preload = ['--expose-gc', '--require', path.join(engine, 'hostModules.js')];
	const { stdout } = await run(node, [...preload, path.join(engine, 'coldLoad.js'), folder, fixturesFolder], {
		env: { ...process.env, N8N_LOG_LEVEL: 'silent', NODE_ENV: 'production' },
	});
	return JSON.parse(stdout) as ColdLoad;
}
