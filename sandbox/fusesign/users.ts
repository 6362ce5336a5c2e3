import { randomUUID } from 'node:crypto';

/** An organisation within FuseSign; `id` is a GUID. */
export interface Tenant {
	id: string;
	name: string;
}

/** How the control side describes a user. */
interface UserDefinition {
	/** The first is the default one; a tenant without an id gets one. */
	tenants?: Array<{ id?: string; name: string }>;
	/** Opens the API in the header X-API-Token; FuseSign calls it a wholesale token. */
	apiToken?: string;
}

/** The users of a fresh sandbox, by e-mail address. The browser is signed in with the first. */
export const demoUsers = {
	'mia@example.com': {
		tenants: [
			{ id: '00000000-0000-4000-8000-000000000001', name: 'Demo Tenant One' },
			{ id: '00000000-0000-4000-8000-000000000002', name: 'Demo Tenant Two' },
		],
		apiToken: 'demo-api-token-mia',
	},
	'noah@example.com': {
		tenants: [{ id: '00000000-0000-4000-8000-000000000003', name: 'Demo Tenant Three' }],
	},
} satisfies Record<string, UserDefinition>;

/** A user, by e-mail address. The first of the tenants is the `default_tenant_id` of a token answer. */
export interface User {
	email: string;
	tenants: Tenant[];
	apiToken: string | null;
}

/** All users, by e-mail address; nobody registers here, and the control side makes them. */
export class Users {
	private readonly users = new Map<string, User>();

	constructor() {
		for (const [email, definition] of Object.entries(demoUsers)) this.put(email, definition);
	}

	/** Creates the user, or replaces it. */
	put(email: string, { tenants = [], apiToken }: UserDefinition): User {
		const user: User = {
			email,
			tenants: tenants.map(({ id, name }) => ({ id: id ?? randomUUID(), name })),
			apiToken: apiToken ?? null,
		};
		this.users.set(email, user);
		return user;
	}

	all(): User[] {
		return [...this.users.values()];
	}

	find(email: string): User | undefined {
		return this.users.get(email);
	}

	withApiToken(apiToken: string): User | undefined {
		return this.all().find((user) => user.apiToken === apiToken);
	}
}
