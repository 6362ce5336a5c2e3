/** One piece of work under way, and the signal that ends it. */
export interface Limited {
	readonly signal: AbortSignal;
	/** Why the signal has fired. */
	readonly ended?: 'stopped' | 'timedOut';
	/** To be called when there is nothing left to end. */
	readonly release: () => void;
}

class Work implements Limited {
	private readonly controller = new AbortController();
	ended?: 'stopped' | 'timedOut';

	constructor(private readonly groups: ReadonlyArray<Set<Work>>) {
		for (const group of groups) group.add(this);
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	end(why: 'stopped' | 'timedOut'): void {
		this.ended ??= why;
		this.controller.abort();
	}

	readonly release = (): void => {
		for (const group of this.groups) group.delete(this);
	};
}

/** Work that began within a twentieth of its time limit has one timer, which allows for that: a timer each would cost more than all else. */
const SHARES = 20;
const timed = new Map<string, Set<Work>>();

function timedGroup(timeoutMs: number): Set<Work> {
	const shareMs = Math.max(1, timeoutMs / SHARES);
	const key = `${timeoutMs} ${Math.floor(Date.now() / shareMs)}`;
	const known = timed.get(key);
	if (known) return known;
	const group = new Set<Work>();
	timed.set(key, group);
	AbortSignal.timeout(Math.ceil(timeoutMs + shareMs)).addEventListener('abort', () => {
		timed.delete(key);
		for (const work of group) work.end('timedOut');
	});
	return group;
}

/** Time limits, and the end of the execution, for the requests of one run. */
export class Limits {
	private readonly underWay = new Set<Work>();
	/** Of its own, since executions have many runs, and listeners on theirs would add up. */
	private readonly stopped?: AbortSignal;

	constructor(cancelSignal?: AbortSignal) {
		this.stopped = cancelSignal && AbortSignal.any([cancelSignal]);
		this.stopped?.addEventListener('abort', () => {
			for (const work of this.underWay) work.end('stopped');
		});
	}

	/** @param timeoutMs nothing but the end of the execution ends the work, where it is left out */
	begin(timeoutMs?: number): Limited {
		const work = new Work([this.underWay, ...(timeoutMs === undefined ? [] : [timedGroup(timeoutMs)])]);
		if (this.stopped?.aborted) work.end('stopped');
		return work;
	}
}
