import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { BoundedMap, keyOf } from '../../../oauth/memory';
import type { Time } from '../../../oauth/time';

/** What came of one item: its results, or an error after which nobody knows whether it was done. */
type Outcome = { readonly results: readonly IDataObject[] } | { readonly error: unknown };

interface Known {
	readonly outcome: Outcome;
	/** When the try ended, in epoch milliseconds; undefined while it is under way. */
	endedAt?: number;
}

/** n8n waits for some seconds between two tries. */
const REMEMBERED_MS = 600_000;
const MOST_OUTCOMES = 100_000;

const known = new BoundedMap<Known>(MOST_OUTCOMES);

type NodeRun = Pick<IExecuteFunctions, 'getNode' | 'getExecutionId' | 'getWorkflowDataProxy'>;

/**
 * What one try of a node knows of the tries before it. With *Retry On Fail* n8n runs a node again, with all of its items,
 * when it has failed, and also when its first output item has something in a field named `error`. Whatever is spent or
 * made for an item by then must not be spent or made again.
 */
export class Tries {
	private readonly keys = new Set<string>();
	private readonly nodeRun: string | undefined;

	constructor(
		functions: NodeRun,
		private readonly time: Time,
	) {
		const { id, type, retryOnFail } = functions.getNode();
		if (retryOnFail !== true) return;
		const { $runIndex } = functions.getWorkflowDataProxy(0) as { $runIndex?: unknown };
		// Of a tool, n8n counts each try as a run.
		const run = /Tool$/.test(type) ? '' : String($runIndex);
		this.nodeRun = keyOf(functions.getExecutionId(), id, run);
		known.deleteOldest((entry) => this.isOver(entry));
	}

	/**
	 * Does the work of an item, unless a try before has done it.
	 *
	 * @param describe what the work depends on: item, parameters, accounts
	 * @param mayBeDone whether a failed work may have been carried out all the same
	 * @throws what the work throws; and again what it threw in an earlier try, if it may have been carried out then
	 */
	async once(
		describe: () => Promise<string>,
		work: () => Promise<readonly IDataObject[]>,
		mayBeDone: (error: unknown) => boolean,
	): Promise<readonly IDataObject[]> {
		if (this.nodeRun === undefined) return await work();
		const key = keyOf(this.nodeRun, await describe());
		const entry = known.get(key);
		const before = entry && !this.isOver(entry) ? entry.outcome : undefined;
		const outcome = before ?? (await outcomeOf(work));
		if ('results' in outcome || before || mayBeDone(outcome.error)) {
			this.keys.add(key);
			known.set(key, { outcome });
		}
		if ('error' in outcome) throw outcome.error;
		// n8n adds to what a node puts out.
		return outcome.results.map((result) => ({ ...result }));
	}

	/** @param isLast whether n8n is going to take this try for a success */
	end(isLast: boolean): void {
		for (const key of this.keys) {
			const entry = known.get(key);
			if (isLast || !entry) known.delete(key);
			else entry.endedAt = this.time.now();
		}
	}

	private isOver({ endedAt = this.time.now() }: Known): boolean {
		return Math.abs(this.time.now() - endedAt) > REMEMBERED_MS;
	}
}

const outcomeOf = async (work: () => Promise<readonly IDataObject[]>): Promise<Outcome> =>
	await work().then(
		(results) => ({ results }),
		(error: unknown) => ({ error }),
	);
