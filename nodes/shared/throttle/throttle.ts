import type { Dialect } from '../../../oauth/dialect';
import type { HttpAnswer, HttpCall, Send } from '../../../oauth/http';
import { BoundedMap } from '../../../oauth/memory';
import { isOAuthProblem } from '../../../oauth/problems';
import { BACKOFF_MS, ConcurrencyLimit, isRateLimited } from './concurrencyLimit';
import { Limits } from '../http/limits';
import { AbortableSleep } from './abortableSleep';
import type { RequestSettings } from '../http/settings';

type ThrottleSettings = Pick<RequestSettings, 'maxWaitMs' | 'retries'>;
type Outcome = { readonly answer: HttpAnswer } | { readonly error: unknown };

/** Half of what a one-time code lasts: longer waits would spend it in vain. */
const ONE_TIME_CODE_MS = 15_000;
const MOST_DOUBLINGS = 8;

/**
 * Throttles all requests of one run. When one is told to wait, all to the same server wait; after that few start
 * at once, and more again only while the server takes them. What is safe to repeat is repeated when the provider fails.
 */
export class Throttle {
	private readonly limits = new BoundedMap<ConcurrencyLimit>(1000);
	private readonly waiting: AbortableSleep;

	constructor(limits = new Limits()) {
		this.waiting = new AbortableSleep(limits);
	}

	/** @throws what `send` throws, and an OAuthProblem when the wait would be longer than it may be */
	throttled(dialect: Dialect, { maxWaitMs, retries }: ThrottleSettings, send: Send): Send {
		return async (call) => {
			const limit = this.limitFor(call);
			let mayWaitMs = call.hasOneTimeCode ? Math.min(maxWaitMs, ONE_TIME_CODE_MS) : maxWaitMs;
			for (let repeats = 0; ; repeats++) {
				mayWaitMs -= await limit.enter(dialect, call, mayWaitMs);
				const outcome = await outcomeOf(send(call.current?.() ?? call)).finally(() => limit.leave());
				const askedMs = 'answer' in outcome ? limit.observe(dialect, outcome.answer) : undefined;
				if (!mayRepeat(call, outcome, askedMs)) return result(outcome);
				const isBounded = askedMs === undefined || isFailure(outcome);
				if (isBounded && repeats >= retries) return result(outcome);
				if (askedMs !== undefined && askedMs > mayWaitMs) return result(outcome);
				// To be asked to wait for no time at all is no leave to ask again at once.
				if (askedMs === undefined || askedMs < BACKOFF_MS) {
					const backoffMs = backoff(repeats);
					if (!isBounded) mayWaitMs -= backoffMs;
					await this.waiting.sleep(dialect, call, backoffMs);
				}
			}
		};
	}

	private limitFor({ url }: HttpCall): ConcurrencyLimit {
		const { origin } = new URL(url);
		const limit = this.limits.get(origin) ?? new ConcurrencyLimit(this.waiting);
		this.limits.set(origin, limit);
		return limit;
	}
}

/** Twice as long each time, give or take a half, so that those who failed together do not return together. */
const backoff = (repeats: number): number =>
	BACKOFF_MS * 2 ** Math.min(repeats, MOST_DOUBLINGS) * (0.5 + Math.random());

const outcomeOf = async (sent: Promise<HttpAnswer>): Promise<Outcome> =>
	await sent.then(
		(answer) => ({ answer }),
		(error: unknown) => ({ error }),
	);

function mayRepeat(call: HttpCall, outcome: Outcome, askedMs: number | undefined): boolean {
	if ('error' in outcome) return isWorthRepeating(call, outcome.error);
	const { answer } = outcome;
	const spends = call.effect === 'nonIdempotent';
	// Some providers count refused sign-ins as well: without a word on how long to wait, another one is a guess.
	if (answer.status === 429) return askedMs !== undefined || !spends;
	return !spends && (isRateLimited(answer) || isFailure(outcome));
}

const isFailure = (outcome: Outcome): boolean => 'answer' in outcome && outcome.answer.status >= 500;

function isWorthRepeating(call: HttpCall, error: unknown): boolean {
	if (!isOAuthProblem(error) || error.kind !== 'unreachable' || error.endpoint !== call.endpoint)
		return false;
	return error.neverLeft || call.effect !== 'nonIdempotent';
}

function result(outcome: Outcome): HttpAnswer {
	if ('answer' in outcome) return outcome.answer;
	throw outcome.error;
}
