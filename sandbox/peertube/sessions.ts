import { randomBytes } from 'node:crypto';

import type { Clock } from '../shared/clock';
import { refreshTokenSeconds, type Settings } from './settings';
import type { User } from './users';

/** Where a client signed in from, or was last seen. */
interface Sighting {
	device: string | null;
	ip: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** A token pair, which PeerTube calls a token session. Times are milliseconds since 1970. */
export interface Session {
	id: number;
	user: User;
	clientId: string;
	accessToken: string;
	refreshToken: string;
	accessExpiresAt: number;
	refreshExpiresAt: number;
	login: Sighting;
	lastActivity: Sighting;
	createdAt: number;
	/** From this moment the pair is gone, once it is being revoked. */
	diesAt: number;
}

/** Every token pair the instance has issued and not forgotten. */
export class Sessions {
	private pairs = new Map<number, Session>();
	private lastId = 0;

	constructor(
		private readonly clock: Clock,
		private readonly settings: () => Settings,
	) {}

	issue(given: Pick<Session, 'user' | 'clientId' | 'login' | 'lastActivity'>): Session {
		const createdAt = this.clock.now();
		const settings = this.settings();
		this.lastId += 1;
		const session = {
			...given,
			id: this.lastId,
			accessToken: randomBytes(20).toString('hex'),
			refreshToken: randomBytes(20).toString('hex'),
			accessExpiresAt: createdAt + settings.accessTokenSeconds * 1000,
			refreshExpiresAt: createdAt + refreshTokenSeconds(settings) * 1000,
			createdAt,
			diesAt: Infinity,
		};
		this.pairs.set(session.id, session);
		given.user.lastLoginAt = createdAt;
		return session;
	}

	/** The pair of an access token that still opens doors. */
	withAccessToken(token: string): Session | undefined {
		return this.existing().find(
			(session) => session.accessToken === token && session.accessExpiresAt >= this.clock.now(),
		);
	}

	/** The pair of a refresh token, expired or not. */
	withRefreshToken(token: string): Session | undefined {
		return this.existing().find((session) => session.refreshToken === token);
	}

	/** A user's pairs of which neither token has expired: the only ones PeerTube lists (PeerTube 8.x source). */
	listedFor(user: User): Session[] {
		const now = this.clock.now();
		return this.existing().filter(
			(session) =>
				session.user.id === user.id && session.accessExpiresAt > now && session.refreshExpiresAt > now,
		);
	}

	/** Revokes one pair; it goes on working for `delayMs`. */
	kill(session: Session, delayMs = 0): void {
		session.diesAt = Math.min(session.diesAt, this.clock.now() + delayMs);
	}

	/** Revokes at once; returns how many pairs that were. */
	killAll(user?: User): number {
		return this.each(user, (session) => this.kill(session));
	}

	/** Lets access tokens expire now; returns how many. */
	expireAll(user?: User): number {
		return this.each(user, (session) => {
			session.accessExpiresAt = this.clock.now() - 1;
		});
	}

	private each(user: User | undefined, change: (session: Session) => void): number {
		const chosen = this.existing().filter((session) => !user || session.user.id === user.id);
		chosen.forEach(change);
		return chosen.length;
	}

	private existing(): Session[] {
		const now = this.clock.now();
		for (const session of this.pairs.values()) {
			if (session.diesAt <= now) this.pairs.delete(session.id);
		}
		return [...this.pairs.values()];
	}
}
