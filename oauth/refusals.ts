import { BoundedMap } from './memory';
import { isOAuthProblem, OAuthProblem } from './problems';
import { inWords } from './rateLimits';

/** How long a refusal is answered from memory instead of being provoked again. */
const REMEMBERED_MS = 30_000;

/**
 * Remembers who was refused, so that a hundred items with one wrong password cost one attempt and the
 * provider's sign-in limit is never reached by repeating ourselves.
 */
export class Refusals {
	private readonly refusals = new BoundedMap<{ problem: OAuthProblem; until: number }>(1000);

	constructor(private readonly now: () => number) {}

	/** Failures of the network or of the server are not remembered: the next attempt may well succeed. */
	remember(who: string, error: unknown): void {
		if (!isOAuthProblem(error) || !['refused', 'rateLimited'].includes(error.kind)) return;
		const wait = (error.retryAfterSeconds ?? 0) * 1000;
		this.refusals.set(who, { problem: error, until: this.now() + Math.max(wait, REMEMBERED_MS) });
	}

	/** @throws {OAuthProblem} the remembered refusal, while it is fresh */
	rethrow(who: string): void {
		const { problem, until = 0 } = this.refusals.get(who) ?? {};
		const left = until - this.now();
		if (!problem || left <= 0) return;
		throw new OAuthProblem({
			...problem,
			message: problem.message,
			hint: `${problem.description} Nothing was sent this time: the next attempt follows in ${inWords(Math.ceil(left / 1000))}, or at once when the credential has been changed.`,
		});
	}
}
