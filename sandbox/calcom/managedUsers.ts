import type { PlatformClient } from './clients';
import type { User, UserFields } from './users';

/**
 * What a client may say of a user it manages. Null and the empty text clear `locale`, `avatarUrl`, `bio` and
 * `metadata` (API v2 of July 2026, observed).
 */
export interface ManagedUserInput {
	email: string;
	name?: string;
	timeFormat?: number;
	defaultScheduleId?: number;
	weekStart?: string;
	timeZone?: string;
	locale?: string | null;
	avatarUrl?: string | null;
	bio?: string | null;
	metadata?: Record<string, unknown> | null;
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

/** Changes what is given, and clears what is given as nothing; a new address brings a new user name. */
export function changeManagedUser(user: User, clientId: string, input: Partial<ManagedUserInput>): void {
	Object.assign(user, given(input));
	if (!input.email) return;
	user.email = managedEmail(clientId, input.email);
	user.username = usernameOf(user.email);
}

/**
 * A managed user as the API shows it: `locale` is null where none was given, `metadata` absent where there is none
 * (API v2 of July 2026, observed).
 */
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
		locale: user.locale,
		avatarUrl: user.avatarUrl,
		...(Object.keys(user.metadata).length > 0 && { metadata: user.metadata }),
	};
}

/** What null and its like clear; of all else null is no change. */
const clearable = ['avatarUrl', 'bio', 'locale', 'metadata'];

function given({ email: _email, metadata, ...input }: Partial<ManagedUserInput>): Partial<UserFields> {
	const fields = Object.entries(input)
		.filter(([name, value]) => value !== undefined && (value !== null || clearable.includes(name)))
		.map(([name, value]) => [name, clearable.includes(name) && value === '' ? null : value]);
	return { ...Object.fromEntries(fields), ...(metadata !== undefined && { metadata: metadata ?? {} }) };
}

function usernameOf(email: string): string {
	const [name = '', domain = ''] = email.split('@');
	const [host, tld] = domain.split('.');
	return `${name}-${host}-${tld}`
		.toLowerCase()
		.replace(/[^a-z0-9-]+/g, '-')
		.replace(/^-+|-+$/g, '');
}
