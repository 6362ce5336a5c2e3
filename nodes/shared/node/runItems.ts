import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorOutput, toNodeError, type NodeError } from './errors';
import { itemCallers } from './callers';
import { ItemContext } from './itemContext';
import type { Operation, ProviderNode } from './operation';
import { findOperation } from './describe';
import { requestSettings } from './requestSettings';
import { Run } from './run';
import { StaggeredStarts } from '../throttle/staggeredStarts';

/** n8n drops the output of a node that fails, and with it tokens that exist nowhere else. */
const KEEP_RESULTS =
	'Their results are not passed on. To keep the results of all other items when one fails, set "On Error" to "Continue" in the settings of this node.';

/**
 * Runs the chosen operation for every item: those that only read several at a time, those that spend or
 * change something one after the other. Output keeps the order of the input and is paired with it.
 *
 * Without "continue on fail" the first failure stops new requests; what is under way ends, and the error says
 * which items had succeeded, so that nothing rotated or revoked is lost from sight.
 */
export async function runItems(
	execute: IExecuteFunctions,
	provider: ProviderNode,
): Promise<INodeExecutionData[][]> {
	const resource = execute.getNodeParameter('resource', 0);
	const { operation, dialect } = findOperation(provider, resource, execute.getNodeParameter('operation', 0));
	const outputs: INodeExecutionData[][] = [];
	const succeeded: number[] = [];
	const { length } = execute.getInputData();
	const items = Array(length).keys();
	const run = new Run(execute, length, execute.getExecutionCancelSignal());
	const callerOf = itemCallers(execute, run);
	const isRead = dialect.endpoints[operation.endpoint]?.effect === 'safe';
	const { parallel } = requestSettings((name) => execute.getNodeParameter(name, 0, undefined));
	const fields = [...(provider.fields ?? []), ...(operation.fields ?? [])];
	const pool = isRead ? parallel : 1;
	const turns = new StaggeredStarts(run.time);
	let failure: NodeError | undefined;

	const work = async () => {
		for (const itemIndex of items) {
			if (pool > 1) await turns.next();
			if (failure || execute.getExecutionCancelSignal()?.aborted) return;
			await runItem(operation, new ItemContext(dialect, callerOf(itemIndex), fields), itemIndex).then(
				(output) => {
					outputs[itemIndex] = output;
					succeeded.push(itemIndex);
				},
				(error: unknown) => {
					const shown = toNodeError(execute.getNode(), error, itemIndex);
					if (!execute.continueOnFail()) failure ??= shown;
					outputs[itemIndex] = [{ json: errorOutput(error, shown), pairedItem: { item: itemIndex } }];
				},
			);
		}
	};

	await Promise.all(Array.from({ length: pool }, work));
	if (failure) throw withSuccesses(failure, succeeded, isRead);
	return [outputs.flat()];
}

async function runItem(
	operation: Operation,
	context: ItemContext,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const result = await operation.run(context);
	return [result].flat().map((json) => ({ json, pairedItem: { item: itemIndex } }));
}

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
