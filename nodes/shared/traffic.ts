import type { Dialect } from '../../oauth/dialect';
import type { HttpAnswer, HttpCall, Send } from '../../oauth/http';
import { parseJson } from '../../oauth/json';
import { isOAuthProblem } from '../../oauth/problems';
import { waitAsked } from '../../oauth/rateLimits';
import { tooBusy, unanswered } from '../../oauth/readProblem';
import { untilSlot } from './pace';
import type { RequestSettings } from './requestSettings';
import { Waiting } from './waiting';

type Manners = Pick<RequestSettings, 'maxWaitMs' | 'retries'>;
type Outcome = { readonly answer: HttpAnswer } | { readonly error: unknown };

const BACKOFF_MS = 250;
/** Half of what a one-time code lasts: longer waits would spend it in vain. */
const ONE_TIME_CODE_MS = 15_000;

/**
 * The manners of all requests of one run. When one is told to wait, all wait; after that few start at once, and
 * more again only while they are welcome. What is safe to repeat is repeated when the provider fails.
 */
export class Traffic {
	private opensAt = 0;
	/** Requests that may be under way at once; the pool is the only bound until a limit shows. */
	private welcome = Infinity;
	private underWay = 0;
	private readonly queue: Array<() => void> = [];
	private readonly waiting: Waiting;

	constructor(private readonly cancelSignal?: AbortSignal) {
		this.waiting = new Waiting(cancelSignal);
	}

	/** @throws what `send` throws, and an OAuthProblem when the wait would be longer than it may be */
	polite(dialect: Dialect, { maxWaitMs, retries }: Manners, send: Send): Send {
		return async (call) => {
			let mayWaitMs = call.hasOneTimeCode ? Math.min(maxWaitMs, ONE_TIME_CODE_MS) : maxWaitMs;
			for (let repeats = 0; ; repeats++) {
				mayWaitMs -= await this.enter(dialect, call, mayWaitMs);
				const outcome = await send(call)
					.then(
						(answer): Outcome => ({ answer }),
						(error: unknown): Outcome => ({ error }),
					)
					.finally(() => this.leave());
				const backoffMs = BACKOFF_MS * 2 ** repeats * (0.5 + Math.random());
				const askedMs = this.heed(dialect, call, outcome);
				const isBounded = askedMs === undefined || isFailure(outcome);
				if (isBounded && repeats >= retries) return result(outcome);
				if (askedMs !== undefined && askedMs > mayWaitMs) return result(outcome);
				if (!mayRepeat(call, outcome, askedMs)) return result(outcome);
				// To wait for no time at all is no way out of a limit either.
				if (askedMs === undefined || askedMs < BACKOFF_MS) {
					if (askedMs !== undefined) mayWaitMs -= backoffMs;
					await this.pause(dialect, call, backoffMs);
				}
			}
		};
	}

	/** Waits until a request may start; gives back how long that was on account of a limit. */
	private async enter(dialect: Dialect, call: HttpCall, mayWaitMs: number): Promise<number> {
		let waitedMs = 0;
		for (;;) {
			const closedMs = this.opensAt - Date.now();
			if (closedMs > mayWaitMs - waitedMs) throw tooBusy(dialect, call, closedMs / 1000);
			if (closedMs > 0) {
				await this.pause(dialect, call, closedMs);
				waitedMs += closedMs;
			} else if (this.underWay >= this.welcome) {
				await new Promise<void>((resolve) => this.queue.push(resolve));
				if (this.cancelSignal?.aborted) throw unanswered(dialect, call, STOPPED);
			} else {
				break;
			}
		}
		this.underWay++;
		const slotMs = untilSlot(call);
		if (slotMs > 0) await this.pause(dialect, call, slotMs).catch(this.leaveAndThrow);
		return waitedMs;
	}

	private readonly leaveAndThrow = (error: unknown): never => {
		this.leave();
		throw error;
	};

	private leave(): void {
		this.underWay--;
		this.wake();
	}

	private wake(): void {
		const places = Math.max(1, Math.floor(this.welcome)) - this.underWay;
		for (const next of this.queue.splice(0, Math.max(0, places))) next();
	}

	/** Takes note of what an answer says about limits; gives back the wait asked for, in milliseconds. */
	private heed(dialect: Dialect, call: HttpCall, outcome: Outcome): number | undefined {
		if (!('answer' in outcome)) return undefined;
		const { answer } = outcome;
		const refused = isRefusedForNow(call, outcome);
		const seconds = waitAsked(dialect, answer, refused ? parseJson(answer.body) : undefined);
		if (refused) this.welcome = Math.max(1, Math.floor(Math.min(this.welcome, this.underWay + 1) / 2));
		else if (answer.status < 400) this.welcome += 1 / this.welcome;
		this.wake();
		if (seconds === undefined || (!refused && answer.status >= 400)) return undefined;
		this.opensAt = Math.max(this.opensAt, Date.now() + seconds * 1000);
		return seconds * 1000;
	}

	private async pause(dialect: Dialect, call: HttpCall, ms: number): Promise<void> {
		if (!(await this.waiting.sleep(ms))) throw unanswered(dialect, call, STOPPED);
	}
}

const STOPPED = 'the execution was stopped';

/** A request that was turned away was not carried out, whatever it was to do. */
const isRefusedForNow = (call: HttpCall, outcome: Outcome): boolean =>
	'answer' in outcome &&
	(outcome.answer.status === 429 ||
		(outcome.answer.status === 503 && call.effect !== 'spend' && 'retry-after' in outcome.answer.headers));

const isFailure = (outcome: Outcome): boolean => 'answer' in outcome && outcome.answer.status >= 500;

/** Some providers count refused sign-ins as well: without a word on how long to wait, another one is a guess. */
function mayRepeat(call: HttpCall, outcome: Outcome, askedMs: number | undefined): boolean {
	if (isRefusedForNow(call, outcome)) return askedMs !== undefined || call.effect !== 'spend';
	return isWorthRepeating(call, outcome);
}

function isWorthRepeating(call: HttpCall, outcome: Outcome): boolean {
	if ('answer' in outcome) return call.effect !== 'spend' && isFailure(outcome);
	const { error } = outcome;
	if (!isOAuthProblem(error) || error.kind !== 'unreachable' || error.endpoint !== call.endpoint)
		return false;
	return error.neverLeft || call.effect !== 'spend';
}

function result(outcome: Outcome): HttpAnswer {
	if ('answer' in outcome) return outcome.answer;
	throw outcome.error;
}
