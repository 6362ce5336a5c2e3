import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../host/entities';
import { callWebhook, publish } from './bench';
import { DataTables, exampleFor, type TableRow } from './examples';
import type { Step } from './steps';
import type { Subject } from './subject';

let races = 0;
const ALIVE = 30;
/** Those alive, one that a crash left claimed, and one that is over. */
export const DUE = ALIVE + 2;
const EXECUTIONS = 4;
const SETTLED_MS = 60_000;
const MINUTE_MS = 60_000;

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString();

/** Runs the hourly example several times at once over one table. @throws {Error} when a row is not what it has to be */
export const raceForTheTable: Step = async (subject) => {
	// Not the table of the example, which others use as well.
	const [path, table] = [`race${++races}`, `Race ${races} of sessions`];
	const workflow = withWebhook(await exampleFor(subject, 'hourly-ensure-fresh'), path, table);
	const tables = await DataTables.of(subject);
	await tables.create(workflow, table);
	await tables.insert(table, await storedSessions(subject));
	await publish(subject.bench, workflow, path);
	const before = await tables.rows(table);
	await Promise.all(
		Array.from({ length: EXECUTIONS }, async () => await callWebhook(subject.bench, path, {})),
	);
	// n8n in queue mode keeps a webhook waiting now and then, and a slow machine takes its time.
	let problems = await problemsOf(subject, before, await tables.rows(table));
	for (
		const deadline = Date.now() + SETTLED_MS;
		problems.length > 0 && Date.now() < deadline;
		await sleep(500)
	) {
		problems = await problemsOf(subject, before, await tables.rows(table));
	}
	return [...problems, ...(await notSpentOnce(subject, before))];
};

/** By token: what an execution of another row does late is counted with the calls of this one. */
async function notSpentOnce({ control }: Subject, rows: TableRow[]): Promise<string[]> {
	type Sent = { body?: { refresh_token?: string } };
	const sent = (await control.send<Sent[]>('GET', '/requests')).map(({ body }) => body?.refresh_token);
	return rows.flatMap(({ owner, refreshToken }) => {
		const times = sent.filter((token) => token === refreshToken).length;
		const isDue = !/^(claimed|fresh|told before)$/.test(String(owner));
		return times === (isDue ? 1 : 0) ? [] : [`the token of ${String(owner)} was sent ${times} times`];
	});
}

function withWebhook(example: Workflow, path: string, table: string): Workflow {
	const workflow = JSON.parse(JSON.stringify(example).replaceAll('Fluxer sessions', table)) as Workflow;
	const webhook = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 300] as [number, number],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
	};
	const { 'Every Hour': _schedule, ...connections } = workflow.connections;
	const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.scheduleTrigger'));
	return {
		...workflow,
		name: `Hourly ${path}`,
		nodes: [...nodes, webhook],
		connections: { ...connections, Webhook: connections.Start },
	};
}

async function storedSessions({ control }: Subject): Promise<object[]> {
	await control.send('PUT', '/users/hourly', {});
	const session = async (owner: string, more: object) => {
		const asked = { username: 'hourly', scope: 'identify' };
		type Answer = { access_token: string; refresh_token: string };
		const { access_token, refresh_token } = await control.send<Answer>('POST', '/tokens', asked);
		const tokens = { accessToken: access_token, refreshToken: refresh_token };
		return { owner, ...tokens, expiresAt: inMinutes(5), ...more };
	};
	const claimed = (by: string, minutes: number) => ({ claimedBy: by, claimedUntil: inMinutes(minutes) });
	const alive = Array.from({ length: ALIVE }, async (_, index) => await session(`alive ${index}`, {}));
	return await Promise.all([
		...alive,
		session('crashed', claimed('an execution that died', -1)),
		session('claimed', claimed('an execution that goes on', 5)),
		session('fresh', { expiresAt: inMinutes(24 * 60) }),
		session('over', { refreshToken: 'mustnotleak-a-token-that-is-over' }),
		session('told before', { status: 'reconnectRequired' }),
	]);
}

async function problemsOf({ control }: Subject, before: TableRow[], after: TableRow[]): Promise<string[]> {
	const living = new Set(
		(await control.send<Array<{ token: string }>>('GET', '/tokens')).map(({ token }) => token),
	);
	const problems = after.flatMap((row) => {
		const old = before.find(({ id }) => id === row.id);
		const owner = String(row.owner);
		const say = (isWrong: boolean, what: string) => (isWrong ? [`${owner} ${what}`] : []);
		if (/^(claimed|fresh|told before)$/.test(owner))
			return say(row.updatedAt !== old?.updatedAt, 'was touched');
		const isOver = owner === 'over';
		return [
			...say(row.claimedBy !== null || row.claimedUntil !== null, 'is still claimed'),
			...say(
				row.status !== (isOver ? 'reconnectRequired' : 'refreshed'),
				`has the status ${String(row.status)}`,
			),
			...say(!isOver && !living.has(String(row.refreshToken)), 'has lost its tokens'),
			...say(!isOver && row.refreshToken === old?.refreshToken, 'was not refreshed'),
		];
	});
	if (after.length !== before.length) problems.push(`${before.length - after.length} rows are gone`);
	return problems;
}
