import { packageName } from '../../host/package';
import type { Workflow, WorkflowNode } from '../../host/entities';
import type { Sandbox } from '../../sandbox';
import { type Entry, titleOf } from './entry';

/** Where a credential is used. */
export type Place = 'node' | 'http' | 'test';

/** How n8n goes about a failure of a node. */
export type NodeSettings = Pick<WorkflowNode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;

/** A stored credential, by its id and name. */
export interface Stored {
	id: string;
	name: string;
}

const httpRequest = (type: string, url: string, method: string): Record<string, unknown> => ({
	method,
	url,
	authentication: 'predefinedCredentialType',
	nodeCredentialType: type,
	options: {},
});

/** What is out of the ordinary about a use. */
export interface Unusual {
	/** Of our node. */
	parameters?: object;
	settings?: NodeSettings;
	httpVersion?: number;
}

function nodeFor(
	{ type, node }: Entry,
	place: Place,
	url: string,
	{ parameters, httpVersion = 4.2 }: Unusual = {},
): WorkflowNode {
	const isHttp = place === 'http';
	const method = url.startsWith('=') ? '={{ $json.method }}' : 'GET';
	return {
		name: 'Subject',
		type: isHttp ? 'n8n-nodes-base.httpRequest' : `${packageName()}.${node.type}`,
		typeVersion: isHttp ? httpVersion : 1,
		position: [400, 0],
		parameters: isHttp ? httpRequest(type, url, method) : { ...node.parameters, ...parameters },
	};
}

const webhook = (path: string): WorkflowNode => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	position: [0, 0],
	webhookId: path,
	parameters: {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'allEntries',
		options: {},
	},
});

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** Takes `{items}` at a webhook, has the credential used for each, and answers what came of each. */
export function rowWorkflow(
	entry: Entry,
	place: Place,
	credential: Stored,
	path: string,
	unusual: Unusual = {},
): Workflow {
	const subject = nodeFor(entry, place, '={{ $json.url }}', unusual);
	return {
		name: `${titleOf(entry)} ${path}`,
		nodes: [
			webhook(path),
			{
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, 0],
				parameters: { fieldToSplitOut: 'body.items', options: {} },
			},
			{
				...subject,
				credentials: { [entry.type]: credential },
				onError: 'continueRegularOutput',
				...unusual.settings,
			},
		],
		connections: { Webhook: to('Items'), Items: to('Subject') },
		settings: {},
	};
}

/**
 * Takes `{items}` at a webhook, has an AI agent call our node as its tool for each, and answers what the model says.
 *
 * @param model the credential of the model
 */
export function toolWorkflow(entry: Entry, credential: Stored, model: Stored, path: string): Workflow {
	const usual = rowWorkflow(entry, 'node', credential, path);
	const [hook, items, subject] = usual.nodes as [WorkflowNode, WorkflowNode, WorkflowNode];
	const below = (name: string, x: number) => ({ name, position: [x, 200] as [number, number] });
	return {
		...usual,
		nodes: [
			hook,
			items,
			{
				...subject,
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 2.2,
				parameters: { promptType: 'define', text: 'Who am I?', options: {} },
				credentials: undefined,
			},
			{
				...below('Model', 400),
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
				credentials: { openAiApi: model },
			},
			{
				...below('Reader', 600),
				type: `${subject.type}Tool`,
				typeVersion: 1,
				parameters: subject.parameters,
				credentials: subject.credentials,
			},
		],
		connections: {
			...usual.connections,
			Model: { ai_languageModel: [[{ node: 'Subject', type: 'ai_languageModel', index: 0 }]] },
			Reader: { ai_tool: [[{ node: 'Subject', type: 'ai_tool', index: 0 }]] },
		},
	};
}

/** Uses the credential every few seconds and whenever its webhook is called; fails when that does. */
export function soakWorkflow(
	entry: Entry,
	place: Place,
	credential: Stored,
	path: string,
	{ sandbox, everySeconds }: { sandbox: Sandbox; everySeconds: number },
): Workflow {
	const schedule: WorkflowNode = {
		name: 'Schedule',
		type: 'n8n-nodes-base.scheduleTrigger',
		typeVersion: 1.2,
		position: [0, 200],
		parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: everySeconds }] } },
	};
	const subject = nodeFor(entry, place, entry.http.url(sandbox));
	return {
		name: `${titleOf(entry)} ${path}`,
		nodes: [webhook(path), schedule, { ...subject, credentials: { [entry.type]: credential } }],
		connections: { Webhook: to('Subject'), Schedule: to('Subject') },
		settings: {},
	};
}
