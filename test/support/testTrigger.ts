import { PollContext, PollTriggerExecutor, TriggersAndPollers } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** What of n8n a trigger needs beside itself. */
interface TriggerHost {
	readonly node: INode;
	readonly nodeTypes: INodeTypes;
	readonly additionalData: (workflow: Workflow) => IWorkflowExecuteAdditionalData;
}

const nothing = () => undefined;
const logger = { scoped: () => logger, debug: nothing, error: nothing };
const span = { setStatus: nothing };
const inSpan = async (_options: object, work: (of: typeof span) => Promise<unknown>) => await work(span);
const tracing = {
	startSpan: inSpan,
	startNewTraceSpan: inSpan,
	pickWorkflowAttributes: () => ({}),
	pickNodeAttributes: () => ({}),
};

interface Running {
	readonly workflow: Workflow;
	readonly poll: (isActivation?: boolean) => Promise<void>;
}

/**
 * A polling trigger in n8n-core's own executor of polls, in a workflow that keeps its state by the rules of n8n 2.41: in
 * the database after an activation and when a poll starts the workflow, else in the memory of the process alone.
 */
export class TestTrigger {
	/** What n8n has stored of the workflow's state, as in its database. */
	stored = '{}';
	/** The items of each run that was started, in their order. */
	readonly runs: IDataObject[][] = [];
	/** The failed executions that polls have left. */
	readonly errors: Error[] = [];
	private running?: Running;

	constructor(private readonly host: TriggerHost) {}

	/** @throws the error for which n8n would not activate the workflow */
	async activate(): Promise<void> {
		this.running = this.start();
		await this.running.poll(true);
		this.save(this.running.workflow);
	}

	/** Polls as the clock would have it; gives back the items of the runs that came of it. */
	async poll(): Promise<IDataObject[]> {
		const before = this.runs.length;
		await this.running?.poll();
		return this.runs.slice(before).flat();
	}

	/** The process dies, and another one activates the workflow with what was stored. */
	async restart(): Promise<IDataObject[]> {
		const before = this.runs.length;
		await this.activate();
		return this.runs.slice(before).flat();
	}

	/** What "Fetch Test Event" shows. */
	async fetchTestEvent(): Promise<IDataObject[]> {
		const { context } = this.contextOf('manual');
		const { node, nodeTypes } = this.host;
		const output = await nodeTypes.getByNameAndVersion(node.type, 1).poll?.call(context);
		return (output ?? []).flat().map(({ json }) => json);
	}

	private start(): Running {
		const { workflow, context } = this.contextOf('trigger');
		const executor = new PollTriggerExecutor(
			logger as never,
			new TriggersAndPollers(),
			tracing as never,
			{ error: nothing } as never,
		);
		return { workflow, poll: executor.create(workflow, this.host.node, context, () => true) };
	}

	private contextOf(mode: WorkflowExecuteMode) {
		const { node, nodeTypes, additionalData } = this.host;
		const staticData = JSON.parse(this.stored) as IDataObject;
		const workflow = new Workflow({
			id: 'trigger',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData,
		});
		const emit = (data: INodeExecutionData[][]) => {
			this.save(workflow);
			this.runs.push(data.flat().map(({ json }) => json));
		};
		const emitError = (error: Error) => void this.errors.push(error);
		const data = { ...additionalData(workflow), executionId: undefined };
		const context = new PollContext(workflow, node, data, mode, 'activate', emit, emitError);
		return { workflow, context };
	}

	private save({ staticData }: Workflow): void {
		if (staticData.__dataChanged === true) this.stored = JSON.stringify(staticData);
	}
}
