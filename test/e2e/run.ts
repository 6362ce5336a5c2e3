import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readyHost } from '../../host/install';
import { HostError } from '../../host/errors';
import { type N8n, startN8n } from '../../host/n8n';
import type { HostNode } from '../../host/node';
import { signIn } from '../../host/owner';
import { installPackage, packPackage } from '../../host/package';
import { hostFolder, root, runtimeFolder } from '../../host/paths';
import { freePorts } from '../../host/ports';
import { elapsed } from '../../host/progress';
import { startQueue } from '../../host/queue';
import { N8nRest } from '../../host/rest';
import { needServices } from '../../host/services';
import type { Bench } from './bench';
import { capabilitiesPage, sectionsOf } from './capabilities';
import { rows } from './cases';
import { shippedEntries } from './entries';
import { titleOf } from './entry';
import { Lane } from './lane';
import { renderMatrix } from './matrix';
import { runSoak } from './soak';
import { isMiss, labelOf, type Result } from './row';

export interface Options {
	quick: boolean;
	queue: boolean;
	/** Regular expressions; empty for all. */
	row: string;
	credential: string;
}

const folder = path.join(root, 'build', 'e2e');
const userFolder = path.join(folder, 'n8n');
const log = (name: string) => path.join(folder, 'logs', `${name}.log`);
const started = Date.now();
const say = (text: string) => process.stdout.write(`${elapsed(started).padStart(5)}  ${text}\n`);

const results: Result[] = [];
const report = (result: Result) => {
	results.push(result);
	if (isMiss(result)) say(`missed: ${labelOf(result)}: ${result.misses.join('; ')}`);
};

function lanesOf({ row, credential }: Options, bench: Machines): Lane[] {
	const shipped = shippedEntries();
	const named = shipped.filter((entry) => new RegExp(credential, 'i').test(titleOf(entry)));
	const chosen = rows.filter(({ name }) => new RegExp(row, 'i').test(name));
	return [...new Set(named.map(({ provider }) => provider))].map(
		(provider) =>
			new Lane(
				named.filter((entry) => entry.provider === provider),
				chosen,
				bench,
			),
	);
}

type Machines = Omit<Bench, 'stranger'>;

const all = async <T>(lanes: Lane[], work: (lane: Lane, index: number) => Promise<T>): Promise<T[]> =>
	await Promise.all(lanes.map(work));

/** Rows that n8n is restarted between, first politely and then not. */
async function acrossRestarts(lanes: Lane[], start: () => Promise<N8n>, first: N8n): Promise<N8n> {
	say('before a restart');
	const restart = await all(lanes, async (lane) => await lane.prepare(['restart']));
	await first.stop();
	const second = await start();
	say('after it');
	await all(lanes, async (lane, index) => await lane.run(restart[index] ?? [], report));
	say('before n8n is killed');
	const crash = await all(lanes, async (lane) => await lane.prepare(['crash']));
	await second.kill();
	// Else n8n pauses for ten seconds, to slow down a crash that repeats itself.
	await rm(path.join(userFolder, '.n8n', 'crash.journal'), { force: true });
	const third = await start();
	say('after it');
	await all(lanes, async (lane, index) => await lane.run(crash[index] ?? [], report));
	return third;
}

async function onOneProcess(lanes: Lane[], start: () => Promise<N8n>, first: N8n): Promise<void> {
	const n8n = await acrossRestarts(lanes, start, first);
	say('one process');
	const later = await all(lanes, async (lane) => await lane.prepare(['later']));
	await all(lanes, async (lane, index) => {
		await lane.run(await lane.prepare(['single']), report);
		await lane.run(later[index] ?? [], report);
	});
	await n8n.stop();
}

async function onTwoWorkers(
	options: Options,
	node: HostNode,
	port: number,
	lanes: Lane[],
	bench: Machines,
): Promise<void> {
	say('two workers');
	const queue = await startQueue({ node, folder, packagesFrom: userFolder, port, workers: 2, log });
	const rest = new N8nRest(queue.main.baseUrl);
	await signIn(rest, path.join(folder, 'main'));
	for (const lane of lanes) lane.moveTo({ ...bench, rest });
	await all(lanes, async (lane) => await lane.run(await lane.prepare(['queue']), report));
	if (!options.quick) {
		say('two minutes of continuous use');
		const kept = lanes.flatMap(({ entries: own }) => own);
		for (const result of await runSoak({ ...bench, rest }, kept, 120)) report(result);
	}
	for (const worker of queue.workers) {
		if (!worker.output().includes('finished execution')) throw new HostError(`${worker.name} had no work`);
	}
	await queue.stop();
}

/** @returns the exit code */
export async function run(options: Options): Promise<number> {
	const node = readyHost({ hostFolder, runtimeFolder });
	if (!node) throw new HostError('n8n is not installed.', 'Run `npm start -- --once` first.');
	await rm(folder, { recursive: true, force: true });
	await mkdir(path.dirname(log('')), { recursive: true });
	// What the package asks of n8n has to be n8n's own, and not what this repository has for its tests.
	await symlink(path.join(hostFolder, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
	if (options.queue) needServices(log('apt'));
	await installPackage(await packPackage(log('build')), userFolder, log('build'));
	const { port, brokerPort } = await freePorts({ port: 5688, brokerPort: 5689 });
	const env = { N8N_LOG_LEVEL: 'info' };
	const start = async () => await startN8n({ node, userFolder, port, brokerPort, logFile: log('n8n'), env });
	const first = await start();
	// Read when the sandbox is loaded: its clients have n8n's address registered.
	process.env.SANDBOX_N8N_URL = first.baseUrl;
	const { startSandbox } = await import('../../sandbox/index.js');
	const sandbox = await startSandbox();
	const rest = new N8nRest(first.baseUrl);
	await signIn(rest, userFolder);
	const bench: Machines = { rest, baseUrl: first.baseUrl, sandbox };
	const lanes = lanesOf(options, bench);
	await all(lanes, async (lane) => await lane.open());

	await onOneProcess(lanes, start, first);
	if (options.queue) await onTwoWorkers(options, node, port, lanes, bench);

	for (const lane of lanes) lane.close();
	await sandbox.close();
	const order = (result: Result) => rows.indexOf(result.row);
	results.sort((a, b) => titleOf(a.entry).localeCompare(titleOf(b.entry)) || order(a) - order(b));
	process.stdout.write(`\n${renderMatrix(results)}\n\n`);
	const missed = results.filter(isMiss);
	if (options.queue && !options.quick && !options.row && !options.credential) {
		const page = capabilitiesPage(sectionsOf(shippedEntries(), rows), results);
		await writeFile(path.join(root, 'docs', 'capabilities.md'), page);
		say('docs/capabilities.md is written');
	}
	say(`${results.length - missed.length} hold, ${missed.length} missed`);
	return missed.length === 0 && results.length > 0 ? 0 : 1;
}
