import { signJwt } from '../shared/jwt';
import { matching } from '../shared/wildcards';

/** Permission keys of a platform client, in Cal.com's order; `*` in a request stands for all of them. */
export const permissions = [
	'EVENT_TYPE_READ',
	'EVENT_TYPE_WRITE',
	'BOOKING_READ',
	'BOOKING_WRITE',
	'SCHEDULE_READ',
	'SCHEDULE_WRITE',
	'APPS_READ',
	'APPS_WRITE',
	'PROFILE_READ',
	'PROFILE_WRITE',
];

const groups = ['EVENT_TYPE', 'BOOKING', 'SCHEDULE', 'PROFILE'];
const bothWays = (group: string): string[] => [`${group}_READ`, `${group}_WRITE`];

/** Scopes that came later, and more of which will come (Cal.com API v2 documentation). */
const newerScopes = ['WEBHOOK', 'TEAM_ROUTING_FORM', 'TEAM_WORKFLOW', 'ORG_ROUTING_FORM', 'ORG_WEBHOOK'];

/** Scopes of OAuth2 tokens: the permissions, and the same for teams and whole organizations (Cal.com API v2 documentation). */
export const scopes = [
	...permissions,
	...[...groups, 'MEMBERSHIP'].flatMap((group) => bothWays(`TEAM_${group}`)),
	...groups.flatMap((group) => bothWays(`ORG_${group}`)),
	...newerScopes.flatMap(bothWays),
];

/** An OAuth client of the platform product, which belongs to an organization and makes managed users. */
export interface PlatformClient {
	id: string;
	secret: string;
	name: string;
	logo: string | null;
	/** `*` in one of them stands for any text. */
	redirectUris: string[];
	permissions: string[];
	organizationId: number;
	bookingRedirectUri?: string;
	bookingCancelRedirectUri?: string;
	bookingRescheduleRedirectUri?: string;
	areEmailsEnabled: boolean;
	areDefaultEventTypesEnabled: boolean;
	areCalendarEventsEnabled: boolean;
	/** Milliseconds since 1970. */
	createdAt: number;
}

/** An OAuth2 client, which any user can register and Cal.com's staff approve. */
export interface OAuth2Client {
	id: string;
	/** Null for a public client. */
	secret: string | null;
	name: string;
	logo: string | null;
	redirectUris: string[];
	isTrusted: boolean;
	status: 'APPROVED' | 'PENDING' | 'REJECTED';
	/** Id of the user who registered it, for whom it works before it is approved. */
	ownerId: number | null;
	/** Empty for a client from before there were scopes; its tokens may do anything. */
	scopes: string[];
}

/** A platform client with Cal.com's defaults. Its secret is a JWT of what was asked for (Cal.com API v2 source). */
export function createPlatformClient(
	given: Partial<PlatformClient> & Pick<PlatformClient, 'id' | 'organizationId' | 'createdAt'>,
): PlatformClient {
	return {
		name: given.id,
		logo: null,
		redirectUris: [],
		permissions,
		areEmailsEnabled: false,
		areDefaultEventTypesEnabled: false,
		areCalendarEventsEnabled: true,
		secret: signJwt({ ...given, iat: Math.floor(given.createdAt / 1000) }),
		...given,
	};
}

/** An approved OAuth2 client, unless told otherwise; a public one if it has no secret. */
export function createOAuth2Client(given: Partial<OAuth2Client> & Pick<OAuth2Client, 'id'>): OAuth2Client {
	return {
		secret: null,
		name: given.id,
		logo: null,
		redirectUris: [],
		isTrusted: false,
		status: 'APPROVED',
		ownerId: null,
		scopes: [],
		...given,
	};
}

/** Whether one of the registered URIs is this one; only platform clients may register wildcards. */
export function redirectUriMatches(registered: string[], given: string): boolean {
	return registered.some((uri) => matching(uri)(given));
}
