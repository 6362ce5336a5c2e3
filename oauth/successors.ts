import { BoundedMap, keyOf } from './memory';
import type { Stored, Tokens } from './tokenSource';

/** How long first tokens, once stored, still answer those who read the credential before that. */
const LATE_JOINERS_MS = 3000;

interface Successor<T> {
	readonly tokens: T;
	storedSince?: number;
}

/** Leads from the spent tokens of an account to those that came of them, and to the latest of each account. */
export class Successors<T extends Tokens> {
	private readonly successors: BoundedMap<Successor<T>>;
	private readonly latest: BoundedMap<T>;

	constructor(
		most: number,
		private readonly now: () => number,
	) {
		this.successors = new BoundedMap(most);
		this.latest = new BoundedMap(most);
	}

	/** Notes that the first tokens of an account have reached the store. */
	noteStored(account: string, { tokens }: Stored<T>): void {
		const first = this.successors.get(keyOf(account, undefined));
		if (tokens && first?.tokens.accessToken === tokens.accessToken) first.storedSince ??= this.now();
	}

	/** @param spent what was traded for them; undefined for the first ones */
	add(account: string, spent: T | undefined, tokens: T): void {
		// A server may issue a token that it has issued before; what that one led to does not count any more.
		this.successors.delete(keyOf(account, tokens.accessToken));
		if (tokens.accessToken !== spent?.accessToken) {
			this.successors.set(keyOf(account, spent?.accessToken), { tokens });
		}
		this.latest.set(account, tokens);
	}

	/** Whether a token is known to be spent. */
	has(account: string, accessToken: string): boolean {
		return this.successors.get(keyOf(account, accessToken)) !== undefined;
	}

	/** The end of the line that starts at what is stored. */
	newest(account: string, { tokens, isOfAnother = false }: Stored<T>): T | undefined {
		if (!tokens && isOfAnother) return this.latest.get(account);
		let newest = tokens;
		const passed = new Set<string>();
		for (let next = this.next(account, newest); next && !passed.has(next.accessToken);) {
			passed.add(next.accessToken);
			newest = next;
			next = this.next(account, newest);
		}
		return newest;
	}

	private next(account: string, tokens: T | undefined): T | undefined {
		const next = this.successors.get(keyOf(account, tokens?.accessToken));
		const storedFor = tokens === undefined ? this.now() - (next?.storedSince ?? this.now()) : 0;
		return storedFor > LATE_JOINERS_MS ? undefined : next?.tokens;
	}
}
