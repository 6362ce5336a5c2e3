import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { keyOf } from '../../../oauth/memory';
import { isOAuthProblem } from '../../../oauth/problems';
import { toNodeError } from '../node/errors';
import { oneAfterTheOther } from './oneAfterTheOther';
import { Watch, type Polled } from './watch';
import type { WatchedService } from './watched';
import { readState, writeState, type Failure, type WatchState } from './watchState';

type Output = INodeExecutionData[][];

/** The name under which n8n keeps the state of a trigger. */
const STATE = 'watched';
/** In how many polls in a row a failure is met before it is told, once: one poll may meet a server that restarts. */
const TOLD_AFTER = 2;

/**
 * One poll of a trigger node: what n8n is to start the workflow with, or null for nothing.
 *
 * @throws an error of the node, for a failure that has lasted for two polls or leaves nothing to compare with
 */
export async function pollService(
	functions: IPollFunctions,
	service: WatchedService,
): Promise<Output | null> {
	const { id: node } = functions.getNode();
	const { id: workflow = '' } = functions.getWorkflow();
	try {
		if (functions.getMode() === 'manual') return outputOf(await new Watch(functions, service).examples());
		return await oneAfterTheOther(`${workflow}/${node}`, async () => await pollOnce(functions, service));
	} catch (error) {
		throw toNodeError(functions.getNode(), error);
	}
}

/**
 * Reading takes time; from the comparison on nothing is waited for, so that what is kept is what was told. n8n stores
 * nothing of a poll that throws: a failure is told by the first poll that has nothing else to tell or to keep.
 */
async function pollOnce(functions: IPollFunctions, service: WatchedService): Promise<Output | null> {
	const kept = functions.getWorkflowStaticData('node');
	const { before, polled } = await polledSince(kept[STATE], functions, service);
	const isFirst = isFirstPoll(functions);
	const starts = polled.events.length > 0 || (polled.mustBeKept && !isFirst);
	const failure = failureAfter(before.failure, polled.failure);
	const isToTell = failure && !starts && mustBeTold(failure, isFirst && polled.lacksLists);
	const state = writeState({ ...polled.state, failure: isToTell ? told(failure) : failure });
	if (state !== kept[STATE]) kept[STATE] = state;
	if (isToTell) throw polled.failure;
	return starts ? outputOf(polled.events) : null;
}

/**
 * What could not even begin, such as with a credential that was deleted, is a failure like any other: what was known
 * stays known.
 */
async function polledSince(
	kept: unknown,
	functions: IPollFunctions,
	service: WatchedService,
): Promise<{ before: WatchState; polled: Polled }> {
	try {
		const watch = new Watch(functions, service);
		const before = readState(kept, await watch.account());
		return { before, polled: await watch.poll(before) };
	} catch (failure) {
		const before = readState(kept);
		return { before, polled: { events: [], state: before, failure, mustBeKept: false, lacksLists: true } };
	}
}

const outputOf = (events: readonly IDataObject[]): Output => [events.map((json) => ({ json }))];

/**
 * Until a list is known there is nothing to compare it with: so n8n has to try the activation again. Beside a failure that
 * was told, another one is told only where it lasts by itself.
 */
function mustBeTold({ key, same, polls, told }: Failure, lacksLists: boolean): boolean {
	const lasted = told.length === 0 ? polls : same;
	return lacksLists || (lasted >= TOLD_AFTER && !told.includes(key));
}

const told = (failure: Failure): Failure => ({
	...failure,
	told: [...new Set([...failure.told, failure.key])],
});

function failureAfter(before: Partial<Failure> | undefined, met: unknown): Failure | undefined {
	if (met === undefined) return undefined;
	const key = keyOfFailure(met);
	const { polls = 0, same = 0, told = [] } = before ?? {};
	return { key, same: before?.key === key ? same + 1 : 1, polls: polls + 1, told };
}

/** Without its status: what stands before a service that is down answers now with one, now with another. */
function keyOfFailure(met: unknown): string {
	const parts = isOAuthProblem(met) ? [met.kind, met.endpoint] : [met];
	return keyOf(...parts.map(String)).slice(0, 12);
}

const begun = new WeakSet<object>();

/**
 * Whether n8n polls for the first time since it has activated the workflow. It stores the state once it has activated
 * one, and after that only when a poll starts the workflow: so what has to be kept then starts it with no items. Where
 * n8n keeps the state of triggers by itself (its durable cursors) each poll is the first, and stored in any case.
 */
function isFirstPoll(functions: IPollFunctions): boolean {
	if (begun.has(functions)) return false;
	begun.add(functions);
	return true;
}
