import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Credential, Workflow } from './entities';
import { HostError } from './errors';
import type { N8nRest } from './rest';
import { pointAtSandbox, type SandboxSettings, type SandboxUrls, withSettings } from './sandbox';

/** A `*.workflow.json` of the examples, with the addresses of the sandbox in it. */
export interface Example {
	/** The file's name. */
	file: string;
	workflow: Workflow;
	/** Settings the sandbox needs while it runs, from `meta.sandbox`. */
	sandbox: SandboxSettings;
}

/** A credential; one of the OAuth2 kind is connected, under the settings of the sandbox that it names. */
export interface ExampleCredential extends Credential {
	sandbox?: SandboxSettings;
}

/**
 * What {@link readExamples} finds in a folder: the credentials of all `*.credentials.json`, and each
 * `*.workflow.json`.
 */
export interface Examples {
	credentials: ExampleCredential[];
	workflows: Example[];
}

function readJson<T>(folder: string, file: string, urls: SandboxUrls, n8nUrl: string): T {
	const text = pointAtSandbox(readFileSync(path.join(folder, file), 'utf8'), urls, n8nUrl);
	try {
		return JSON.parse(text) as T;
	} catch (error) {
		throw new HostError(`${path.join(folder, file)} is not JSON: ${(error as Error).message}`);
	}
}

/** Reads the examples, with the sandbox in place of the providers. Throws HostError when one is not JSON. */
export function readExamples(folder: string, urls: SandboxUrls, n8nUrl: string): Examples {
	const files = existsSync(folder) ? readdirSync(folder).sort() : [];
	const credentials = files
		.filter((file) => file.endsWith('.credentials.json'))
		.flatMap((file) => readJson<ExampleCredential[]>(folder, file, urls, n8nUrl));
	const workflows = files
		.filter((file) => file.endsWith('.workflow.json'))
		.map((file) => {
			const workflow = readJson<Workflow>(folder, file, urls, n8nUrl);
			return { file, workflow, sandbox: (workflow.meta?.sandbox ?? {}) as SandboxSettings };
		});
	return { credentials, workflows };
}

async function importCredentials(
	rest: N8nRest,
	urls: SandboxUrls,
	credentials: ExampleCredential[],
): Promise<Map<string, string>> {
	const stored = await rest.listCredentials();
	const ids = new Map<string, string>();
	for (const credential of credentials) {
		const known = stored.find(({ name, type }) => name === credential.name && type === credential.type);
		if (known) await rest.updateCredential({ ...credential, id: known.id });
		const id = known?.id ?? (await rest.createCredential(credential));
		if (credential.type.endsWith('OAuth2Api')) {
			await withSettings(urls, credential.sandbox ?? {}, async () => await rest.connectCredential(id));
		}
		ids.set(credential.id, id);
		ids.set(nameKey(credential.type, credential.name), id);
	}
	return ids;
}

/** The examples name their credentials, since an ID means something in one n8n only; what is kept of older versions has both. */
const nameKey = (type: string, name: string) => `${type} ${name}`;

function withCredentialIds(workflow: Workflow, ids: Map<string, string>): Workflow {
	const nodes = workflow.nodes.map((node) => {
		const references = Object.entries(node.credentials ?? {}).map(([type, { id, name }]) => {
			return [type, { id: ids.get(id ?? nameKey(type, name)) ?? id, name }];
		});
		return node.credentials ? { ...node, credentials: Object.fromEntries(references) } : node;
	});
	return { ...workflow, nodes };
}

/** Whether a workflow has a Webhook node: it has to be published for browsers to reach it. */
export const isPublished = ({ nodes }: Workflow): boolean =>
	nodes.some(({ type }) => type === 'n8n-nodes-base.webhook');

/**
 * Brings the examples into an n8n, or up to date in one that has them. Workflows keep their ids; credentials get new
 * ones from n8n, and the workflows are told. Those with webhooks are published, so that browsers reach them.
 * @returns the workflows as they are in n8n, all with an id
 * @throws RestError when n8n refuses one
 */
export async function importExamples(
	rest: N8nRest,
	urls: SandboxUrls,
	examples: Examples,
): Promise<Array<Example & { id: string }>> {
	const ids = await importCredentials(rest, urls, examples.credentials);
	const stored = await rest.listWorkflows();
	const imported: Array<Example & { id: string }> = [];
	for (const example of examples.workflows) {
		const workflow = withCredentialIds(example.workflow, ids);
		const known = stored.find(({ id, name }) => (workflow.id ? id === workflow.id : name === workflow.name));
		const version = known
			? await rest.updateWorkflow(known.id, workflow)
			: await rest.createWorkflow(workflow);
		if (isPublished(workflow)) await rest.activateWorkflow(version);
		imported.push({ ...example, workflow, id: version.id });
	}
	return imported;
}
