import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../host/entities';
import { HostError } from '../../host/errors';
import { type Execution, itemsOf } from '../../host/execution';
import { startN8nOnFreePorts } from '../../host/n8n';
import type { HostNode } from '../../host/node';
import { newOwner } from '../../host/owner';
import { N8nRest } from '../../host/rest';
import { RestError } from '../../host/restClient';
import type { Sandbox } from '../../sandbox';
import { Control } from '../e2e/control';
import type { workplace } from '../e2e/setUp';
import { type Credentials, type Step, TRIGGER, workflowOf } from './workflows';

/** Limits of the service are not what is measured here. */
const NO_LIMIT = 1_000_000_000;
const UNLIMITED = { introspectLimit: NO_LIMIT, tokenLimit: NO_LIMIT, globalLimit: NO_LIMIT };
/** How seldom n8n is asked whether it is done: each question costs the very process that works. */
const POLL_MS = 500;
const LONGEST_MS = 600_000;

/** The demo client of the sandbox. */
export const CLIENT = {
	clientId: '1470000000000000003',
	clientSecret: 'demo-client-secret-connector-not-a-real-one',
};

/** As much of a token answer of Fluxer as a workflow needs. */
export interface Tokens {
	readonly access_token: string;
	readonly refresh_token: string;
}

/** What a workflow is given to do. */
export interface Work {
	readonly steps: Readonly<Record<string, Step>>;
	readonly items: readonly object[];
	/** How many items are to come out, if not all. */
	readonly output?: number;
	/** A field that only a right answer has, among what the last node puts out. */
	readonly proof: string;
	/** How long the service takes to answer, in milliseconds. */
	readonly delayMs?: number;
}

/** What a run came to, by the name of each figure, such as `ms`. */
export type Figures = Readonly<Record<string, number>>;

/** The pinned n8n with its database and the package in it, and the sandbox, which is outside of n8n's process. */
export class Stage {
	readonly fluxer: Control;
	readonly apiUrl: string;
	readonly webUrl: string;

	private constructor(
		private readonly rest: N8nRest,
		sandbox: Sandbox,
	) {
		this.fluxer = new Control(sandbox, 'fluxer');
		this.webUrl = sandbox.fluxer;
		this.apiUrl = `${sandbox.fluxer}/v1`;
	}

	/** Starts both where `setUp` has put everything. They end with this process. */
	static async open(place: ReturnType<typeof workplace>, node: HostNode): Promise<Stage> {
		const n8n = await startN8nOnFreePorts({ node, userFolder: place.n8n, logFile: place.log('n8n') });
		// Read when the sandbox is loaded: its clients have n8n's address registered.
		process.env.SANDBOX_N8N_URL = n8n.baseUrl;
		const { startSandbox } = await import('../../sandbox/index.js');
		const rest = new N8nRest(n8n.baseUrl);
		await rest.setUpOwner(newOwner());
		const stage = new Stage(rest, await startSandbox());
		await stage.fluxer.settings(UNLIMITED);
		return stage;
	}

	/** Stores an OAuth2 credential, that of the Fluxer node unless told otherwise, and connects it. */
	async connected(type = 'fluxerSessionsOAuth2Api', data: object = this.fluxerData()): Promise<Credentials> {
		const id = await this.rest.createCredential({ name: type, type, data: { ...CLIENT, ...data } });
		await this.rest.connectCredential(id);
		return { [type]: { id, name: type } };
	}

	private fluxerData() {
		return { apiUrl: this.apiUrl, webUrl: this.webUrl, scopes: ['identify', 'email'] };
	}

	/** Sessions of so many people. */
	async tokens(count: number): Promise<Tokens[]> {
		const issued = async () => await this.fluxer.send<Tokens>('POST', '/tokens', {});
		return await Promise.all(Array.from({ length: count }, issued));
	}

	/**
	 * Has a workflow work once.
	 *
	 * @throws {HostError} when it failed or lost an answer: what does not work is not fast
	 */
	async run(work: Work): Promise<Figures> {
		const pinData = { [TRIGGER]: work.items.map((json) => ({ json })) };
		const { id } = await this.rest.createWorkflow({ ...workflowOf(work.steps), pinData } as Workflow);
		const { fluxer } = this;
		await fluxer.noFaults();
		if (work.delayMs) await fluxer.fault({ kind: 'slow', delayMs: work.delayMs, times: NO_LIMIT });
		await fluxer.send('DELETE', '/counters');
		const started = await this.rest.startWorkflow(id, TRIGGER);
		await this.untilEnded(id);
		const counters = await fluxer.counters();
		return {
			ms: checkedMs(work, await this.rest.waitForExecution(started)),
			'token calls': counters.tokenCalls,
			'answers of 401': counters.unauthorized,
			'most in flight': counters.inFlightMost,
		};
	}

	/** Asks for the state of executions alone: the data of one that works on ten thousand items is megabytes. */
	private async untilEnded(workflowId: string): Promise<void> {
		for (const deadline = Date.now() + LONGEST_MS; Date.now() < deadline;) {
			await sleep(POLL_MS);
			const executions = await this.rest.listExecutions(workflowId).catch(noneIfBusy);
			if (executions.some(({ status }) => !['new', 'running'].includes(status))) return;
		}
		throw new HostError(`The execution did not end within ${LONGEST_MS / 1000} seconds`);
	}
}

/** An n8n that is busy with a thousand requests at once answers late, or that its database is not ready. */
function noneIfBusy(error: unknown): [] {
	if (error instanceof RestError && [undefined, 503].includes(error.status)) return [];
	throw error;
}

/** How long the nodes after the trigger took, in milliseconds: from the start of the first to the end of the last. */
function checkedMs(
	{ steps, items, proof, output: wanted = items.length }: Work,
	{ status, error, runs }: Execution,
): number {
	const names = Object.keys(steps);
	const output = (runs[names.at(-1) ?? ''] ?? []).flatMap(itemsOf);
	const answers = output.filter(({ json }) => json[proof]).length;
	if (status !== 'success' || answers !== wanted) {
		const told = error?.message ?? JSON.stringify(output.find(({ json }) => !json[proof])?.json ?? '');
		throw new HostError(`${names.join(', ')}: ${status}, ${answers} of ${wanted} answers. ${told}`);
	}
	const worked = names.flatMap((name) => runs[name] ?? []);
	const ends = worked.map(({ startTime, executionTime }) => startTime + executionTime);
	return Math.max(...ends) - Math.min(...worked.map(({ startTime }) => startTime));
}
