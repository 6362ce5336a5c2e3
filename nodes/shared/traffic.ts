import type { Dialect } from '../../oauth/dialect';
import type { HttpAnswer, HttpCall, Send } from '../../oauth/http';
import { BoundedMap } from '../../oauth/memory';
import { isOAuthProblem } from '../../oauth/problems';
import { BACKOFF_MS, Gate, isTurnedAway } from './gate';
import { Limits } from './limits';
import type { RequestSettings } from './requestSettings';
import { Waiting } from './waiting';

type Manners = Pick<RequestSettings, 'maxWaitMs' | 'retries'>;
type Outcome = { readonly answer: HttpAnswer } | { readonly error: unknown };

/** Half of what a one-time code lasts: longer waits would spend it in vain. */
const ONE_TIME_CODE_MS = 15_000;
const MOST_DOUBLINGS = 8;

/**
 * The manners of all requests of one run. When one is told to wait, all to the same server wait; after that few start
 * at once, and more again only while they are welcome. What is safe to repeat is repeated when the provider fails.
 */
export class Traffic {
	private readonly gates = new BoundedMap<Gate>(1000);
	private readonly waiting: Waiting;

	constructor(limits = new Limits()) {
		this.waiting = new Waiting(limits);
	}

	/** @throws what `send` throws, and an OAuthProblem when the wait would be longer than it may be */
	polite(dialect: Dialect, { maxWaitMs, retries }: Manners, send: Send): Send {
		return async (call) => {
			const gate = this.gateTo(call);
			let mayWaitMs = call.hasOneTimeCode ? Math.min(maxWaitMs, ONE_TIME_CODE_MS) : maxWaitMs;
			for (let repeats = 0; ; repeats++) {
				mayWaitMs -= await gate.enter(dialect, call, mayWaitMs);
				const outcome = await outcomeOf(send(call)).finally(() => gate.leave());
				const askedMs = 'answer' in outcome ? gate.heed(dialect, outcome.answer) : undefined;
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

	private gateTo({ url }: HttpCall): Gate {
		const { origin } = new URL(url);
		const gate = this.gates.get(origin) ?? new Gate(this.waiting);
		this.gates.set(origin, gate);
		return gate;
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
	const spends = call.effect === 'spend';
	// Some providers count refused sign-ins as well: without a word on how long to wait, another one is a guess.
	if (answer.status === 429) return askedMs !== undefined || !spends;
	return !spends && (isTurnedAway(answer) || isFailure(outcome));
}

const isFailure = (outcome: Outcome): boolean => 'answer' in outcome && outcome.answer.status >= 500;

function isWorthRepeating(call: HttpCall, error: unknown): boolean {
	if (!isOAuthProblem(error) || error.kind !== 'unreachable' || error.endpoint !== call.endpoint)
		return false;
	return error.neverLeft || call.effect !== 'spend';
}

function result(outcome: Outcome): HttpAnswer {
	if ('answer' in outcome) return outcome.answer;
	throw outcome.error;
}
