import { BoundedMap } from './memory';
import { isOAuthProblem, OAuthProblem } from './problems';
import { inWords } from './rateLimits';

/** How long a refusal is answered from memory instead of being provoked again. */
const REMEMBERED_MS = 30_000;
/** A server may ask to wait a year; whoever has put that right does not want to wait as long. */
const LONGEST_MS = 3_600_000;
/**
 * After a first failure of another kind, by endpoint: long enough for those who ask at the same time. It doubles with
 * each further one, so that fifteen calls last for five minutes.
 */
const FAILED_MS: Record<string, number> = { signIn: 5000, refresh: 1000 };

/** The longest that somebody waits for others' failures to pass. */
export const LONGEST_WAIT_MS = 5000;

const isRefusal = ({ kind }: OAuthProblem): boolean => kind === 'refused' || kind === 'rateLimited';

/** A limit may be that of this machine's address, which no other credential lifts. */
function whenNext({ kind }: OAuthProblem, seconds: number): string {
	const again = `try again in ${inWords(seconds)}`;
	return kind === 'rateLimited' ? again : `${again}, or at once when the credential has been changed`;
}

interface Remembered {
	readonly problem: OAuthProblem;
	readonly waitMs: number;
	readonly until: number;
}

/**
 * Remembers who was refused, so that a hundred items with one wrong password cost one attempt and the
 * provider's sign-in limit is never reached by repeating ourselves.
 */
export class Refusals {
	private readonly refusals = new BoundedMap<Remembered>(1000);

	constructor(private readonly now: () => number) {}

	/**
	 * A failure of the network or of the server is no refusal, and the next attempt may well succeed; but the call
	 * counts towards the limit even if its answer was lost.
	 */
	remember(who: string, error: unknown): void {
		if (!isOAuthProblem(error) || error.kind === 'input') return;
		const leastMs = isRefusal(error) ? REMEMBERED_MS : this.afterFailure(who, error.endpoint);
		if (leastMs === undefined) return;
		const waitMs = Math.min(Math.max((error.retryAfterSeconds ?? 0) * 1000, leastMs), LONGEST_MS);
		this.refusals.set(who, { problem: error, waitMs, until: this.now() + waitMs });
	}

	/** @throws {OAuthProblem} the remembered refusal, while it is fresh */
	rethrow(who: string): void {
		const { problem, until = 0 } = this.refusals.get(who) ?? {};
		const left = until - this.now();
		// More than the longest is left only when the clock was set back.
		if (!problem || left <= 0 || left > LONGEST_MS) return;
		const retryAfterSeconds = Math.ceil(left / 1000);
		throw new OAuthProblem({
			...problem,
			message: problem.message,
			hint: `${problem.description} Nothing was sent this time: ${whenNext(problem, retryAfterSeconds)}.`,
			retryAfterSeconds,
		});
	}

	/** Until when a refusal is remembered, in epoch milliseconds; 0 for none. */
	until(who: string): number {
		return this.refusals.get(who)?.until ?? 0;
	}

	/**
	 * How long somebody does well to wait who asks for the first time since a failure that passes, in milliseconds. A
	 * refusal does not pass, and whoever has seen the failure is told of it.
	 *
	 * @param since when they began, in epoch milliseconds
	 */
	waitMs(who: string, since: number): number {
		const { problem, until = 0, waitMs = 0 } = this.refusals.get(who) ?? {};
		const left = until - this.now();
		if (!problem || isRefusal(problem) || until - waitMs >= since || left > LONGEST_WAIT_MS) return 0;
		return Math.max(0, left);
	}

	private afterFailure(who: string, endpoint = ''): number | undefined {
		const firstMs = FAILED_MS[endpoint];
		if (firstMs === undefined) return undefined;
		const { waitMs, until } = this.refusals.get(who) ?? { waitMs: 0, until: 0 };
		const isInARow = this.now() - until < REMEMBERED_MS;
		return isInARow ? Math.min(Math.max(waitMs * 2, firstMs), REMEMBERED_MS) : firstMs;
	}
}
