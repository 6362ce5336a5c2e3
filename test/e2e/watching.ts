import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../host/entities';
import { itemsOf } from '../../host/execution';
import { packageName } from '../../host/package';
import type { Step } from './steps';
import type { Subject } from './subject';

const TRIGGER = 'Watch';
/** n8n polls once a minute at most; and a busy machine takes its time. */
const POLL_MS = 65_000;
const PATIENCE_MS = 3 * POLL_MS;
const FIRST_POLL_MS = 20_000;

interface Watched {
	readonly id: string;
	/** What it takes to put right what was broken. */
	repair?: () => Promise<unknown>;
}

const watched = new WeakMap<Subject, Watched>();

function watchedBy(subject: Subject): Watched {
	const known = watched.get(subject);
	if (!known) throw new Error('Nothing is watched');
	return known;
}

/** A workflow of a trigger alone, which polls once a minute. */
const workflowFor = ({ entry, credential }: Subject, events: string[]): Workflow => ({
	name: `Watch ${credential.name}`,
	nodes: [
		{
			name: TRIGGER,
			type: `${packageName()}.${entry.node.type}Trigger`,
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				...AUTHENTICATION[entry.type],
				events,
				options: {},
			},
			credentials: { [entry.type]: credential },
		},
	],
	connections: {},
	settings: {},
});

/** Where it is not what a trigger begins with. */
const AUTHENTICATION: Record<string, object> = {
	dropboxSignSessionsApi: { authentication: 'apiKey' },
	fluxerSessionsOAuth2Api: { authentication: 'oAuth2' },
	fuseSignSessionsApi: { authentication: 'apiToken' },
};

/** Activates a workflow that starts with these events. */
export const watch =
	(...events: string[]): Step =>
	async (subject) => {
		const { rest } = subject.bench;
		const created = await rest.createWorkflow(workflowFor(subject, events));
		watched.set(subject, { id: created.id });
		await rest.activateWorkflow(created);
		// n8n may poll for the first time a moment after it has said that the workflow is active.
		await sleep(FIRST_POLL_MS);
	};

/** The events of each run so far, the oldest first. */
async function runsOf(subject: Subject): Promise<string[]> {
	const { rest } = subject.bench;
	const executions = (await rest.listExecutions(watchedBy(subject).id)).reverse();
	const runs = [];
	for (const { id } of executions) {
		const { status, runs: done } = await rest.waitForExecution(id);
		const events = (done[TRIGGER] ?? []).flatMap(itemsOf).map(({ json }) => String(json.event));
		runs.push(status === 'success' ? events.join() : status);
	}
	return runs;
}

/** Waits until these are the runs, or for as long as it takes two polls to start none. */
export const started =
	(...expected: string[]): Step =>
	async (subject) => {
		let runs = await runsOf(subject);
		const isThere = () => runs.length >= expected.length;
		for (const deadline = Date.now() + PATIENCE_MS; !isThere() && Date.now() < deadline; await sleep(1000)) {
			runs = await runsOf(subject);
		}
		const said = JSON.stringify(runs);
		if (said !== JSON.stringify(expected)) throw new Error(`The runs were ${said}`);
	};

/** Lets two polls go by. */
export const twoPolls: Step = async () => await sleep(2 * POLL_MS);

/** Ends the connection for good, so that only a person can bring it back. */
export const die: Step = async (subject) => {
	const { account, entry } = subject;
	const state = watchedBy(subject);
	if (entry.kind === 'oAuth2') {
		await account.revoke?.();
		state.repair = async () => await subject.connect();
	} else if (account.changeSecret) {
		const changes = (await account.changeSecret()) ?? {};
		await account.revoke?.();
		state.repair = async () => await subject.edit(changes);
	} else {
		await subject.edit(entry.wrong ?? {});
		state.repair = async () => await subject.edit(account.data);
	}
};

/** What a person does who is told. */
export const bringBack: Step = async (subject) => await watchedBy(subject).repair?.();

/** Polls that go on would be counted with the rows that come after. */
export const switchOff: Step = async (subject) =>
	await subject.bench.rest.deactivateWorkflow(watchedBy(subject).id);

/** Switches the workflow off and on again, which has it poll at once. */
export const switchOffAndOn: Step = async (subject) => {
	const { rest } = subject.bench;
	const { id } = watchedBy(subject);
	await switchOff(subject);
	const { versionId } = await rest.updateWorkflow(id, {
		name: `Watch ${subject.credential.name}`,
	} as Workflow);
	await rest.activateWorkflow({ id, versionId });
};

/** Somebody signs in elsewhere. */
export const signInElsewhere: Step = async ({ account, control }) =>
	await control.send('POST', '/tokens', { username: account.data.username });

/** Makes the person a member of these tenants and of no other. */
export const joinTenants =
	(...names: string[]): Step =>
	async ({ account, control }) => {
		const tenants = names.map((name) => ({
			name,
			id: `00000000-0000-4000-8000-0000000000${name.length + 10}`,
		}));
		const email = String(account.data.apiToken).replace('demo-api-token-', '');
		await control.send('PUT', `/users/${email}@example.com`, { apiToken: account.data.apiToken, tenants });
	};
