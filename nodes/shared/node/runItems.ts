import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { isOAuthProblem } from '../../../oauth/problems';
import { errorOutput, toNodeError, type NodeError } from './errors';
import { itemCallers } from './callers';
import { InTurn } from './inTurn';
import type { Caller } from './caller';
import { ItemContext } from './itemContext';
import { describeWork, spentBy } from './itemWork';
import { requireFittingCredential } from './fittingCredential';
import type { ProviderNode } from './operation';
import { boxOf } from '../fields/requestOptions';
import { findOperation, isRead, type PlacedOperation } from './describe';
import { requestSettings } from './requestSettings';
import { Run } from './run';
import { StaggeredStarts } from '../throttle/staggeredStarts';
import { Tries } from './tries';

/** n8n drops the output of a node that fails, and with it tokens that exist nowhere else. */
const KEEP_RESULTS =
	'Their results are not passed on. To keep the results of all other items when one fails, set "On Error" to "Continue" in the settings of this node.';

/**
 * Runs the chosen operation for every item, several at a time. Those that spend or change the same go one after the other,
 * and where the order matters all do. Output keeps the order of the input and is paired with it.
 *
 * Without "continue on fail" the first failure stops new requests; what is under way ends, and the error says
 * which items had succeeded, so that nothing rotated or revoked is lost from sight.
 */
export async function runItems(
	execute: IExecuteFunctions,
	provider: ProviderNode,
): Promise<INodeExecutionData[][]> {
	const resource = execute.getNodeParameter('resource', 0);
	const placed = findOperation(provider, resource, execute.getNodeParameter('operation', 0));
	return [await new ItemRunner(execute, provider, placed).run()];
}

/** One run of a node: one operation, for all items. */
class ItemRunner {
	private readonly isRead: boolean;
	private readonly fields: readonly INodeProperties[];
	private readonly length: number;
	private readonly nodeRun: Run;
	private readonly tries: Tries | undefined;
	private readonly inTurn = new InTurn();
	private readonly starts: StaggeredStarts;
	private readonly outputs: INodeExecutionData[][] = [];
	private readonly succeeded: number[] = [];
	private failure: NodeError | undefined;

	constructor(
		private readonly execute: IExecuteFunctions,
		private readonly provider: ProviderNode,
		private readonly placed: PlacedOperation,
	) {
		const { operation } = placed;
		this.isRead = isRead(placed);
		this.fields = [...(provider.fields ?? []), ...(operation.fields ?? [])];
		this.length = execute.getInputData().length;
		this.nodeRun = new Run(execute, this.length, execute.getExecutionCancelSignal());
		this.starts = new StaggeredStarts(this.nodeRun.time);
		this.tries = this.isRead ? undefined : new Tries(execute, this.nodeRun.time);
	}

	async run(): Promise<INodeExecutionData[]> {
		const items = Array(this.length).keys();
		const callerOf = itemCallers(this.execute, this.nodeRun);
		const { operation } = this.placed;
		const pool = this.isRead || operation.spends ? this.parallel() : 1;
		const work = async () => {
			for (const itemIndex of items) {
				if (pool > 1) await this.starts.next();
				const caller = callerOf(itemIndex);
				await this.inTurn.run(spentBy(operation, caller), async () => await this.runItem(itemIndex, caller));
			}
		};
		await Promise.all(Array.from({ length: pool }, work));
		const output = this.outputs.flat();
		this.tries?.end(!this.failure && !isFailureForN8n(output[0]));
		if (this.failure) throw withSuccesses(this.failure, this.succeeded, this.isRead);
		return output;
	}

	private async runItem(item: number, caller: Caller): Promise<void> {
		if (this.execute.getExecutionCancelSignal()?.aborted) return;
		const context = new ItemContext(
			this.placed.dialect,
			caller,
			this.fields,
			this.placed.resource.sealSource,
		);
		await this.resultsOf(item, caller, context).then(
			(results) => {
				this.outputs[item] = results.map((json) => ({ json, pairedItem: { item } }));
				this.succeeded.push(item);
			},
			(error: unknown) => {
				if (error === NOT_STARTED) return;
				const shown = toNodeError(this.execute.getNode(), error, item);
				if (!this.execute.continueOnFail()) this.failure ??= shown;
				this.outputs[item] = [{ json: errorOutput(error, shown), pairedItem: { item } }];
			},
		);
		if (!context.hasSent) this.starts.giveBack();
	}

	private async resultsOf(
		item: number,
		caller: Caller,
		context: ItemContext,
	): Promise<readonly IDataObject[]> {
		const { operation } = this.placed;
		requireFittingCredential(this.provider, operation, context);
		const work = async () => {
			if (this.failure) throw NOT_STARTED;
			return [await operation.run(context)].flat();
		};
		if (!this.tries) return await work();
		const mayBeDone = (error: unknown) => context.hasSpent || (isOAuthProblem(error) && error.outcomeUnknown);
		const describe = async () => await describeWork(item, operation, this.fields, caller);
		return await this.tries.once(describe, work, mayBeDone);
	}

	private parallel(): number {
		return requestSettings(this.execute.getNodeParameter(boxOf(this.fields), 0, {})).parallel;
	}
}

/** After the first failure nothing new starts; what a try before has done counts all the same. */
const NOT_STARTED = new Error('Not started');

/** n8n takes a node for failed, and runs it again where it may, when its first output item has something in `error`. */
const isFailureForN8n = (first: INodeExecutionData | undefined): boolean =>
	![undefined, null, false].includes(first?.json.error as undefined);

function withSuccesses(failure: NodeError, succeeded: number[], isRead: boolean): NodeError {
	if (succeeded.length > 0) {
		const which = ranges(succeeded.sort((a, b) => a - b));
		const note = `Of the other items, ${succeeded.length} had succeeded: ${which}.`;
		failure.description = [failure.description, note, isRead ? '' : KEEP_RESULTS].filter(Boolean).join(' ');
	}
	return failure;
}

/** `[0, 1, 2, 5]` → `0–2, 5`. */
function ranges(indexes: readonly number[]): string {
	const runs: Array<[first: number, last: number]> = [];
	for (const index of indexes) {
		const run = runs.at(-1);
		if (run?.[1] === index - 1) run[1] = index;
		else runs.push([index, index]);
	}
	return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
