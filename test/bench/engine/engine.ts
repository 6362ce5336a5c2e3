import 'reflect-metadata';
import {
	ExecutionLifecycleHooks,
	LazyPackageDirectoryLoader,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Workflow as StoredWorkflow } from '../../../host/entities';
import { hostFolder } from '../../../host/paths';
import { TestCredentialsHelper } from '../../support/credentialsHelper';
import { judged } from '../answers';
import { TRIGGER, TRIGGER_TYPE } from '../workflows';

const nodesBase = path.dirname(
	createRequire(path.join(hostFolder, 'package.json')).resolve('n8n-nodes-base/package.json'),
);

/** Puts the given items into a workflow, in the place of a Manual Trigger. */
const trigger = (items: IDataObject[]): INodeType => ({
	description: {
		displayName: TRIGGER,
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: TRIGGER },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute: async () => [items.map((json) => ({ json }))],
});

/** n8n's engine around packages, with credentials that are kept in memory. */
export class Engine {
	private constructor(
		private readonly loaders: ReadonlyMap<string, PackageDirectoryLoader>,
		private readonly credentials: TestCredentialsHelper,
	) {}

	static async load(folders: readonly string[]): Promise<Engine> {
		const loaders = [
			new LazyPackageDirectoryLoader(nodesBase),
			...folders.map((folder) => new PackageDirectoryLoader(folder)),
		];
		for (const loader of loaders) await loader.loadAll();
		const owner = (type: string) => loaders.find(({ known }) => type in known.credentials) ?? loaders[0];
		return new Engine(
			new Map(loaders.map((loader) => [loader.packageName, loader])),
			new TestCredentialsHelper((type) => (owner(type) as PackageDirectoryLoader).getCredential(type).type),
		);
	}

	addCredential(name: string, type: string, data: ICredentialDataDecryptedObject): void {
		this.credentials.stored.set(name, { type, data, writes: 0 });
	}

	/** Runs a workflow from its trigger, as an active workflow runs. */
	readonly run = async (stored: StoredWorkflow, items: IDataObject[]) => {
		const nodes = stored.nodes.map((node, index): INode => ({
			...(node as Omit<INode, 'id' | 'position'>),
			id: String(index),
			position: [0, 0],
		}));
		const workflow = new Workflow({
			id: 'bench',
			nodes,
			connections: stored.connections as never,
			active: false,
			nodeTypes: this.nodeTypes(items),
		});
		const data = createRunExecutionData({
			executionData: {
				contextData: {},
				metadata: {},
				nodeExecutionStack: [
					{ node: workflow.getNode(TRIGGER) as INode, data: { main: [[{ json: {} }]] }, source: null },
				],
				waitingExecution: {},
				waitingExecutionSource: {},
			},
		});
		const execution = new WorkflowExecute(this.additionalData(workflow), 'trigger', data);
		return summary(await execution.processRunExecutionData(workflow), nodes.at(-1)?.name ?? '');
	};

	private nodeTypes(items: IDataObject[]): INodeTypes {
		const typeOf = (type: string): INodeType | IVersionedNodeType => {
			if (type === TRIGGER_TYPE) return trigger(items);
			const [packageName = '', name = ''] = type.split('.');
			return (this.loaders.get(packageName) as PackageDirectoryLoader).getNode(name).type;
		};
		return {
			getByName: typeOf,
			getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(typeOf(name), version),
			getKnownTypes: () => ({}),
		};
	}

	private additionalData(workflow: Workflow): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: this.credentials,
			hooks: new ExecutionLifecycleHooks('trigger', 'bench', { ...workflow, id: 'bench' } as never),
			executionId: 'bench',
			currentNodeExecutionIndex: 0,
			variables: {},
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

function summary({ data: { resultData } }: IRun, last: string) {
	const output = resultData.runData[last]?.[0]?.data?.main?.flatMap((branch) => branch ?? []) ?? [];
	const { items, failed } = judged(output);
	return { items, error: resultData.error?.message ?? failed, kept: resultData };
}
