import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Credential, Workflow } from '../../host/entities';
import { type Execution, itemsOf, type NodeRun } from '../../host/execution';
import { type N8n, startN8n, type N8nOptions } from '../../host/n8n';
import { newOwner } from '../../host/owner';
import { installPackages } from '../../host/package';
import { N8nRest } from '../../host/rest';
import { RestError } from '../../host/restClient';
import { TRIGGER } from './workflows';

/** How seldom n8n is asked whether it is done: each question costs the very process that works. */
const POLL_MS = 1000;
const LONGEST_MS = 600_000;

export interface RealRun {
	/** From the start of the first node after the trigger to the end of the last. */
	readonly wallMs: number;
	/** User and system time of n8n over all of the execution, storing it included. NaN where the system does not tell. */
	readonly cpuMs: number;
	/** Items of the last node. */
	readonly items: number;
	readonly error?: string;
}

/** The pinned n8n with its database, with the package installed as a community package. */
export class RealN8n {
	private constructor(
		private readonly n8n: N8n,
		private readonly rest: N8nRest,
	) {}

	static async start(options: N8nOptions, tarball: string): Promise<RealN8n> {
		await installPackages([tarball], options.userFolder, options.logFile);
		const n8n = await startN8n(options);
		const rest = new N8nRest(n8n.baseUrl);
		await rest.setUpOwner(newOwner());
		return new RealN8n(n8n, rest);
	}

	/** Stores a credential and gives back how nodes name it. */
	async credential(credential: Omit<Credential, 'id'>): Promise<{ id: string; name: string }> {
		return { id: await this.rest.createCredential(credential), name: credential.name };
	}

	/** Connects an OAuth2 credential, or connects it anew. */
	async connect({ id }: { id: string }): Promise<void> {
		await this.rest.connectCredential(id);
	}

	/** Stores a workflow whose trigger hands out these items; gives back how to run it. */
	async workflow(workflow: Workflow, items: readonly object[]): Promise<() => Promise<RealRun>> {
		const pinData = { [TRIGGER]: items.map((json) => ({ json })) };
		const { id } = await this.rest.createWorkflow({ ...workflow, pinData } as Workflow);
		const last = workflow.nodes.at(-1)?.name ?? '';
		return async () => {
			const cpuBefore = this.cpuMs();
			const execution = await this.finished(await this.rest.startWorkflow(id, TRIGGER));
			return { ...summary(execution, last), cpuMs: this.cpuMs() - cpuBefore };
		};
	}

	private async finished(id: string): Promise<Execution> {
		const url = `/executions?filter=${encodeURIComponent(JSON.stringify({ status: ['running', 'new'] }))}`;
		for (const deadline = Date.now() + LONGEST_MS; Date.now() < deadline;) {
			await sleep(POLL_MS);
			const going = await this.rest.request<Going>('GET', url).catch(unlessBusy);
			if (going && !going.results.some((running) => running.id === id))
				return await this.rest.waitForExecution(id);
		}
		throw new Error(`The execution did not end within ${LONGEST_MS / 1000} seconds`);
	}

	private cpuMs(): number {
		try {
			const fields = readFileSync(`/proc/${this.n8n.pid}/stat`, 'utf8')
				.replace(/^.*\) /s, '')
				.split(' ');
			return (Number(fields[11]) + Number(fields[12])) * 10;
		} catch {
			return NaN;
		}
	}

	/** The most memory that n8n has had so far, in MB. NaN where the system does not tell. */
	mostMemoryMB(): number {
		try {
			const status = readFileSync(`/proc/${this.n8n.pid}/status`, 'utf8');
			return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1000;
		} catch {
			return NaN;
		}
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
	}
}

interface Going {
	readonly results: ReadonlyArray<{ id: string }>;
}

const BUSY = /timeout|ECONNRESET/;

/** An n8n that is busy with a thousand requests at once finds no time for its database, and says so. */
function unlessBusy(error: unknown): undefined {
	if (error instanceof RestError && (error.status === 503 || BUSY.test(error.message))) return;
	throw error;
}

function summary({ runs, error, status }: Execution, last: string): Omit<RealRun, 'cpuMs'> {
	const worked = Object.entries(runs).flatMap(([name, list]) => (name === TRIGGER ? [] : list));
	const start = Math.min(...worked.map(({ startTime }) => startTime));
	const end = Math.max(...worked.map(({ startTime, executionTime }) => startTime + executionTime));
	const output = (runs[last] ?? []).flatMap((run: NodeRun) => itemsOf(run));
	const { items, failed } = judged(output);
	const message = error?.message ?? failed;
	return {
		wallMs: end - start,
		items,
		error: message ?? (status === 'success' ? undefined : `The execution ended as ${status}`),
	};
}

interface Output {
	readonly json: Record<string, unknown>;
	readonly error?: unknown;
}

/** Whether an item holds what was asked for: an introspection, an authorization, an account or a fresh session. */
const isAnswer = ({ active, scopes, username, accessToken }: Output['json']): boolean =>
	active === true ||
	Array.isArray(scopes) ||
	typeof username === 'string' ||
	(typeof accessToken === 'string' && accessToken !== '');

/** How many items of a node's output are answers, and the first that is an error, as text. */
function judged(output: readonly Output[]): { items: number; failed?: string } {
	const failed = output.find(({ json, error }) => error ?? json.error);
	const error = failed?.error ?? failed?.json.error;
	return {
		items: output.filter(({ json, error: own }) => !own && !json.error && isAnswer(json)).length,
		...(failed && { failed: error instanceof Error ? error.message : JSON.stringify(error) }),
	};
}

/** The run itself. @throws {Error} when it failed or lost items: what does not work is not fast. */
export function checked<T extends Pick<RealRun, 'items' | 'error'>>(label: string, run: T, items: number): T {
	if (run.error !== undefined) throw new Error(`${label} failed: ${run.error}`);
	if (run.items !== items) throw new Error(`${label} put out ${run.items} items in place of ${items}`);
	return run;
}
