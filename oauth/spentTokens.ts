import { BoundedMap, keyOf, SingleFlight } from './memory';
import { isOAuthProblem } from './problems';
import { secondsLeft, type TokenSet } from './tokens';

/** Ten thousand sessions, each with the token that was spent and the one that came of it. */
const MOST_TOKENS = 20_000;
/** Long enough for another try, another run or another row that still holds a spent token; short for a secret in memory. */
const REMEMBERED_MS = 600_000;

/** A session from its first spent refresh token on. */
interface Line {
	/** Server and client that the tokens belong to. */
	readonly client: string;
	newest: TokenSet;
	renewedAt: number;
	hasEnded: boolean;
}

/**
 * Leads from spent refresh tokens to the tokens that came of them. Whoever comes later with a spent one, from another
 * row, another try or another run, gets those: to send it once more would end the session at many servers (RFC 9700
 * §4.14.2), and would lose the new tokens at all others.
 */
export class SpentTokens {
	private readonly bySpent: BoundedMap<Line>;
	private readonly byToken: BoundedMap<Line>;
	private readonly refreshes = new SingleFlight<TokenSet>();

	constructor(
		private readonly now: () => number,
		most = MOST_TOKENS,
	) {
		this.bySpent = new BoundedMap(most);
		// Of each session three at a time.
		this.byToken = new BoundedMap(3 * most);
	}

	/**
	 * The tokens that a refresh token leads to: those that came of it when it was spent already, else new ones.
	 *
	 * @param client stands for the server and the client
	 * @param request trades a refresh token for new tokens
	 * @param isGood whether tokens that came of it a moment ago will do; if not, they are refreshed in turn
	 * @throws what the request throws, to all who wait for it; one that never left is made again for the others
	 */
	async refresh(
		client: string,
		refreshToken: string,
		request: (refreshToken: string) => Promise<TokenSet>,
		isGood = (tokens: TokenSet) => secondsLeft(tokens.expiresAt, this.now()) !== 0,
	): Promise<TokenSet> {
		const newest = this.newest(client, refreshToken);
		if (newest && isGood(newest)) return newest;
		const current = newest?.refreshToken ?? refreshToken;
		let isMine = false;
		const refreshing = this.refreshes.run(keyOf(client, current), async () => {
			isMine = true;
			const tokens = await request(current);
			this.add(client, current, tokens);
			return tokens;
		});
		return await refreshing.catch(async (error: unknown) => {
			// Whoever was to send it for all has been stopped before.
			if (isMine || !isOAuthProblem(error) || !error.neverLeft) throw error;
			return await this.refresh(client, refreshToken, request, isGood);
		});
	}

	/** What came of a refresh token that was spent; undefined when it was not, as far as this process knows. */
	newest(client: string, refreshToken: string): TokenSet | undefined {
		let newest: TokenSet | undefined;
		const passed = new Set<string>();
		for (let next: string | undefined = refreshToken; next !== undefined && !passed.has(next);) {
			passed.add(next);
			const line = this.livingLine(client, next);
			newest = line?.newest ?? newest;
			next = line?.newest.refreshToken;
		}
		// Where it was handed out again, it is not spent any more.
		return newest?.refreshToken === refreshToken ? undefined : newest;
	}

	private livingLine(client: string, spent: string): Line | undefined {
		const line = this.bySpent.get(keyOf(client, spent));
		return line && !line.hasEnded && !this.isOld(line) ? line : undefined;
	}

	/** To be told that a session was ended by one of its tokens. */
	end(token: string): void {
		const line = this.byToken.get(keyOf(token));
		if (line) line.hasEnded = true;
	}

	private add(client: string, spent: string, tokens: TokenSet): void {
		const known = this.byToken.get(keyOf(spent));
		if (tokens.refreshToken === spent) {
			if (known?.client === client) Object.assign(known, { newest: tokens, renewedAt: this.now() });
			return;
		}
		this.bySpent.deleteOldest((line) => this.isOld(line));
		this.byToken.deleteOldest((line) => this.isOld(line));
		const line: Line =
			known?.client === client && !known.hasEnded
				? known
				: { client, newest: tokens, renewedAt: 0, hasEnded: false };
		line.newest = tokens;
		line.renewedAt = this.now();
		this.bySpent.set(keyOf(client, spent), line);
		for (const token of [spent, tokens.refreshToken, tokens.accessToken]) {
			if (token !== undefined) this.byToken.set(keyOf(token), line);
		}
	}

	private isOld({ renewedAt }: Line): boolean {
		return Math.abs(this.now() - renewedAt) > REMEMBERED_MS;
	}
}
