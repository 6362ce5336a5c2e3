import { type AccountDefinition, demoAccounts, type RoleLabel } from './accounts';

/** A user of the instance. `emailVerified` is null where nobody asked, as for users that an administrator or a plugin made. */
export interface User {
	id: number;
	username: string;
	email: string;
	password: string | null;
	role: RoleLabel;
	blocked: boolean;
	emailVerified: boolean | null;
	pluginAuth: string | null;
	pluginTakesPassword: boolean;
	/** Base32, or null without two-factor. */
	otpSecret: string | null;
	/** Milliseconds since 1970. */
	createdAt: number;
	lastLoginAt: number | null;
}

/** The users of the instance, and the names that have only asked to register. */
export class Users {
	private readonly users = new Map<string, User>();
	private readonly registrations = new Map<string, 'pending' | 'rejected'>();
	private lastId = 0;

	constructor(now: number) {
		for (const [username, definition] of Object.entries(demoAccounts)) this.put(username, definition, now);
	}

	/** Creates the user, or replaces it under its old id; undefined if the definition is a mere registration. */
	put(username: string, definition: AccountDefinition, now: number): User | undefined {
		const key = username.toLowerCase();
		const known = this.users.get(key);
		this.users.delete(key);
		this.registrations.delete(key);
		if (definition.registration) {
			this.registrations.set(key, definition.registration);
			return undefined;
		}
		const user: User = {
			id: known?.id ?? (this.lastId += 1),
			username,
			email: definition.email ?? `${username}@example.com`,
			password: definition.password ?? null,
			role: definition.role ?? 'User',
			blocked: definition.blocked ?? false,
			emailVerified: definition.emailVerified ?? null,
			pluginAuth: definition.pluginAuth ?? null,
			pluginTakesPassword: definition.pluginTakesPassword ?? false,
			otpSecret: definition.otpSecret ?? null,
			createdAt: known?.createdAt ?? now,
			lastLoginAt: null,
		};
		this.users.set(key, user);
		return user;
	}

	/** By user name or e-mail address, in any case. */
	find(usernameOrEmail: string): User | undefined {
		const wanted = usernameOrEmail.toLowerCase();
		return this.users.get(wanted) ?? this.all().find((user) => user.email.toLowerCase() === wanted);
	}

	withId(id: number): User | undefined {
		return this.all().find((user) => user.id === id);
	}

	registrationOf(username: string): 'pending' | 'rejected' | undefined {
		return this.registrations.get(username.toLowerCase());
	}

	private all(): User[] {
		return [...this.users.values()];
	}
}
