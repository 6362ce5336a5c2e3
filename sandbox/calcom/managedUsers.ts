import type { PlatformClient } from './clients';
import type { User, UserFields } from './users';

/** What a client may say of a user it manages. */
export interface ManagedUserInput {
	email: string;
	name?: string;
	timeFormat?: number;
	defaultScheduleId?: number;
	weekStart?: string;
	timeZone?: string;
	locale?: string;
	avatarUrl?: string;
	bio?: string;
	metadata?: Record<string, unknown>;
}

/** A managed user's own address: the client's id goes into it, so that two clients can manage the same person. */
export function managedEmail(clientId: string, email: string): string {
	if (email.includes(`+${clientId}@`)) return email;
	const [name, domain] = email.split('@');
	return `${name}+${clientId}@${domain}`;
}

/** The user a client creates. The user name is made of the address. */
export function managedUserFields(
	{ id, organizationId }: PlatformClient,
	input: ManagedUserInput,
): UserFields {
	const email = managedEmail(id, input.email);
	return {
		...given(input),
		email,
		username: usernameOf(email),
		organizationId,
		role: 'MEMBER',
		managedBy: id,
	};
}

/** Changes what is given; a new address brings a new user name. */
export function changeManagedUser(user: User, clientId: string, input: Partial<ManagedUserInput>): void {
	Object.assign(user, given(input));
	if (!input.email) return;
	user.email = managedEmail(clientId, input.email);
	user.username = usernameOf(user.email);
}

/** A managed user as the API shows it. */
export function formatManagedUser(user: User): object {
	return {
		id: user.id,
		email: user.email,
		username: user.username,
		name: user.name,
		bio: user.bio,
		timeZone: user.timeZone,
		weekStart: user.weekStart,
		createdDate: new Date(user.createdAt).toISOString(),
		timeFormat: user.timeFormat,
		defaultScheduleId: user.defaultScheduleId,
		...(user.locale === null ? {} : { locale: user.locale }),
		avatarUrl: user.avatarUrl,
		metadata: user.metadata,
	};
}

function given(input: Partial<ManagedUserInput>): Partial<ManagedUserInput> {
	return Object.fromEntries(
		Object.entries(input).filter(
			([name, value]) => name !== 'email' && value !== undefined && value !== null,
		),
	);
}

function usernameOf(email: string): string {
	const [name = '', domain = ''] = email.split('@');
	const [host, tld] = domain.split('.');
	return `${name}-${host}-${tld}`
		.toLowerCase()
		.replace(/[^a-z0-9-]+/g, '-')
		.replace(/^-+|-+$/g, '');
}
