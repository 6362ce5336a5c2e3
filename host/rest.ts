import { setTimeout as sleep } from 'node:timers/promises';
import type { Credential, NodeTypeDescription, Owner, Workflow } from './entities';
import { decodeExecution, type Execution, type StoredExecution } from './execution';
import type { CredentialTypeDescription } from './offered';
import { RestClient, RestError } from './restClient';

type ExecutionSummary = Pick<Execution, 'id' | 'status'>;

const stillGoing = new Set(['new', 'running', 'waiting', 'unknown']);

/** The REST API behind n8n's editor, as its owner. Every method throws RestError when n8n refuses. */
export class N8nRest extends RestClient {
	/** Makes the owner of a new n8n and signs in as them. */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.request('POST', '/owner/setup', { ...owner, firstName: 'Sandbox', lastName: 'Owner' });
		await this.login(owner);
	}

	async login({ email, password }: Owner): Promise<void> {
		await this.request('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	/** Stores a credential and returns its id, which n8n chooses. */
	async createCredential({ name, type, data }: Omit<Credential, 'id'>): Promise<string> {
		return (await this.request<{ id: string }>('POST', '/credentials', { name, type, data })).id;
	}

	/**
	 * Connects an OAuth2 credential as Connect does, at a consent page that says yes by itself, whichever n8n it names.
	 * @throws RestError when it does not
	 */
	async connectCredential(id: string): Promise<void> {
		const page = await this.request<string>('GET', `/oauth2-credential/auth?id=${id}`);
		const { status, headers } = await this.follow(page);
		if (!headers.location) throw new RestError('The consent page did not redirect', status);
		const { pathname, search } = new URL(String(headers.location));
		const callback = await this.follow(`${this.baseUrl}${pathname}${search}`);
		if (callback.status >= 300 || /error/i.test(callback.data.slice(0, 2000))) {
			throw new RestError('n8n could not connect the credential', callback.status);
		}
	}

	async updateCredential({ id, ...credential }: Credential): Promise<void> {
		await this.request('PATCH', `/credentials/${id}`, credential);
	}

	/**
	 * Changes some of a credential's data as the editor does, which sends everything back and n8n's blanks in place of
	 * the secrets it was not shown.
	 */
	async editCredential(id: string, changes: Record<string, unknown>): Promise<void> {
		const { name, type, data } = await this.readCredential(id);
		await this.updateCredential({ id, name, type, data: { ...data, ...changes } });
	}

	/** The stored credentials without their data. */
	async listCredentials(): Promise<Array<Omit<Credential, 'data'>>> {
		return await this.request('GET', '/credentials');
	}

	/** The data of a stored credential, with n8n's blanks in place of secrets. */
	async readCredential(id: string): Promise<Credential> {
		return await this.request('GET', `/credentials/${id}?includeData=true`);
	}

	/** Tests a stored credential the way the editor does. */
	async testCredential(credentials: Credential): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.request('POST', '/credentials/test', { credentials });
	}

	/** What the editor is told of the credential types of this n8n. */
	async describeCredentialTypes(): Promise<CredentialTypeDescription[]> {
		return await this.types('credentials');
	}

	/** The names of the node types of this n8n, each with its package's before it. */
	async describeNodeTypes(): Promise<Array<{ name: string }>> {
		return await this.types('nodes');
	}

	private async types<T>(of: 'credentials' | 'nodes'): Promise<T> {
		const { status, data } = await this.follow(`${this.baseUrl}/types/${of}.json`);
		if (status >= 400) throw new RestError(`n8n does not tell its types of ${of}`, status);
		return JSON.parse(data) as T;
	}

	/** Stores a workflow under its own id, if it has one; returns the id and the version. */
	async createWorkflow(workflow: Workflow): Promise<{ id: string; versionId: string }> {
		// n8n 1 wants to be told; all others take it.
		return await this.request('POST', '/workflows', { active: false, ...workflow });
	}

	/** The stored workflows without their nodes. */
	async listWorkflows(): Promise<Array<{ id: string; name: string }>> {
		return await this.request('GET', '/workflows');
	}

	/** A workflow as the editor's Download writes it. */
	async readWorkflow(id: string): Promise<Workflow> {
		const stored = await this.request<Workflow>('GET', `/workflows/${id}`);
		const { name, nodes, connections, settings, meta } = stored;
		return { name, nodes, connections, settings, ...(meta && { meta }) };
	}

	async updateWorkflow(id: string, workflow: Workflow): Promise<{ id: string; versionId: string }> {
		return await this.request('PATCH', `/workflows/${id}`, { ...workflow, id: undefined });
	}

	/** How a node type describes itself, its properties among the rest. */
	async describeNodeType(name: string, version: number): Promise<NodeTypeDescription | undefined> {
		const body = { nodeInfos: [{ name, version }] };
		return (await this.request<NodeTypeDescription[]>('POST', '/node-types', body))[0];
	}

	/** Publishes a version, so that its triggers and webhooks listen. */
	async activateWorkflow({ id, versionId }: { id: string; versionId: string }): Promise<void> {
		await this.request('POST', `/workflows/${id}/activate`, { versionId });
	}

	async deactivateWorkflow(id: string): Promise<void> {
		await this.request('POST', `/workflows/${id}/deactivate`);
	}

	/** Starts a workflow from one of its triggers and returns the execution's id. */
	async startWorkflow(id: string, trigger: string): Promise<string> {
		const body = { triggerToStartFrom: { name: trigger } };
		return (await this.request<{ executionId: string }>('POST', `/workflows/${id}/run`, body)).executionId;
	}

	/** Starts a failed execution once more from the node that failed, as somebody does by hand, and waits for its end. */
	async retryExecution(id: string): Promise<void> {
		await this.request('POST', `/executions/${id}/retry`, { loadWorkflow: false });
	}

	async getExecution(id: string): Promise<Execution> {
		return decodeExecution(await this.request<StoredExecution>('GET', `/executions/${id}`));
	}

	/** All executions of a workflow without their data, the newest first. */
	async listExecutions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const found: ExecutionSummary[] = [];
		for (let page = 100; page === 100;) {
			const oldest = found.at(-1)?.id;
			const before = oldest === undefined ? '' : `&lastId=${oldest}`;
			const url = `/executions?filter=${filter}&limit=100${before}`;
			const { results } = await this.request<{ results: ExecutionSummary[] }>('GET', url);
			page = results.length;
			found.push(...results);
		}
		return found;
	}

	/** Waits for the end of an execution; after `timeoutMs` milliseconds stops it and throws RestError. */
	async waitForExecution(id: string, timeoutMs = 120_000): Promise<Execution> {
		for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(150)) {
			const execution = await this.getExecution(id);
			if (!stillGoing.has(execution.status)) return execution;
		}
		await this.request('POST', `/executions/${id}/stop`);
		throw new RestError(`It did not end within ${timeoutMs / 1000} seconds`);
	}

	/** Runs a workflow from a trigger to its end. */
	async runWorkflow(id: string, trigger: string, timeoutMs?: number): Promise<Execution> {
		return await this.waitForExecution(await this.startWorkflow(id, trigger), timeoutMs);
	}
}
