import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { HostError } from '../../host/errors';
import { howToInstall } from '../../host/installServices';
import type { HostNode } from '../../host/node';
import { signIn } from '../../host/owner';
import { root } from '../../host/paths';
import { elapsed } from '../../host/progress';
import { startQueue } from '../../host/queue';
import { N8nRest } from '../../host/rest';
import { missingServices } from '../../host/services';
import { type Host, isPinned, isPromised } from '../../host/versions';
import { comparePage, sectionsOf } from './capabilities';
import { writePagesOfRuns } from './compatibilityDocs';
import { keepRun, keptRuns, storedRun, withPart } from './results';
import { rows } from './cases';
import { shippedEntries } from './entries';
import { type Entry, titleOf } from './entry';
import { Gate } from './gate';
import { Lane, type Prepared } from './lane';
import { renderMatrix } from './matrix';
import { applies, isMiss, labelOf, type Result, type Row } from './row';
import { folders, log, setUp } from './setUp';
import { Site } from './sites';
import { runSoak } from './soak';

/** What the command line of `npm run e2e` asks for. */
interface Options {
	host: Host;
	quick: boolean;
	/** Only what differs from version to version. */
	short: boolean;
	queue: boolean;
	/** Whether to install what queue mode needs. */
	services: boolean;
	/** Whether to put what comes of a part of the rows into the run that is kept of this version. */
	keep: boolean;
	/** Regular expressions; empty for all. */
	row: string;
	credential: string;
}

const queueServices = { title: 'Redis and PostgreSQL', missing: missingServices };
const SOAK_SECONDS = 120;
/** As many as a small machine has cores. */
const SITES = 2;
const started = Date.now();
const say = (text: string) => process.stdout.write(`${elapsed(started).padStart(5)}  ${text}\n`);

const results: Result[] = [];
const report = (result: Result) => {
	results.push(result);
	if (isMiss(result)) say(`missed: ${labelOf(result)}: ${result.misses.join('; ')}`);
};

/** How many rows a credential type is in, as a measure of the work. */
const workOf = (entry: Entry) =>
	rows.flatMap((row) => row.places.filter((place) => applies(row, entry, place))).length;

/** A lane for each credential type, with a sandbox of its own, spread evenly over the sites. */
async function openLanes({ row, credential, short }: Options, sites: Site[]): Promise<Lane[][]> {
	// Read when the sandbox is loaded: its clients have n8n's address registered.
	process.env.SANDBOX_N8N_URL = sites[0]?.machines.baseUrl;
	const { startSandbox } = await import('../../sandbox/index.js');
	const entries = shippedEntries().filter((entry) => new RegExp(credential, 'i').test(titleOf(entry)));
	const chosen = rows.filter(
		({ name, differs }) => (!short || differs === true) && new RegExp(row, 'i').test(name),
	);
	const lanes = sites.map((site) => ({ site, work: 0, lanes: [] as Lane[] }));
	for (const entry of entries.sort((a, b) => workOf(b) - workOf(a))) {
		const [idlest] = [...lanes].sort((a, b) => a.work - b.work);
		if (!idlest) continue;
		const lane = new Lane(entry, chosen, { ...idlest.site.machines, sandbox: await startSandbox() });
		await lane.open();
		idlest.lanes.push(lane);
		idlest.work += workOf(entry);
	}
	return lanes.map((each) => each.lanes);
}

const all = async <T>(lanes: Lane[], work: (lane: Lane, index: number) => Promise<T>): Promise<T[]> =>
	await Promise.all(lanes.map(work));

/** Prepares the rows that a restart or a crash is the middle of, and has it happen; without any there is none. */
async function prepareAcross(
	phase: 'restart' | 'crash' | 'night',
	lanes: Lane[],
	happens: () => Promise<void>,
	tell: typeof say,
): Promise<Prepared[][]> {
	if (!lanes.some((lane) => lane.has(phase))) return [];
	tell(`before the ${phase}`);
	const prepared = await all(lanes, async (lane) => await lane.prepare([phase]));
	await happens();
	tell('after it');
	return prepared;
}

async function across(...given: Parameters<typeof prepareAcross>): Promise<void> {
	const [, lanes] = given;
	const prepared = await prepareAcross(...given);
	await all(lanes, async (lane, index) => await lane.run(prepared[index] ?? [], report));
}

async function onOneProcess(site: Site, lanes: Lane[], tell: typeof say): Promise<void> {
	await across('restart', lanes, async () => await site.restart(), tell);
	await across('crash', lanes, async () => await site.crash(), tell);
	// Triggers are polled once a minute: nobody waits for those of another lane.
	const nights = await prepareAcross('night', lanes, async () => await site.restart(), tell);
	tell('one process');
	const later = await all(lanes, async (lane) => await lane.prepare(['later']));
	await all(lanes, async (lane, index) => {
		await lane.run(nights[index] ?? [], report);
		await lane.run(await lane.prepare(['single']), report);
		await lane.run(later[index] ?? [], report);
	});
	await site.stop();
}

/** What is left for two workers, and what they cannot do here. */
function workersNeeded({ quick, queue }: Options, lanes: Lane[]): boolean {
	const phases = quick ? (['queue'] as const) : (['queue', 'soak'] as const);
	if (!queue || !lanes.some((lane) => phases.some((phase) => lane.has(phase)))) return false;
	const missing = missingServices();
	if (missing.length === 0) return true;
	const how = howToInstall(missing);
	say(`no two workers: n8n's queue mode needs ${missing.join(' and ')}, not installed here.`);
	say(`On Debian and Ubuntu: ${how}, or as root: npm run e2e -- --install-services`);
	for (const lane of lanes) lane.skip([...phases], how).forEach(report);
	return false;
}

async function onTwoWorkers(
	{ host, quick }: Options,
	node: HostNode,
	port: number,
	lanes: Lane[],
): Promise<void> {
	say('starting two workers');
	const queue = await startQueue({
		host,
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
	const gate = new Gate();
	for (const lane of lanes) lane.moveTo({ rest, baseUrl, gate, postgres: queue.postgres });
	say('two workers');
	await all(lanes, async (lane) => await lane.run(await lane.prepare(['queue']), report));
	const soaked = lanes.filter((lane) => !quick && lane.has('soak'));
	if (soaked.length > 0) {
		say('two minutes of continuous use');
		for (const result of await runSoak(soaked, SOAK_SECONDS)) report(result);
	}
	for (const worker of queue.workers) {
		if (!worker.output().includes('finished execution')) throw new HostError(`${worker.name} had no work`);
	}
	await queue.stop();
}

/**
 * Runs the rows that are asked for, prints the matrix, and writes the pages that come of a whole run.
 * @returns the exit code: 0 when nothing was missed that counts on this version, and something holds
 * @throws HostError when n8n, the package or a service cannot be made ready
 */
export async function run(options: Options): Promise<number> {
	const { host, services } = options;
	const node = await setUp({ host, services: services && queueServices });
	say(`starting ${SITES} n8n ${host.version}, which share the credential types`);
	const sites = await Site.open(host, node, SITES);
	const lanesOf = await openLanes(options, sites);
	const lanes = lanesOf.flat();
	await Promise.all(
		sites.map(async (site, index) => {
			const tell = (text: string) => say(`n8n ${index + 1}: ${text}`);
			await onOneProcess(site, lanesOf[index] ?? [], tell);
		}),
	);
	if (workersNeeded(options, lanes)) await onTwoWorkers(options, node, sites[0]?.port ?? 0, lanes);
	await all(lanes, async (lane) => await lane.close());

	const order = ({ row }: Result) => rows.indexOf(row);
	results.sort((a, b) => titleOf(a.entry).localeCompare(titleOf(b.entry)) || order(a) - order(b));
	process.stdout.write(`\n${renderMatrix(results)}\n\n`);
	const missed = results.filter(isMiss).length;
	const faults = results.filter((result) => isMiss(result) && countsOn(host, result.row));
	const skipped = results.filter((result) => result.skipped !== undefined).length;
	const holding = results.length - missed - skipped;
	await writeDocs(options, skipped);
	say(`${holding} hold, ${missed} missed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
	return faults.length === 0 && holding > 0 ? 0 : 1;
}

/** On versions that are not promised it is told what is weaker; but no secret may leave for another server. */
const countsOn = ({ version }: Host, { guards }: Row) => guards === true || isPromised(version);

/** Where a version is not promised, it is enough to know what differs. */
const isKept = ({ version }: Host, short: boolean) => !short || !isPromised(version);

async function keep({ host: { version }, short, keep: keepsPart }: Options, isAll: boolean): Promise<void> {
	const run = storedRun(version, short, results);
	const kept = keptRuns().find(({ n8n }) => n8n === version);
	if (isAll) await keepRun(run);
	else if (keepsPart && kept) await keepRun(withPart(kept, run));
	else return;
	writePagesOfRuns();
	say('docs/capabilities.md, docs/compatibility.md and the table in README.md are written');
}

/** Only a whole run is kept, or what it lacks; any other says when the page of the pinned n8n is behind. */
async function writeDocs(options: Options, skipped: number): Promise<void> {
	const { host, quick, short, queue, row, credential } = options;
	const isAll = queue && !quick && !row && !credential && skipped === 0;
	await keep(options, isAll && isKept(host, short));
	if (!isPinned(host)) return;
	const page = path.join('docs', 'capabilities.md');
	const { lacking, leftOver } = comparePage(
		await readFile(path.join(root, page), 'utf8'),
		sectionsOf(shippedEntries(), rows),
	);
	if (lacking.length + leftOver.length === 0) return;
	say(`${page} is stale; a whole run writes it: npm run e2e -- --install-services`);
	for (const line of lacking) say(`  it lacks ${line}`);
	for (const line of leftOver) say(`  it still has ${line}`);
}
