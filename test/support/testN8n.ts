import { Logger } from '@n8n/backend-common';
import 'reflect-metadata';
import path from 'node:path';
import {
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { signingTypes } from '../../host/package';
import { systemTime } from '../../nodes/shared/http/systemTime';
import type { Time } from '../../oauth/time';
import { TestCredentialsHelper } from './credentialsHelper';
import { runRegexAtLeisure } from './nativeRegex';
import { PACKAGE_FOLDER } from './packageFolder';
import { TestTrigger } from './testTrigger';
import { testTime } from './testTime';

// Silent as it is, n8n's logger would look up for each line who wrote it.
if (process.env.N8N_LOG_LEVEL === 'silent') Object.assign(Logger.prototype, { log: () => undefined });

/** Puts items into a workflow, as a trigger would. */
const source: INodeType = {
	description: {
		displayName: 'Source',
		name: 'source',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Source' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[]' }],
	},
	async execute() {
		const items = JSON.parse(this.getNodeParameter('items', 0) as string) as IDataObject[];
		return [items.map((json) => ({ json }))];
	},
};

/** The credential types that the tests use in the HTTP Request node. */
const SIGNING = signingTypes();

/** Requests of the kind that n8n's HTTP Request node makes with a credential, one after the other. */
const httpRequest: INodeType = {
	description: {
		...source.description,
		displayName: 'HTTP',
		name: 'httpRequest',
		group: ['input'],
		inputs: [NodeConnectionTypes.Main],
		credentials: SIGNING.map((name) => ({ name })),
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Method', name: 'method', type: 'string', default: 'GET' },
		],
	},
	async execute() {
		const [type = ''] = Object.keys(this.getNode().credentials ?? {});
		const requests = this.getInputData().map(async (_, item) => {
			const options = {
				uri: this.getNodeParameter('url', item) as string,
				method: this.getNodeParameter('method', item) as 'GET',
				json: true,
			};
			return await this.helpers.requestWithAuthentication
				.call(this, type, options, undefined, item)
				.catch((error: Error) => ({ failed: error.message }));
		});
		return [(await Promise.all(requests)).map((json: IDataObject, item) => ({ json, pairedItem: { item } }))];
	},
};

const helperNodes: Record<string, INodeType> = { 'test.source': source, 'test.httpRequest': httpRequest };

/** A node of a workflow, which gets what the one before it put out. */
export interface Step {
	/** Without the package's name, such as `peerTube`; `httpRequest` stands for n8n's own. */
	readonly type: string;
	readonly parameters: INodeParameters;
	/** Credential type to the name it was added under. */
	readonly credentials?: Record<string, string>;
	readonly onError?: INode['onError'];
	/** How often n8n runs the step in all, until it succeeds. */
	readonly maxTries?: number;
}

/** What the last step of a run did: its items, their JSON alone, and the error that ended it or the execution. */
export interface StepResult {
	readonly items: INodeExecutionData[];
	readonly json: IDataObject[];
	readonly error?: ITaskData['error'];
}

/** Node's own `require`, by which n8n loads the package, see `jest/environment.js`. */
declare const requireShared: NodeJS.Require;

/** What everything in a package asks for the time. */
const systemTimeOf = (folder: string): Time =>
	(requireShared(path.join(folder, 'dist/nodes/shared/http/systemTime.js')) as { systemTime: Time })
		.systemTime;

/** A node that only a test has, with its credential type; both go by the name in their description. */
interface OwnNode {
	readonly node: INodeType;
	readonly credentialType: ICredentialType;
}

/** The package in n8n-core: n8n's own loader, workflow engine and HTTP helpers around the packed classes. */
export class TestN8n {
	private constructor(
		readonly loader: PackageDirectoryLoader,
		readonly credentials: TestCredentialsHelper,
		private readonly own?: OwnNode,
	) {}

	/** @param own a node beside those of the package */
	static async load(own?: OwnNode): Promise<TestN8n> {
		const loader = new PackageDirectoryLoader(PACKAGE_FOLDER);
		await loader.loadAll();
		runRegexAtLeisure();
		const { now, sleep, alarm } = testTime;
		for (const time of [systemTime, systemTimeOf(PACKAGE_FOLDER)]) Object.assign(time, { now, sleep, alarm });
		const typeOf = (name: string) =>
			own?.credentialType.name === name ? own.credentialType : loader.getCredential(name).type;
		return new TestN8n(loader, new TestCredentialsHelper(typeOf), own);
	}

	addCredential(name: string, type: string, data: ICredentialDataDecryptedObject): void {
		this.credentials.stored.set(name, { type, data, writes: 0 });
	}

	/** Runs steps one after the other on the given items and gives back what the last one did. */
	async run(items: IDataObject[], ...steps: Step[]): Promise<StepResult> {
		const run = await this.start(this.workflow(items, steps));
		const [task] = run.data.resultData.runData[`Step ${steps.length}`] ?? [];
		const output = task?.data?.main?.flatMap((branch) => branch ?? []) ?? [];
		return {
			items: output,
			json: output.map(({ json }) => json),
			error: task?.error ?? run.data.resultData.error,
		};
	}

	/** A workflow that the step starts, to be activated. */
	trigger(step: Step): TestTrigger {
		const nodeTypes = this.nodeTypes();
		const node = this.workflow([], [step]).getNode('Step 1') as INode;
		return new TestTrigger({ node, nodeTypes, additionalData: (workflow) => this.additionalData(workflow) });
	}

	/** Fills a list of the editor, for a node with the step's parameters. */
	async search(method: string, step: Step, filter?: string): Promise<INodeListSearchResult> {
		const workflow = this.workflow([{}], [step]);
		const node = workflow.getNode('Step 1') as INode;
		const data = { ...this.additionalData(workflow), currentNodeParameters: node.parameters };
		const context = new LoadOptionsContext(workflow, node, data, '');
		const type = this.nodeTypes().getByName(node.type) as INodeType;
		return (await type.methods?.listSearch?.[method]?.call(context, filter)) as INodeListSearchResult;
	}

	/**
	 * Starts a step, and stops the execution while it waits: for time to pass, or for an answer that takes time.
	 *
	 * @param isReady whether it is to be stopped at the first such moment, or at a later one
	 */
	async runAndStop(
		items: IDataObject[],
		step: Step,
		isReady: () => Promise<boolean>,
		{ isWaitedFor = false } = {},
	): Promise<void> {
		const running = this.start(this.workflow(items, [step]));
		await testTime.holdWhenAllWait(running, isReady);
		running.cancel();
		if (isWaitedFor) testTime.goOn();
		await running.catch(() => undefined);
		testTime.goOn();
	}

	private workflow(items: IDataObject[], steps: Step[]): Workflow {
		const nodes: INode[] = [
			{ ...place(0), name: 'Step 0', type: 'test.source', parameters: { items: JSON.stringify(items) } },
			...steps.map(({ type, parameters, credentials = {}, onError, maxTries }, index) => ({
				...place(index + 1),
				name: `Step ${index + 1}`,
				type: type === 'httpRequest' ? 'test.httpRequest' : `${this.loader.packageName}.${type}`,
				parameters,
				onError,
				...(maxTries && { retryOnFail: true, maxTries, waitBetweenTries: 1 }),
				credentials: Object.fromEntries(
					Object.entries(credentials).map(([kind, name]) => [kind, { id: name, name }]),
				),
			})),
		];
		const connections = Object.fromEntries(
			steps.map((_, index) => [
				`Step ${index}`,
				{ main: [[{ node: `Step ${index + 1}`, type: NodeConnectionTypes.Main, index: 0 }]] },
			]),
		);
		return new Workflow({ id: 'test', nodes, connections, active: false, nodeTypes: this.nodeTypes() });
	}

	private nodeTypes(): INodeTypes {
		const typeOf = (name: string): INodeType => {
			const [, own = ''] = name.split('.');
			if (this.own?.node.description.name === own) return this.own.node;
			return helperNodes[name] ?? (this.loader.getNode(own).type as INodeType);
		};
		return {
			getByName: typeOf,
			getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(typeOf(name), version),
			getKnownTypes: () => ({}),
		};
	}

	private start(workflow: Workflow): ReturnType<WorkflowExecute['processRunExecutionData']> {
		const start = workflow.getNode('Step 0') as INode;
		const data = createRunExecutionData({
			executionData: {
				contextData: {},
				metadata: {},
				nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
				waitingExecution: {},
				waitingExecutionSource: {},
			},
		});
		return new WorkflowExecute(this.additionalData(workflow), 'manual', data).processRunExecutionData(
			workflow,
		);
	}

	private additionalData(workflow: Workflow): IWorkflowExecuteAdditionalData {
		const hooks = new ExecutionLifecycleHooks('manual', 'test', { ...workflow, id: 'test' } as never);
		return {
			credentialsHelper: this.credentials,
			hooks,
			executionId: String(++executions),
			currentNodeExecutionIndex: 0,
			variables: {},
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

let executions = 0;

const place = (index: number) => ({
	id: String(index),
	typeVersion: 1,
	position: [index * 200, 0] as [number, number],
});
