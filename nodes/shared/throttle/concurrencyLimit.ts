import type { Dialect } from '../../../oauth/dialect';
import type { HttpAnswer, HttpCall } from '../../../oauth/http';
import { parseJson } from '../../../oauth/json';
import { waitAsked } from '../../../oauth/rateLimits';
import { tooBusy } from '../../../oauth/readProblem';
import { untilDeparture } from './maxRequestsPerSecond';
import type { AbortableSleep } from './abortableSleep';

/** What all wait for after a refusal that does not say how long. */
export const BACKOFF_MS = 250;

/** Whether a server turned a request away for now, and did not carry it out. */
export const isRateLimited = ({ status, headers }: HttpAnswer): boolean =>
	status === 429 || (status === 503 && 'retry-after' in headers);

/** The way to one server, for all requests of one run: closed while it asks to wait, and narrower after that. */
export class ConcurrencyLimit {
	private opensAt = 0;
	/** Requests that may be under way at once; the pool is the only bound until a limit shows. */
	private concurrencyLimit = Infinity;
	private underWay = 0;
	private readonly queue: Array<() => void> = [];

	constructor(private readonly waiting: AbortableSleep) {}

	/**
	 * Waits until a request may start; gives back how long that was on account of a limit, in milliseconds.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} when that would be longer than it may be, or the execution was stopped
	 */
	async enter(dialect: Dialect, call: HttpCall, mayWaitMs: number): Promise<number> {
		return await this.takeSlot(dialect, call, mayWaitMs).catch(this.releaseSlotOnError);
	}

	/** The place that one does not take is another's. */
	private readonly releaseSlotOnError = (error: unknown): never => {
		this.wake();
		throw error;
	};

	/** To be told that a request which had entered is over, whatever came of it. */
	leave(): void {
		this.underWay--;
		this.wake();
	}

	/** Takes note of what an answer says about limits; gives back the wait asked for, in milliseconds. */
	observe(dialect: Dialect, answer: HttpAnswer): number | undefined {
		const turnedAway = isRateLimited(answer);
		const seconds = waitAsked(
			dialect,
			answer,
			turnedAway ? parseJson(answer.body) : undefined,
			this.waiting.now,
		);
		if (turnedAway)
			this.concurrencyLimit = Math.max(1, Math.floor(Math.min(this.concurrencyLimit, this.underWay + 1) / 2));
		else if (answer.status < 400) this.concurrencyLimit += 1 / this.concurrencyLimit;
		const askedMs = seconds === undefined ? undefined : seconds * 1000;
		const closedMs = askedMs ?? (turnedAway ? BACKOFF_MS : 0);
		if (closedMs > 0) this.opensAt = Math.max(this.opensAt, this.waiting.now + closedMs);
		this.wake();
		return askedMs;
	}

	private async takeSlot(dialect: Dialect, call: HttpCall, mayWaitMs: number): Promise<number> {
		let waitedMs = 0;
		for (;;) {
			const { now } = this.waiting;
			const closedMs = this.opensAt - now;
			if (closedMs > mayWaitMs - waitedMs) throw tooBusy(dialect, call, closedMs / 1000);
			if (closedMs > 0) {
				await this.waiting.sleep(dialect, call, closedMs);
				waitedMs += closedMs;
			} else if (this.places < 1) {
				const place = new Promise<void>((resolve) => this.queue.push(resolve));
				await this.waiting.until(dialect, call, place);
			} else {
				const departsMs = untilDeparture(call, now);
				if (departsMs === 0) {
					// In the same turn as the look at the limit, before anybody else looks.
					this.underWay++;
					return waitedMs;
				}
				await this.waiting.sleep(dialect, call, departsMs);
			}
		}
	}

	/** A limit that grows by parts of a place has room for whole ones only. */
	private get places(): number {
		return Math.floor(this.concurrencyLimit) - this.underWay;
	}

	private wake(): void {
		for (const next of this.queue.splice(0, Math.max(0, this.places))) next();
	}
}
