import { demoUsers, type Membership, type Role, type UserDefinition } from './accounts';

/** A person, or a managed user: then `managedBy` is the platform client's id. */
export interface User {
	id: number;
	username: string;
	email: string;
	name: string | null;
	organizationId: number | null;
	role: Role;
	membership: Membership;
	managedBy: string | null;
	sessionCookie: string | null;
	bio: string | null;
	avatarUrl: string | null;
	timeZone: string;
	weekStart: string;
	timeFormat: number;
	locale: string | null;
	defaultScheduleId: number | null;
	metadata: Record<string, unknown>;
	/** Milliseconds since 1970. */
	createdAt: number;
}

/** What a caller may set of a user; anything else has Cal.com's default. */
export type UserFields = Partial<Omit<User, 'id' | 'createdAt'>> & Pick<User, 'username' | 'email'>;

/** People, by user name or e-mail address, and the users that platform clients manage, all with IDs from one count. */
export class Users {
	private readonly users = new Map<number, User>();
	private lastId = 0;

	add(fields: UserFields, now: number, id = (this.lastId += 1)): User {
		const user: User = {
			name: null,
			organizationId: null,
			role: 'MEMBER',
			membership: 'accepted',
			managedBy: null,
			sessionCookie: null,
			bio: null,
			avatarUrl: null,
			timeZone: 'Europe/London',
			weekStart: 'Sunday',
			timeFormat: 12,
			locale: null,
			defaultScheduleId: null,
			metadata: {},
			...fields,
			id,
			createdAt: now,
		};
		this.users.set(id, user);
		return user;
	}

	/** Creates the person, or replaces them under their old id. */
	put(username: string, definition: UserDefinition, now: number): User {
		const { email, name, organizationId, role, membership, sessionCookie } = definition;
		const fields = { username, email: email ?? `${username}@example.com`, name: name ?? username };
		return this.add(
			{
				...fields,
				organizationId: organizationId ?? null,
				role: role ?? 'MEMBER',
				membership: membership ?? 'accepted',
				sessionCookie,
			},
			now,
			this.find(username)?.id,
		);
	}

	addDemoUsers(now: number): void {
		for (const [username, definition] of Object.entries(demoUsers)) this.put(username, definition, now);
	}

	withId(id: number): User | undefined {
		return this.users.get(id);
	}

	/** By user name or e-mail address. */
	find(usernameOrEmail: string): User | undefined {
		return this.all().find(({ username, email }) => [username, email].includes(usernameOrEmail));
	}

	withSessionCookie(value: string): User | undefined {
		return this.all().find(({ sessionCookie }) => sessionCookie === value);
	}

	/** Whoever answers for an organization: its owner, or else an administrator. */
	inChargeOf(organizationId: number): User | undefined {
		const members = this.all().filter(
			(user) => user.organizationId === organizationId && user.membership === 'accepted',
		);
		return members.find(({ role }) => role === 'OWNER') ?? members.find(({ role }) => role === 'ADMIN');
	}

	managedBy(clientId: string): User[] {
		return this.all().filter((user) => user.managedBy === clientId);
	}

	remove(user: User): void {
		this.users.delete(user.id);
	}

	all(): User[] {
		return [...this.users.values()];
	}
}
