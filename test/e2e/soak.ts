import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, callWebhook, publish, Stranger } from './bench';
import { soak } from './cases/soak';
import { Control } from './control';
import type { Entry } from './entry';
import { applies, excuseOf, type Result } from './row';
import { Subject } from './subject';
import { type Place, soakWorkflow } from './workflows';

const TOKEN_SECONDS = 5;
const SCHEDULE_SECONDS = 3;
const WEBHOOK_MS = 2000;

interface Soaked {
	entry: Entry;
	place: Place;
	path: string;
	workflowId: string;
	said: string[];
}

async function start(bench: Bench, entry: Entry, place: Place): Promise<Soaked> {
	const control = new Control(bench.sandbox, entry.provider);
	const subject = await Subject.create(bench, control, entry, place);
	await subject.connect();
	const path = `soak-${subject.credential.id}`;
	const options = { sandbox: bench.sandbox, everySeconds: SCHEDULE_SECONDS };
	const workflow = soakWorkflow(entry, place, subject.credential, path, options);
	return { entry, place, path, said: [], workflowId: await publish(bench, workflow, path) };
}

async function callUntil(bench: Bench, soaked: Soaked, end: number): Promise<void> {
	while (Date.now() < end) {
		const { status, data } = await callWebhook(bench, soaked.path, {});
		if (status !== 200) soaked.said.push(`the webhook answered ${status} ${JSON.stringify(data)}`);
		await sleep(WEBHOOK_MS * (0.5 + Math.random()));
	}
}

async function outcome({ rest }: Bench, { entry, place, workflowId, said }: Soaked): Promise<Result> {
	await rest.deactivateWorkflow(workflowId);
	let executions = await rest.listExecutions(workflowId);
	for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(300)) {
		if (executions.every(({ status }) => !['new', 'running', 'waiting'].includes(status))) break;
		executions = await rest.listExecutions(workflowId);
	}
	const failed = executions.filter(({ status }) => status !== 'success');
	for (const { id, status } of failed.slice(0, 1)) {
		const { error } = await rest.getExecution(id);
		said.unshift(`${status}: ${error?.message} ${error?.description ?? ''}`);
	}
	const misses = failed.length > 0 ? [`${failed.length} of ${executions.length} failed`, ...said] : said;
	if (executions.length < 40) misses.push(`there were only ${executions.length} executions`);
	return {
		row: soak,
		entry,
		place,
		costs: { failures: failed.length },
		misses: misses.slice(0, 3),
		excuse: excuseOf(soak, entry, place),
		note: `${executions.length} executions`,
	};
}

/** Uses credentials for `seconds` with tokens that hardly last: each on a schedule, and by a webhook meanwhile. */
export async function runSoak(
	machines: Omit<Bench, 'stranger'>,
	entries: Entry[],
	seconds: number,
): Promise<Result[]> {
	const bench = { ...machines, stranger: new Stranger() };
	const pairs = entries.flatMap((entry) =>
		soak.places.filter((place) => applies(soak, entry, place)).map((place) => ({ entry, place })),
	);
	for (const entry of entries) {
		const control = new Control(bench.sandbox, entry.provider);
		await control.noFaults();
		await control.settings({ ...entry.settings, ...entry.lifetime(TOKEN_SECONDS) });
	}
	const soaked: Soaked[] = [];
	for (const { entry, place } of pairs) soaked.push(await start(bench, entry, place));
	const end = Date.now() + seconds * 1000;
	await Promise.all(soaked.map(async (each) => await callUntil(bench, each, end)));
	return await Promise.all(soaked.map(async (each) => await outcome(bench, each)));
}
