import { randomBytes } from 'node:crypto';

import { demoUsers, type UserDefinition } from './accounts';
import type { Snowflakes } from './snowflakes';

/**
 * A user, whose ID is a snowflake. With a second factor the password alone proves nothing in sudo mode (servers of
 * February and July 2026, observed).
 */
export interface User {
	id: string;
	username: string;
	discriminator: string;
	globalName: string | null;
	email: string;
	emailVerified: boolean;
	password: string;
	/** Base32, or null without two-factor. */
	otpSecret: string | null;
}

/** The users of the instance and their sessions. */
export class Users {
	private readonly users = new Map<string, User>();
	/** User ids by session token. */
	private readonly sessions = new Map<string, string>();

	constructor(private readonly snowflakes: Snowflakes) {
		for (const [username, definition] of Object.entries(demoUsers)) this.put(username, definition);
	}

	/** Creates the user, or replaces it under its old id without its old sessions; returns its session token. */
	put(username: string, definition: UserDefinition): { user: User; sessionToken: string } {
		const known = this.users.get(username);
		if (known) this.endSessions(known);
		const user: User = {
			id: known?.id ?? this.snowflakes.next(),
			username,
			discriminator: '0001',
			globalName: definition.globalName ?? null,
			email: definition.email ?? `${username}@example.com`,
			emailVerified: definition.emailVerified ?? true,
			password: definition.password ?? `demo-password-${username}`,
			otpSecret: definition.otpSecret ?? null,
		};
		this.users.set(username, user);
		return { user, sessionToken: this.startSession(user, definition.sessionToken) };
	}

	all(): User[] {
		return [...this.users.values()];
	}

	find(username: string): User | undefined {
		return this.users.get(username);
	}

	withId(id: string): User | undefined {
		return this.all().find((user) => user.id === id);
	}

	startSession(user: User, token = `flx_${randomBytes(18).toString('hex')}`): string {
		this.sessions.set(token, user.id);
		return token;
	}

	withSession(token: string): User | undefined {
		const id = this.sessions.get(token);
		return id === undefined ? undefined : this.withId(id);
	}

	sessionsOf(user: User): string[] {
		return [...this.sessions].filter(([, id]) => id === user.id).map(([token]) => token);
	}

	endSession(token: string): void {
		this.sessions.delete(token);
	}

	/** Ends the sessions of one user or of all; returns how many. */
	endSessions(user?: User): number {
		const ended = user ? this.sessionsOf(user) : [...this.sessions.keys()];
		ended.forEach((token) => this.sessions.delete(token));
		return ended.length;
	}
}
