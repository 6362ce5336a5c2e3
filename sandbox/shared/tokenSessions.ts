import type { Clock } from './clock';

/** Seconds the two tokens of a pair live; null is for ever. */
interface Lifetimes {
	accessTokenSeconds: number;
	refreshTokenSeconds: number | null;
}

/** Times are milliseconds since 1970, infinite for what does not expire. */
interface Token {
	value: string;
	expiresAt: number;
}

/** A refresh token a client presented, and what has become of it. */
interface Presented<Grant> {
	session: TokenSession<Grant>;
	expired: boolean;
	/** Another one has taken its place. */
	spent: boolean;
}

/** Everything one authorization has led to. */
export interface TokenSession<Grant> {
	id: number;
	grant: Grant;
	createdAt: number;
	/** The living access tokens, the newest last. */
	access: [...Token[], Token];
	/** Every refresh token there was, the current one last. */
	refresh: [...Token[], Token];
}

/** The sessions a provider has opened and not revoked. */
export class TokenSessions<Grant> {
	private readonly sessions = new Map<number, TokenSession<Grant>>();
	private lastId = 0;

	constructor(
		private readonly clock: Clock,
		private readonly createToken: () => string,
	) {}

	open(grant: Grant, { accessTokenSeconds, refreshTokenSeconds }: Lifetimes): TokenSession<Grant> {
		this.lastId += 1;
		const session: TokenSession<Grant> = {
			id: this.lastId,
			grant,
			createdAt: this.clock.now(),
			access: [this.token(accessTokenSeconds)],
			refresh: [this.token(refreshTokenSeconds)],
		};
		this.sessions.set(session.id, session);
		return session;
	}

	withAccessToken(value: string): TokenSession<Grant> | undefined {
		const isLiving = (token: Token): boolean => token.value === value && !this.isOver(token);
		return this.all().find(({ access }) => access.some(isLiving));
	}

	withRefreshToken(value: string): Presented<Grant> | undefined {
		for (const session of this.all()) {
			const token = session.refresh.find((each) => each.value === value);
			if (token) return { session, expired: this.isOver(token), spent: token !== session.refresh.at(-1) };
		}
		return undefined;
	}

	/** Adds an access token, in place of the older ones unless they are kept; rotating adds a refresh token as well. */
	renew(
		session: TokenSession<Grant>,
		lifetimes: Lifetimes,
		{ rotate, keepOldAccess }: { rotate: boolean; keepOldAccess: boolean },
	): void {
		const next = this.token(lifetimes.accessTokenSeconds);
		session.access = keepOldAccess ? [...session.access, next] : [next];
		if (rotate) session.refresh = [...session.refresh, this.token(lifetimes.refreshTokenSeconds)];
	}

	revoke(session: TokenSession<Grant>): void {
		this.sessions.delete(session.id);
	}

	/** Lets the access tokens expire now, and the refresh token too if asked. */
	expire(session: TokenSession<Grant>, refreshTokens: boolean): void {
		const expired = refreshTokens ? [...session.access, ...session.refresh] : session.access;
		for (const token of expired) token.expiresAt = this.clock.now() - 1;
	}

	/** Those of a user, a client or both; all of them if neither is given. */
	of(whose: Partial<Grant>): Array<TokenSession<Grant>> {
		const wanted = Object.entries(whose).filter(([, value]) => value !== undefined);
		return this.all().filter(({ grant }) =>
			wanted.every(([name, value]) => grant[name as keyof Grant] === value),
		);
	}

	/** Revokes those of a user, a client or both; returns how many. */
	revokeAll(whose: Partial<Grant>): number {
		const sessions = this.of(whose);
		sessions.forEach((session) => this.revoke(session));
		return sessions.length;
	}

	/** Lets those of a user, a client or both expire; returns how many. */
	expireAll(whose: Partial<Grant>, refreshTokens: boolean): number {
		const sessions = this.of(whose);
		sessions.forEach((session) => this.expire(session, refreshTokens));
		return sessions.length;
	}

	/** The sessions not revoked, whether or not their tokens have expired, oldest first. */
	all(): Array<TokenSession<Grant>> {
		return [...this.sessions.values()];
	}

	private token(seconds: number | null): Token {
		return { value: this.createToken(), expiresAt: this.clock.now() + (seconds ?? Infinity) * 1000 };
	}

	private isOver({ expiresAt }: Token): boolean {
		return expiresAt < this.clock.now();
	}
}

/** The pair a session's client holds if it has kept up. */
export function newestPair<Grant>({ access, refresh }: TokenSession<Grant>): {
	access: Token;
	refresh: Token;
} {
	return { access: access.at(-1) as Token, refresh: refresh.at(-1) as Token };
}

/** A session as the control side shows it; dates are ISO, null for what does not expire. */
export function describeSession<Grant extends object>(session: TokenSession<Grant>): object {
	const { access, refresh } = newestPair(session);
	const date = (at: number): string | null => (Number.isFinite(at) ? new Date(at).toISOString() : null);
	return {
		id: session.id,
		...session.grant,
		createdAt: date(session.createdAt),
		accessToken: access.value,
		accessExpiresAt: date(access.expiresAt),
		refreshToken: refresh.value,
		refreshExpiresAt: date(refresh.expiresAt),
	};
}
