import axios from 'axios';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshConnection } from '../../host/freshConnection';
import { untilReady } from '../../host/patience';
import type { N8nRest } from '../../host/rest';
import type { Workflow } from '../../host/entities';
import type { Sandbox } from '../../sandbox';
import type { Gate } from './gate';
import type { ScriptedModel } from './scriptedModel';
import type { Storage } from './storage';

const PATIENCE_MS = 30_000;

/** What rows run on: an n8n, whichever way it was started, the sandbox, and a server that belongs to neither. */
export interface Bench {
	/** Its version. */
	readonly n8n: string;
	readonly rest: N8nRest;
	readonly baseUrl: string;
	readonly sandbox: Sandbox;
	readonly storage: Storage;
	readonly stranger: Stranger;
	readonly model: ScriptedModel;
	readonly gate: Gate;
	/** Its database, in queue mode. */
	readonly postgres?: { readonly port: number; readonly password: string };
}

/** The part of it that is n8n. */
export type Machines = Omit<Bench, 'sandbox' | 'stranger' | 'model'>;

/** n8n publishes in its own time, and the more is published at once the longer it takes. */
const LISTENING_MS = 60_000;

/** Publishes a workflow and waits until its webhook listens. */
export async function publish({ rest, baseUrl }: Bench, workflow: Workflow, path: string): Promise<string> {
	const created = await rest.createWorkflow(workflow);
	// A busy n8n takes the parameters of a node for wrong now and then, and for right the next time.
	await rest.activateWorkflow(created).catch(async () => {
		await sleep(1000);
		await rest.activateWorkflow(created);
	});
	for (const deadline = Date.now() + LISTENING_MS; Date.now() < deadline; await sleep(50)) {
		// A webhook that listens says that it takes POST only.
		const { data } = await ask(baseUrl, 'GET', path);
		if (/did you mean to make a POST/i.test(JSON.stringify(data))) return created.id;
	}
	throw new Error(`The webhook of ${workflow.name} does not listen`);
}

/** What a webhook answers: the HTTP status, and its JSON. */
export interface Answer {
	status: number;
	data: unknown;
}

/**
 * Calls a webhook; its answer is what the last node put out. Undefined when there is none: of some hundred executions
 * n8n in queue mode now and then finishes one and keeps its webhook waiting.
 */
export async function callWebhook(
	{ baseUrl }: Pick<Bench, 'baseUrl'>,
	path: string,
	body: object,
): Promise<Answer | undefined> {
	return await ask(baseUrl, 'POST', path, body).catch((error: { code?: string }) => {
		if (error.code === 'ECONNABORTED') return undefined;
		throw error;
	});
}

async function ask(baseUrl: string, method: string, path: string, data?: object) {
	const request = {
		method,
		url: `${baseUrl}/webhook/${path}`,
		data,
		proxy: false,
		...freshConnection,
		timeout: PATIENCE_MS,
		validateStatus: () => true,
	} as const;
	return await untilReady(async () => await axios.request<unknown>(request));
}

/** A server that is no provider's: a credential that shows up here has leaked. */
export class Stranger {
	private readonly seen: string[] = [];
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			this.seen.push(secretsOf(request));
			response.setHeader('content-type', 'application/json').end('{"stranger":true}');
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	/** Another host name than the one that the sandbox goes by. */
	get url(): string {
		return `http://localhost:${(this.server.address() as AddressInfo).port}/`;
	}

	/** How many requests have come with something secret. */
	get leaked(): number {
		return this.seen.filter(Boolean).length;
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}

/** A POST with a client's secret is a sign-in, at a server that the credential was told is its own. */
function secretsOf({ method, headers, url }: IncomingMessage): string {
	const named = ['authorization', 'cookie', 'x-api-token'].map((name) => headers[name]);
	const client = method === 'POST' ? '' : headers['x-cal-secret-key'];
	return [...named, client, /token|key/i.test(url ?? '') ? url : ''].filter(Boolean).join();
}
