import { deadTokenStatuses, type Dialect } from './dialect';
import type { Send } from './http';
import { tokensDueAt } from './lifetimes';
import { BoundedMap, keyOf, SingleFlight } from './memory';
import { isOAuthProblem } from './problems';
import { Refusals } from './refusals';
import { buildRequest, type Inputs } from './requests';
import { requestTokens } from './tokenRequest';
import { secondsLeft, type TokenSet } from './tokens';

/** Who signs in where. */
export interface Account {
	readonly instanceUrl: string;
	/** Inputs that each of the endpoints gets, besides `instanceUrl`. */
	readonly inputs?: Inputs;
	/** More inputs for the dialect's endpoint `signIn`, computed when it is sent: a two-factor code is good for a minute. */
	readonly signInInputs: () => Inputs;
	/** Changes whenever anything about the account changes; a session of another fingerprint is not ours. */
	readonly fingerprint: string;
}

/** A session as a credential stores it. */
export interface KeptSession {
	readonly fingerprint: string;
	readonly tokens: TokenSet;
}

/** How long a first session, once stored, still answers those who read the credential before that. */
const LATE_JOINERS_MS = 3000;

interface Successor {
	readonly session: KeptSession;
	storedSince?: number;
}

/**
 * Keeps the sessions of one provider's accounts alive: renews a token before it expires, signs in again only
 * when the refresh token is refused, and does either once however many ask. Needs the dialect's endpoints
 * `signIn`, `refresh` and `probe`.
 *
 * n8n calls a credential from many places at once and stores what it returns a moment later, so callers come
 * with tokens that are already spent. A bounded memory leads from each spent token to its successor.
 */
export class SessionKeeper {
	private readonly flights = new SingleFlight<KeptSession | undefined>();
	private readonly successors = new BoundedMap<Successor>(1000);
	private readonly refusals: Refusals;

	constructor(
		private readonly dialect: Dialect,
		private readonly now: () => number = Date.now,
	) {
		this.refusals = new Refusals(now);
	}

	/** The access token to send, or undefined when {@link renew} has to come first. */
	accessToken(account: Account, stored: KeptSession | undefined): string | undefined {
		if (stored?.fingerprint !== account.fingerprint) return undefined;
		const first = this.successors.get(keyOf(account.fingerprint, undefined));
		if (first?.session.tokens.accessToken === stored.tokens.accessToken) first.storedSince ??= this.now();
		return this.isAlive(stored) ? stored.tokens.accessToken : undefined;
	}

	/**
	 * The session to store, or undefined when the stored one turns out to be alive.
	 *
	 * @throws {import('./problems').OAuthProblem} when the provider refuses or fails; the stored session stays as it is
	 */
	async renew(
		account: Account,
		stored: KeptSession | undefined,
		send: Send,
	): Promise<KeptSession | undefined> {
		const own = stored?.fingerprint === account.fingerprint ? stored : undefined;
		const newest = this.newest(account, own);
		if (newest !== own && newest && this.isAlive(newest)) return newest;
		return await this.flights.run(this.key(account, newest), async () => {
			if (newest && this.isAlive(newest) && (await this.isAccepted(account, newest, send))) return undefined;
			return await this.replace(account, newest, send);
		});
	}

	private async replace(
		account: Account,
		session: KeptSession | undefined,
		send: Send,
	): Promise<KeptSession> {
		this.refusals.rethrow(account.fingerprint);
		const tokens = await this.refreshOrSignIn(account, session, send).catch((error: unknown) => {
			this.refusals.remember(account.fingerprint, error);
			throw error;
		});
		const replaced = { fingerprint: account.fingerprint, tokens };
		// A server may issue a token it has issued before; what that one led to then does not count any more.
		this.successors.delete(this.key(account, replaced));
		this.successors.set(this.key(account, session), { session: replaced });
		return replaced;
	}

	private async refreshOrSignIn(account: Account, session: KeptSession | undefined, send: Send) {
		return (await this.refresh(account, session, send)) ?? (await this.signIn(account, send));
	}

	/** Undefined when there is nothing to refresh with, so that only a new sign-in helps. */
	private async refresh(account: Account, session: KeptSession | undefined, send: Send) {
		const { refreshToken, refreshTokenExpiresAt } = session?.tokens ?? {};
		if (refreshToken === undefined) return undefined;
		if (secondsLeft(refreshTokenExpiresAt, this.now()) === 0) return undefined;
		return await this.request('refresh', account, { refreshToken }, send).catch((error: unknown) => {
			if (isOAuthProblem(error) && error.kind === 'refused') return undefined;
			throw error;
		});
	}

	private async signIn(account: Account, send: Send): Promise<TokenSet> {
		return await this.request('signIn', account, account.signInInputs(), send);
	}

	private async request(
		endpoint: string,
		{ instanceUrl, inputs: own }: Account,
		inputs: Inputs,
		send: Send,
	): Promise<TokenSet> {
		return await requestTokens(this.dialect, endpoint, { ...own, ...inputs, instanceUrl }, send, this.now);
	}

	/** Whatever else goes wrong than a dead token is no reason to spend a refresh token. */
	private async isAccepted(
		{ instanceUrl, inputs }: Account,
		{ tokens: { accessToken } }: KeptSession,
		send: Send,
	): Promise<boolean> {
		const probe = buildRequest(this.dialect, 'probe', { ...inputs, instanceUrl, accessToken });
		return await send(probe).then(
			({ status }) => !deadTokenStatuses(this.dialect).includes(status),
			() => true,
		);
	}

	private isAlive({ tokens }: KeptSession): boolean {
		return this.now() < tokensDueAt(tokens);
	}

	/** The end of the line of successors that starts at a session. */
	private newest(account: Account, session: KeptSession | undefined): KeptSession | undefined {
		let newest = session;
		const passed = new Set<string>();
		for (let next = this.next(account, newest); next && !passed.has(this.key(account, next));) {
			passed.add(this.key(account, next));
			newest = next;
			next = this.next(account, newest);
		}
		return newest;
	}

	private next(account: Account, session: KeptSession | undefined): KeptSession | undefined {
		const next = this.successors.get(this.key(account, session));
		const storedFor = session === undefined ? this.now() - (next?.storedSince ?? this.now()) : 0;
		return storedFor > LATE_JOINERS_MS ? undefined : next?.session;
	}

	private key({ fingerprint }: Account, session: KeptSession | undefined): string {
		return keyOf(fingerprint, session?.tokens.accessToken);
	}
}
