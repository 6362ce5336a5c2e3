import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, callWebhook, publish } from './bench';
import { limits } from './cases/limits';
import { soak } from './cases/soak';
import { Control } from './control';
import type { Entry } from './entry';
import { excusesOf } from './limits';
import { applies, type Result } from './row';
import { Subject } from './subject';
import { type Place, soakWorkflow } from './workflows';

const TOKEN_SECONDS = 5;
const SCHEDULE_SECONDS = 3;
const WEBHOOK_MS = 2000;

interface Soaked {
	bench: Bench;
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
	return { bench, entry, place, path, said: [], workflowId: await publish(bench, workflow, path) };
}

async function callUntil(soaked: Soaked, end: number): Promise<void> {
	while (Date.now() < end) {
		const answer = await callWebhook(soaked.bench, soaked.path, {});
		if (answer && answer.status !== 200) {
			soaked.said.push(`the webhook answered ${answer.status} ${JSON.stringify(answer.data)}`);
		}
		await sleep(WEBHOOK_MS * (0.5 + Math.random()));
	}
}

async function outcome({ bench: { rest, n8n }, entry, place, workflowId, said }: Soaked): Promise<Result> {
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
		excuse: excusesOf(limits, n8n, soak, entry, place).excuse,
		note: `${executions.length} executions`,
	};
}

/** Uses credentials for `seconds` with tokens that hardly last: each on a schedule, and by a webhook meanwhile. */
export async function runSoak(
	pairs: Array<{ bench: Bench; entry: Entry }>,
	seconds: number,
): Promise<Result[]> {
	const soaked: Soaked[] = [];
	for (const { bench, entry } of pairs) {
		const control = new Control(bench.sandbox, entry.provider);
		await control.noFaults();
		await control.settings({ ...entry.settings, ...entry.lifetime(TOKEN_SECONDS) });
		for (const place of soak.places.filter((each) => applies(soak, entry, each))) {
			soaked.push(await start(bench, entry, place));
		}
	}
	const end = Date.now() + seconds * 1000;
	await Promise.all(soaked.map(async (each) => await callUntil(each, end)));
	return await Promise.all(soaked.map(outcome));
}
