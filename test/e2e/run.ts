import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HostError } from '../../host/errors';
import { type N8n, startN8n } from '../../host/n8n';
import type { HostNode } from '../../host/node';
import { signIn } from '../../host/owner';
import { root } from '../../host/paths';
import { freePorts } from '../../host/ports';
import { elapsed } from '../../host/progress';
import { startQueue } from '../../host/queue';
import { N8nRest } from '../../host/rest';
import type { Bench } from './bench';
import { capabilitiesPage, sectionsOf } from './capabilities';
import { rows } from './cases';
import { shippedEntries } from './entries';
import { titleOf } from './entry';
import { Lane } from './lane';
import { renderMatrix } from './matrix';
import { isMiss, labelOf, type Result } from './row';
import { folders, log, setUp } from './setUp';
import { runSoak } from './soak';
import { Storage } from './storage';

export interface Options {
	quick: boolean;
	queue: boolean;
	/** Regular expressions; empty for all. */
	row: string;
	credential: string;
}

const SOAK_SECONDS = 120;
const started = Date.now();
const say = (text: string) => process.stdout.write(`${elapsed(started).padStart(5)}  ${text}\n`);

const results: Result[] = [];
const report = (result: Result) => {
	results.push(result);
	if (isMiss(result)) say(`missed: ${labelOf(result)}: ${result.misses.join('; ')}`);
};

/** A lane for each credential type, with a sandbox of its own. */
async function openLanes(
	{ row, credential }: Options,
	machines: Omit<Bench, 'sandbox' | 'stranger'>,
): Promise<Lane[]> {
	// Read when the sandbox is loaded: its clients have n8n's address registered.
	process.env.SANDBOX_N8N_URL = machines.baseUrl;
	const { startSandbox } = await import('../../sandbox/index.js');
	const entries = shippedEntries().filter((entry) => new RegExp(credential, 'i').test(titleOf(entry)));
	const chosen = rows.filter(({ name }) => new RegExp(row, 'i').test(name));
	return await Promise.all(
		entries.map(async (entry) => {
			const lane = new Lane(entry, chosen, { ...machines, sandbox: await startSandbox() });
			await lane.open();
			return lane;
		}),
	);
}

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
	await rm(path.join(folders.n8n, '.n8n', 'crash.journal'), { force: true });
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

async function onTwoWorkers({ quick }: Options, node: HostNode, port: number, lanes: Lane[]): Promise<void> {
	say('starting two workers');
	const queue = await startQueue({
		node,
		folder: folders.queue,
		packagesFrom: folders.n8n,
		port,
		workers: 2,
		log,
	});
	const { baseUrl } = queue.main;
	const rest = new N8nRest(baseUrl);
	await signIn(rest, path.join(folders.queue, 'main'));
	for (const lane of lanes) lane.moveTo({ rest, baseUrl });
	say('two workers');
	await all(lanes, async (lane) => await lane.run(await lane.prepare(['queue']), report));
	if (!quick) {
		say('two minutes of continuous use');
		for (const result of await runSoak(lanes, SOAK_SECONDS)) report(result);
	}
	for (const worker of queue.workers) {
		if (!worker.output().includes('finished execution')) throw new HostError(`${worker.name} had no work`);
	}
	await queue.stop();
}

/** @returns the exit code */
export async function run(options: Options): Promise<number> {
	const node = await setUp(options);
	const { port, brokerPort } = await freePorts({ port: 5688, brokerPort: 5689 });
	const shared = { node, userFolder: folders.n8n, port, brokerPort, logFile: log('n8n') };
	const start = async () => await startN8n({ ...shared, env: { N8N_LOG_LEVEL: 'info' } });
	const first = await start();
	const { baseUrl } = first;
	const rest = new N8nRest(baseUrl);
	await signIn(rest, folders.n8n);
	const storage = new Storage(node, folders.n8n);
	const lanes = await openLanes(options, { rest, baseUrl, storage });

	await onOneProcess(lanes, start, first);
	if (options.queue) await onTwoWorkers(options, node, port, lanes);
	await all(lanes, async (lane) => await lane.close());

	const order = ({ row }: Result) => rows.indexOf(row);
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
