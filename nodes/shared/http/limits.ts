import type { Time } from '../../../oauth/time';
import { systemTime } from './systemTime';

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

	constructor(private readonly groups: ReadonlyArray<WorkGroup>) {
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

/** What ends a piece of work: a set of those that end together. */
interface WorkGroup {
	add(work: Work): unknown;
	delete(work: Work): unknown;
}

/** Work that began within a twentieth of its time limit has one timer, which allows for that: a timer each would cost more than all else. */
const SHARES = 20;

class TimeLimits {
	private readonly groups = new Map<number, { readonly works: Set<Work>; readonly since: number }>();

	constructor(private readonly time: Time) {}

	group(timeoutMs: number): Set<Work> {
		const shareMs = Math.max(1, timeoutMs / SHARES);
		const now = this.time.now();
		const known = this.groups.get(timeoutMs);
		// A clock that was set back says nothing about a timer that runs already.
		if (known && now >= known.since && now < known.since + shareMs) return known.works;
		const works = new Set<Work>();
		const group = { works, since: now };
		this.groups.set(timeoutMs, group);
		this.time.alarm(Math.ceil(timeoutMs + shareMs)).addEventListener('abort', () => {
			if (this.groups.get(timeoutMs) === group) this.groups.delete(timeoutMs);
			for (const work of works) work.end('timedOut');
		});
		return works;
	}
}

const timeLimits = new WeakMap<Time, TimeLimits>();

function timeLimitsOf(time: Time): TimeLimits {
	const known = timeLimits.get(time) ?? new TimeLimits(time);
	timeLimits.set(time, known);
	return known;
}

/**
 * The work of one run that is to end with the execution. It listens only while there is some: an execution has many
 * runs, and what listens to its signal lives as long as that does.
 */
class UnderWay implements WorkGroup {
	private readonly works = new Set<Work>();

	constructor(private readonly cancelSignal?: AbortSignal) {}

	add(work: Work): void {
		if (this.works.size === 0) this.cancelSignal?.addEventListener('abort', this.stop);
		this.works.add(work);
		if (this.cancelSignal?.aborted) work.end('stopped');
	}

	delete(work: Work): void {
		this.works.delete(work);
		if (this.works.size === 0) this.cancelSignal?.removeEventListener('abort', this.stop);
	}

	get isStopped(): boolean {
		return this.cancelSignal?.aborted ?? false;
	}

	private readonly stop = (): void => {
		for (const work of this.works) work.end('stopped');
	};
}

/** Time limits, and the end of the execution, for the requests of one run. */
export class Limits {
	private readonly underWay: UnderWay;

	constructor(
		cancelSignal?: AbortSignal,
		readonly time: Time = systemTime,
	) {
		this.underWay = new UnderWay(cancelSignal);
	}

	/** Whether the execution has been stopped, so that nothing new is to begin. */
	get isStopped(): boolean {
		return this.underWay.isStopped;
	}

	/** @param timeoutMs nothing but the end of the execution ends the work, where it is left out */
	begin(timeoutMs?: number): Limited {
		return new Work(
			timeoutMs === undefined ? [this.underWay] : [this.underWay, timeLimitsOf(this.time).group(timeoutMs)],
		);
	}
}
