import { BoundedMap, keyOf } from './memory';
import type { OAuthProblem } from './problems';

/** How often in a row tokens are replaced that no server has taken; workers may end each other's. */
const MOST_IN_VAIN = 8;
/** How long that is remembered, in milliseconds. */
const IN_VAIN_MS = 30_000;

interface Attempts {
	readonly count: number;
	readonly until: number;
}

/** What is known of access tokens: which are believed to be dead, and which were never taken by a server. */
export class TokenHealth {
	/** Until when a token is believed to be dead. */
	private readonly rejected: BoundedMap<number>;
	/** How often in a row the tokens before a token were replaced in vain. */
	private readonly inVain: BoundedMap<Attempts>;

	constructor(
		most: number,
		private readonly now: () => number,
	) {
		this.rejected = new BoundedMap(most);
		this.inVain = new BoundedMap(most);
	}

	/** Whether it is believed to be dead just now. */
	isRejected(account: string, accessToken: string): boolean {
		return this.now() < (this.rejected.get(keyOf(account, accessToken)) ?? 0);
	}

	/** For as long as nothing else is known. */
	reject(account: string, accessToken: string): void {
		this.rejected.set(keyOf(account, accessToken), Infinity);
	}

	/** Its renewal was refused, and it was looked at once more. @param until in epoch milliseconds */
	confirm(account: string, accessToken: string, until: number): void {
		this.rejected.set(keyOf(account, accessToken), until);
	}

	/** Whether its renewal was refused too, so that it is believed to be dead for a time only. */
	isConfirmed(account: string, accessToken: string): boolean {
		return (
			this.isRejected(account, accessToken) && this.rejected.get(keyOf(account, accessToken)) !== Infinity
		);
	}

	/** It is not believed to be dead any more: it turned out alive, its renewal failed, or it was issued once more. */
	forget(account: string, accessToken: string): void {
		this.rejected.delete(keyOf(account, accessToken));
	}

	/** To be told that a server has taken it: what was replaced before it was not in vain. */
	accept(account: string, accessToken: string): void {
		this.inVain.delete(keyOf(account, accessToken));
	}

	/** To be told of each renewal; whether the new token is worth anything shows when it is accepted. */
	renewed(account: string, spent: string | undefined, accessToken: string): void {
		// One that was due is no sign of anything.
		const wasRejected = spent !== undefined && this.isRejected(account, spent);
		this.forget(account, accessToken);
		const before = wasRejected ? this.inVain.get(keyOf(account, spent)) : undefined;
		const count = before && this.now() < before.until ? before.count + 1 : 1;
		this.inVain.set(keyOf(account, accessToken), { count, until: this.now() + IN_VAIN_MS });
	}

	/** @throws {OAuthProblem} when a further renewal would be one more of many in vain */
	refuseEndless(account: string, accessToken: string, problem: () => OAuthProblem): void {
		const attempts = this.inVain.get(keyOf(account, accessToken));
		if (
			attempts &&
			attempts.count >= MOST_IN_VAIN &&
			this.isRejected(account, accessToken) &&
			this.now() < attempts.until
		)
			throw problem();
	}
}
