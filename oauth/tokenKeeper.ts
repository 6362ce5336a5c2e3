import { BoundedMap, keyOf, SingleFlight } from './memory';
import { isOAuthProblem } from './problems';
import { Refusals } from './refusals';

/** The tokens of one account, as far as keeping them goes. */
export interface Tokens {
	readonly accessToken: string;
	/** When they have to be renewed, in epoch milliseconds; Infinity when nobody knows. */
	readonly dueAt: number;
}

/** What a look at a token showed: `unknown` when the answer was about something else. */
export type Look = 'accepted' | 'refused' | 'unknown';

/** How the tokens of one account are looked at and renewed: by this package, or by n8n. */
export interface TokenSource<T extends Tokens> {
	/** Changes whenever anything about the account changes: server, client, user, secrets. */
	readonly account: string;
	/** What a refusal to renew these tokens depends on besides the account. */
	readonly refusalOf: (tokens: T | undefined) => string;
	/** Asks the server, without spending anything, whether it takes the access token. */
	readonly look: (tokens: T) => Promise<Look>;
	/**
	 * Trades the tokens for new ones, or gets the first ones.
	 *
	 * @throws {import('./problems').OAuthProblem} when the provider refuses or fails
	 */
	readonly renew: (tokens: T | undefined) => Promise<T>;
}

/** What n8n has stored for an account at the moment. */
export interface Stored<T extends Tokens> {
	readonly tokens?: T;
	/** Whether there is something stored, of another account: several share the place in which n8n keeps them. */
	readonly isOfAnother?: boolean;
}

/** How long first tokens, once stored, still answer those who read the credential before that. */
const LATE_JOINERS_MS = 3000;
/** A product may keep that many accounts at once, with about a kilobyte each. */
const MOST_ACCOUNTS = 20_000;

interface Successor<T> {
	readonly tokens: T;
	storedSince?: number;
}

/**
 * Keeps the tokens of all accounts: leads from spent tokens to those that came of them, renews once however many ask,
 * does not provoke a refusal again, and holds no verdict about a token for ever.
 *
 * n8n reads a credential in many places at once and stores what comes of it a moment later, so that callers bring
 * tokens that are spent already.
 */
export class TokenKeeper<T extends Tokens> {
	private readonly renewals = new SingleFlight<T | undefined>();
	private readonly looks = new SingleFlight<Look>();
	private readonly successors = new BoundedMap<Successor<T>>(MOST_ACCOUNTS);
	private readonly latest = new BoundedMap<T>(MOST_ACCOUNTS);
	/** Access tokens that a look found refused, and until when that is believed. */
	private readonly refused = new BoundedMap<number>(MOST_ACCOUNTS);
	private readonly refusals: Refusals;

	constructor(private readonly now: () => number) {
		this.refusals = new Refusals(now);
	}

	/** The tokens to use now; undefined when {@link renew} has to come first. */
	usable(account: string, stored: Stored<T>): T | undefined {
		const first = this.successors.get(keyOf(account, undefined));
		if (stored.tokens && first?.tokens.accessToken === stored.tokens.accessToken)
			first.storedSince ??= this.now();
		const newest = this.newest(account, stored);
		return newest && this.isUsable(account, newest) ? newest : undefined;
	}

	/**
	 * Looks again at a token that was refused: one refusal may be that of a proxy, or of a replica that is behind. Whoever
	 * asks meanwhile gets the same answer.
	 */
	async look(source: TokenSource<T>, tokens: T): Promise<Look> {
		const key = keyOf(source.account, tokens.accessToken);
		if (this.successors.get(key) || !this.isUsable(source.account, tokens)) return 'refused';
		return await this.looks.run(key, async () => {
			const look = await source.look(tokens);
			if (look === 'refused') this.reject(source.account, tokens);
			return look;
		});
	}

	/** Believes of a token that it is dead, until it has been replaced or that turned out to be impossible. */
	reject(account: string, { accessToken }: T): void {
		this.refused.set(keyOf(account, accessToken), Infinity);
	}

	/**
	 * How long to wait before {@link renew}, in milliseconds, for those who began after a failure that passes: they need
	 * not be told of it.
	 *
	 * @param since when they began, in epoch milliseconds
	 */
	waitMs(
		{ account, refusalOf }: Pick<TokenSource<T>, 'account' | 'refusalOf'>,
		spent: T | undefined,
		since: number,
	): number {
		return this.refusals.waitMs(keyOf(account, refusalOf(spent)), since);
	}

	/**
	 * The tokens to store, or undefined when the stored ones turn out to be alive.
	 *
	 * @throws {import('./problems').OAuthProblem} when the provider refuses or fails; what is stored stays as it is
	 */
	async renew(source: TokenSource<T>, stored: Stored<T>): Promise<T | undefined> {
		const newest = this.newest(source.account, stored);
		if (newest && newest !== stored.tokens && this.isUsable(source.account, newest)) return newest;
		return await this.renewals.run(keyOf(source.account, newest?.accessToken), async () => {
			if (newest && this.isUsable(source.account, newest)) {
				if ((await source.look(newest)) !== 'refused') return undefined;
				this.reject(source.account, newest);
			}
			return await this.replace(source, newest);
		});
	}

	private async replace(source: TokenSource<T>, spent: T | undefined): Promise<T> {
		const { account } = source;
		const refusal = keyOf(account, source.refusalOf(spent));
		const tokens = await this.renewUnlessRefused(source, spent, refusal).catch((error: unknown) => {
			if (spent) this.lookAgain(account, spent, isFinal(error) ? this.refusals.until(refusal) : 0);
			throw error;
		});
		// A server may issue a token that it has issued before; what is known of that does not count any more.
		this.successors.delete(keyOf(account, tokens.accessToken));
		this.refused.delete(keyOf(account, tokens.accessToken));
		if (tokens.accessToken !== spent?.accessToken) {
			this.successors.set(keyOf(account, spent?.accessToken), { tokens });
		}
		this.latest.set(account, tokens);
		return tokens;
	}

	private async renewUnlessRefused(
		source: TokenSource<T>,
		spent: T | undefined,
		refusal: string,
	): Promise<T> {
		this.refusals.rethrow(refusal);
		return await source.renew(spent).catch((error: unknown) => {
			this.refusals.remember(refusal, error);
			throw error;
		});
	}

	/** A dead token is not sent again as long as its renewal is known to be refused; otherwise at once. */
	private lookAgain(account: string, { accessToken }: T, at: number): void {
		const key = keyOf(account, accessToken);
		if (at > 0 && this.refused.get(key) !== undefined) this.refused.set(key, at);
		else this.refused.delete(key);
	}

	private isUsable(account: string, { accessToken, dueAt }: T): boolean {
		const now = this.now();
		return now < dueAt && now >= (this.refused.get(keyOf(account, accessToken)) ?? 0);
	}

	/** The end of the line of successors that starts at what is stored. */
	private newest(account: string, { tokens, isOfAnother = false }: Stored<T>): T | undefined {
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

/** Whether the provider itself refused the renewal; a 401 may come of something in between, as the one before it. */
const isFinal = (error: unknown): boolean =>
	isOAuthProblem(error) && error.kind === 'refused' && error.httpStatus !== 401;
