import { z } from 'zod';

import { demoUsers } from './users';

const seconds = z.number().int().positive();

/** The fields of a token answer, any of which may be null (FuseSign documentation). */
export const tokenFields = [
	'token_type',
	'access_token',
	'refresh_token',
	'expires_in',
	'refresh_token_expires_in',
	'default_tenant_id',
] as const;

/** What the control side can change about the provider. */
export const settingsSchema = z
	.object({
		accessTokenSeconds: seconds,
		refreshTokenSeconds: seconds,
		codeSeconds: seconds,
		/** Whether a refresh replaces the refresh token. */
		rotation: z.boolean(),
		/** Whether a replaced refresh token, used again, ends its session. */
		reuseDetection: z.boolean(),
		/** Whether an access token goes on working after a refresh. */
		oldAccessTokenLives: z.boolean(),
		/** Fields a token answer has as null. */
		nullFields: z.array(z.enum(tokenFields)),
		/**
		 * What bodies the session endpoints take. Its newest API document names forms and JSON, its quick start and older
		 * copies of the document JSON alone; what is not taken is answered 415, and not carried out.
		 */
		bodies: z.enum(['formsAndJson', 'jsonOnly']),
		/** What becomes of fields the document does not have. */
		extraFields: z.enum(['refused', 'ignored']),
		/** What a successful revocation answers: nothing labelled JSON, or bytes. */
		revokeBody: z.enum(['empty', 'binary']),
		/** What becomes of the revocation of a token that is unknown or revoked already. */
		unknownRevoke: z.enum(['refused', 'accepted']),
		/** How fields are written outside the session endpoints; the documentation has had both. */
		fieldCase: z.enum(['camel', 'pascal']),
		/** Calls an address has per window and path; null is no limit. */
		rateLimit: z.number().int().nonnegative().nullable(),
		rateWindowSeconds: seconds,
		/** Whether the authorize page grants at once, without showing a form. */
		autoApprove: z.boolean(),
		/** E-mail address of the user the browser is signed in with. */
		browserUser: z.string().email(),
	})
	.partial()
	.strict();

/** All of {@link settingsSchema}, as the stand-in goes by it at this moment: {@link defaultSettings} after a reset. */
export type Settings = Required<z.infer<typeof settingsSchema>>;

/**
 * FuseSign documents neither lifetimes nor rotation nor limits: the lifetimes are the sandbox's choice, and where
 * servers differ it is the stricter one.
 */
export function defaultSettings(): Settings {
	return {
		accessTokenSeconds: 3600,
		refreshTokenSeconds: 2_592_000,
		codeSeconds: 600,
		rotation: true,
		reuseDetection: true,
		oldAccessTokenLives: false,
		nullFields: [],
		bodies: 'formsAndJson',
		extraFields: 'refused',
		revokeBody: 'empty',
		unknownRevoke: 'refused',
		fieldCase: 'camel',
		rateLimit: null,
		rateWindowSeconds: 60,
		autoApprove: true,
		browserUser: Object.keys(demoUsers)[0] ?? '',
	};
}
