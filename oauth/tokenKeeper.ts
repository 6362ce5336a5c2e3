import { keyOf, SingleFlight } from './memory';
import { isOAuthProblem } from './problems';
import { Refusals } from './refusals';
import { Successors } from './successors';
import type { Look, Stored, Tokens, TokenSource } from './tokenSource';
import { TokenHealth } from './tokenHealth';

/** A product may keep that many accounts at once, with about a kilobyte each. */
const MOST_ACCOUNTS = 20_000;

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
	private readonly successors: Successors<T>;
	private readonly health: TokenHealth;
	private readonly refusals: Refusals;

	constructor(private readonly now: () => number) {
		this.successors = new Successors(MOST_ACCOUNTS, now);
		this.health = new TokenHealth(MOST_ACCOUNTS, now);
		this.refusals = new Refusals(now);
	}

	/** The tokens to use now; undefined when {@link renew} has to come first. */
	usable(account: string, stored: Stored<T>): T | undefined {
		this.successors.noteStored(account, stored);
		const newest = this.successors.newest(account, stored);
		return newest && this.isUsable(account, newest) ? newest : undefined;
	}

	/**
	 * Looks again at a token that was refused: one refusal may be that of a proxy, or of a replica that is behind. Whoever
	 * asks meanwhile gets the same answer.
	 */
	async look(source: TokenSource<T>, tokens: T): Promise<Look> {
		const { account } = source;
		if (this.successors.has(account, tokens.accessToken) || !this.isUsable(account, tokens)) return 'refused';
		return await this.looks.run(keyOf(account, tokens.accessToken), async () => {
			const look = await source.look(tokens);
			if (look === 'refused') this.reject(account, tokens);
			if (look === 'accepted') this.accept(account, tokens.accessToken);
			return look;
		});
	}

	/** Believes of a token that it is dead, until it has been replaced or that turned out to be impossible. */
	reject(account: string, { accessToken }: T): void {
		this.health.reject(account, accessToken);
	}

	/** To be told that a server has taken a token. */
	accept(account: string, accessToken: string): void {
		this.health.accept(account, accessToken);
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
	 * @param sent the access token of the request that failed, if one was sent: it is no answer to hand it out again
	 * @throws {import('./problems').OAuthProblem} when the provider refuses or fails; what is stored stays as it is
	 */
	async renew(source: TokenSource<T>, stored: Stored<T>, sent?: string): Promise<T | undefined> {
		const { account } = source;
		const newest = this.successors.newest(account, stored);
		const isNew = newest !== stored.tokens && newest?.accessToken !== sent;
		if (newest && isNew && this.isUsable(account, newest)) return newest;
		return await this.renewals.run(keyOf(account, newest?.accessToken), async () => {
			if (newest && this.isUsable(account, newest)) {
				const look = await source.look(newest);
				if (look === 'accepted') this.accept(account, newest.accessToken);
				if (look !== 'refused') return undefined;
				this.reject(account, newest);
			}
			return await this.replace(source, newest);
		});
	}

	/** Undefined when the tokens cannot be replaced, and are alive after all. */
	private async replace(source: TokenSource<T>, spent: T | undefined): Promise<T | undefined> {
		const { account } = source;
		const refusal = keyOf(account, source.refusalOf(spent));
		return await this.attempt(source, spent, refusal).catch(async (error: unknown) => {
			if (spent && (await this.isAlive(source, spent, error, refusal))) return undefined;
			throw error;
		});
	}

	private async attempt(source: TokenSource<T>, spent: T | undefined, refusal: string): Promise<T> {
		this.refusals.rethrow(refusal);
		return await this.renewOnce(source, spent).catch((error: unknown) => {
			this.refusals.remember(refusal, error);
			throw error;
		});
	}

	private async renewOnce(source: TokenSource<T>, spent: T | undefined): Promise<T> {
		const { account } = source;
		if (spent) this.health.refuseEndless(account, spent.accessToken, source.neverAccepted);
		const tokens = await source.renew(spent);
		this.successors.add(account, spent, tokens);
		this.health.renewed(account, spent?.accessToken, tokens.accessToken);
		return tokens;
	}

	/** A dead token is not sent again as long as its renewal is known to be refused by the provider; else at once. */
	private async isAlive(source: TokenSource<T>, spent: T, error: unknown, refusal: string): Promise<boolean> {
		const { account } = source;
		const { accessToken } = spent;
		if (this.health.isConfirmed(account, accessToken)) return false;
		const isDead = isFinal(error) && this.health.isRejected(account, accessToken);
		// Two refusals in a row may have come of something in between, and a living token with nothing to renew it is one.
		const look = isDead && this.now() < spent.dueAt ? await source.look(spent) : 'refused';
		if (look === 'accepted') this.accept(account, accessToken);
		if (isDead && look === 'refused') this.health.confirm(account, accessToken, this.refusals.until(refusal));
		else this.health.forget(account, accessToken);
		return look === 'accepted';
	}

	private isUsable(account: string, { accessToken, dueAt }: T): boolean {
		return this.now() < dueAt && !this.health.isRejected(account, accessToken);
	}
}

/** Whether the provider itself refused the renewal; a 401 may come of something in between, as the one before it. */
const isFinal = (error: unknown): boolean =>
	isOAuthProblem(error) && error.kind === 'refused' && error.httpStatus !== 401;
