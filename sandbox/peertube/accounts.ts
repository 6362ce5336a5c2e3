import { encodeBase32 } from '../shared/totp';

/** A role as `role.label` of `GET /users/me` spells it (PeerTube REST API document). */
export type RoleLabel = 'User' | 'Moderator' | 'Administrator';

/** Numbers of the roles in PeerTube's API (PeerTube REST API document). */
export const roleIds: Record<RoleLabel, number> = { Administrator: 0, Moderator: 1, User: 2 };

/** How the control side describes an account; what is left out takes PeerTube's own default. */
export interface AccountDefinition {
	password?: string;
	/** Base32, as an authenticator app takes it. */
	otpSecret?: string;
	email?: string;
	role?: RoleLabel;
	blocked?: boolean;
	emailVerified?: boolean;
	/** Name of the plugin the account signs in through; such an account has no password of the instance's. */
	pluginAuth?: string;
	/** Whether that plugin checks user name and password, as one for LDAP does. */
	pluginTakesPassword?: boolean;
	/** Set for a name that has only asked to register: there is no account yet. */
	registration?: 'pending' | 'rejected';
}

/** Two-factor secret of the demo account `bruno`, in base32. */
export const demoOtpSecret = encodeBase32(Buffer.from('demo two-factor secret'));

/** The accounts of a fresh sandbox, by user name. The first is the instance's administrator, with id 1. */
export const demoAccounts = {
	root: { password: 'demo-password-root', role: 'Administrator' },
	alice: { password: 'demo-password-alice' },
	bruno: { password: 'demo-password-bruno', otpSecret: demoOtpSecret },
	'blocked-bea': { password: 'demo-password-bea', blocked: true },
} satisfies Record<string, AccountDefinition>;
