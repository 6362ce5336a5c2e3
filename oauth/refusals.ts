import { BoundedMap } from './memory';
import { isOAuthProblem, OAuthProblem } from './problems';
import { inWords } from './rateLimits';

/** How long a refusal is answered from memory instead of being provoked again. */
const REMEMBERED_MS = 30_000;
/** A server may ask to wait a year; whoever has put that right does not want to wait as long. */
const LONGEST_MS = 3_600_000;
/** After a sign-in that failed in another way: long enough for the other items of the same run. */
const FAILED_MS = 5000;

/**
 * Remembers who was refused, so that a hundred items with one wrong password cost one attempt and the
 * provider's sign-in limit is never reached by repeating ourselves.
 */
export class Refusals {
	private readonly refusals = new BoundedMap<{ problem: OAuthProblem; until: number }>(1000);

	constructor(private readonly now: () => number) {}

	/**
	 * A failure of the network or of the server is no refusal, and the next attempt may well succeed; but a
	 * sign-in counts towards the limit even if its answer was lost.
	 */
	remember(who: string, error: unknown): void {
		if (!isOAuthProblem(error) || error.kind === 'input') return;
		const isRefusal = error.kind === 'refused' || error.kind === 'rateLimited';
		if (!isRefusal && error.endpoint !== 'signIn') return;
		const wait = Math.max((error.retryAfterSeconds ?? 0) * 1000, isRefusal ? REMEMBERED_MS : FAILED_MS);
		this.refusals.set(who, { problem: error, until: this.now() + Math.min(wait, LONGEST_MS) });
	}

	/** @throws {OAuthProblem} the remembered refusal, while it is fresh */
	rethrow(who: string): void {
		const { problem, until = 0 } = this.refusals.get(who) ?? {};
		const left = until - this.now();
		// More than the longest is left only when the clock was set back.
		if (!problem || left <= 0 || left > LONGEST_MS) return;
		throw new OAuthProblem({
			...problem,
			message: problem.message,
			hint: `${problem.description} Nothing was sent this time: the next attempt follows in ${inWords(Math.ceil(left / 1000))}, or at once when the credential has been changed.`,
		});
	}
}
