import { n8nCallback } from '../shared/callback';

/** What a member of an organization may do in it (Cal.com API v2 source). */
export type Role = 'OWNER' | 'ADMIN' | 'MEMBER';

/** How far somebody is in the organization that their profile names: invited, a member, or removed from it. */
export type Membership = 'accepted' | 'invited' | 'ended';

/** How the control side describes a person with a Cal.com account; a managed user comes from the API instead. */
export interface UserDefinition {
	email?: string;
	name?: string;
	/** Null for someone who is in no organization. */
	organizationId?: number | null;
	role?: Role;
	membership?: Membership;
	/** Starts with `cal_`. */
	apiKey?: string;
	/** Value of the cookie a browser holds while this person is signed in to app.cal.com. */
	sessionCookie?: string;
}

/** Name of the cookie of app.cal.com; over https browsers are given it with the prefix `__Secure-`. */
export const sessionCookieName = 'next-auth.session-token';

/** The organization of a fresh sandbox, which has the platform plan. */
export const demoOrganization = { id: 1, name: 'Demo Organization', isPlatform: true, isSubscribed: true };

/** The people of a fresh sandbox, by user name; `ada` has id 1. */
export const demoUsers = {
	ada: {
		name: 'Ada Demo',
		organizationId: demoOrganization.id,
		role: 'OWNER',
		apiKey: 'cal_demo_api_key_ada',
		sessionCookie: 'demo-web-session-ada',
	},
	milo: {
		name: 'Milo Demo',
		organizationId: demoOrganization.id,
		role: 'MEMBER',
		apiKey: 'cal_demo_api_key_milo',
		sessionCookie: 'demo-web-session-milo',
	},
	solo: {
		name: 'Solo Demo',
		organizationId: null,
		apiKey: 'cal_demo_api_key_solo',
		sessionCookie: 'demo-web-session-solo',
	},
} satisfies Record<string, UserDefinition>;

const demoRedirectUris = ['https://app.example.com/callback', n8nCallback];

/** An OAuth client of the platform product in the demo organization, with all permissions. */
export const demoPlatformClient = {
	id: 'demo-platform-client',
	secret: 'demo-platform-secret',
	redirectUris: demoRedirectUris,
};

/** A user whom `demoPlatformClient` manages; `email` as the client gave it, before Cal.com put the client's id in. */
export const demoManagedUser = { email: 'mia@example.com', name: 'Mia Demo' };

/** OAuth2 client with a secret. */
export const demoConfidentialClient = {
	id: 'demo-confidential-client',
	secret: 'demo-confidential-secret',
	redirectUris: demoRedirectUris,
};

/** OAuth2 client without a secret, which proves itself with PKCE. */
export const demoPublicClient = { id: 'demo-public-client', redirectUris: demoRedirectUris };
