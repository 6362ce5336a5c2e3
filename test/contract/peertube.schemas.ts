import { z } from 'zod';

/**
 * What PeerTube answers, from what was observed on 7.0 and 8.2, its REST API document and its source; written
 * without looking at the sandbox, which is held to it.
 */

const reference = 'https://docs.joinpeertube.org/api-rest-reference.html';
const dateTime = z.string().datetime();
const id = z.number().int().min(1);
const username = z.string().regex(/^[a-z0-9._]{1,50}$/);
const token = z.string().regex(/^[0-9a-f]{40}$/);
const docs = z.string().startsWith(`${reference}#operation/`).optional();

const problemCodes = [
	'access_denied',
	'account_approval_rejected',
	'account_blocked',
	'account_waiting_for_approval',
	'email_not_verified',
	'Error',
	'invalid_client',
	'invalid_grant',
	'invalid_request',
	'invalid_token',
	'invalid_two_factor',
	'missing_two_factor',
	'too_many_login_failures',
	'unauthorized_request',
	'unsupported_grant_type',
] as const;

const codedProblem = z
	.object({
		type: z.string(),
		detail: z.string().min(1),
		status: z.number().int(),
		docs,
		code: z.enum(problemCodes),
		/** Before 8.0 only. */
		error: z.string().optional(),
	})
	.strict()
	.refine(({ type, code }) => type === `${reference}#section/Errors/${code}`, 'type does not name the code')
	.refine(({ detail, error }) => (error ?? detail) === detail, 'error differs from detail');

const plainProblem = z
	.object({
		type: z.literal('about:blank'),
		title: z.enum(['Bad Request', 'Unauthorized', 'Forbidden', 'Not Found', 'Conflict']),
		detail: z.string().min(1),
		status: z.number().int(),
		docs,
		instance: z.string().startsWith('/api/v1/').optional(),
		'invalid-params': z
			.record(
				z
					.object({
						type: z.literal('field'),
						location: z.enum(['body', 'params', 'query']),
						path: z.string(),
						value: z.unknown(),
						msg: z.string(),
					})
					.strict(),
			)
			.optional(),
		/** Before 8.0 only. */
		error: z.string().optional(),
	})
	.strict()
	.refine(({ detail, error }) => (error ?? detail) === detail, 'error differs from detail');

/** A refusal as problem details (RFC 7807). */
export const problem = z.union([codedProblem, plainProblem]);

const oauthClient = z
	.object({
		client_id: z.string().regex(/^[a-z0-9]{32}$/),
		client_secret: z.string().regex(/^[a-zA-Z0-9]{32}$/),
	})
	.strict();

/** A token answer; both lifetimes in seconds. */
export const tokens = z
	.object({
		token_type: z.literal('Bearer'),
		access_token: token,
		refresh_token: token,
		expires_in: z.number().int().nonnegative(),
		refresh_token_expires_in: z.number().int().nonnegative(),
	})
	.strict();

const success = z.object({ success: z.literal(true) }).strict();

const tokenSession = z
	.object({
		id,
		currentSession: z.boolean(),
		loginDevice: z.string().nullable(),
		loginIP: z.string().ip(),
		loginDate: dateTime,
		lastActivityDevice: z.string().nullable(),
		lastActivityIP: z.string().ip(),
		lastActivityDate: dateTime,
		createdAt: dateTime,
	})
	.strict();

const tokenSessions = z
	.object({ total: z.number().int().nonnegative(), data: z.array(tokenSession) })
	.strict();

const twoFactorRequest = z
	.object({
		otpRequest: z
			.object({
				requestToken: z.string().min(16),
				secret: z.string().regex(/^[A-Z2-7]+$/),
				uri: z.string().startsWith('otpauth://totp/'),
			})
			.strict(),
	})
	.strict();

const role = z.union([
	z.object({ id: z.literal(0), label: z.literal('Administrator') }).strict(),
	z.object({ id: z.literal(1), label: z.literal('Moderator') }).strict(),
	z.object({ id: z.literal(2), label: z.literal('User') }).strict(),
]);

const account = z
	.object({
		id,
		userId: id,
		url: z.string().url(),
		name: username,
		displayName: z.string().min(1).max(120),
		description: z.string().nullable(),
		host: z.string().min(1),
		avatars: z.array(z.never()),
		followingCount: z.number().int().nonnegative(),
		followersCount: z.number().int().nonnegative(),
		createdAt: dateTime,
		updatedAt: dateTime,
	})
	.strict();

/** What an upload names is `id`. */
const videoChannel = z
	.object({
		id,
		url: z.string().url(),
		name: z.string().min(1),
		displayName: z.string().min(1),
		description: z.string().nullable(),
		support: z.string().nullable(),
		isLocal: z.boolean(),
		host: z.string().min(1),
		avatars: z.array(z.never()),
		banners: z.array(z.never()),
		followingCount: z.number().int().nonnegative(),
		followersCount: z.number().int().nonnegative(),
		ownerAccountId: id,
		createdAt: dateTime,
		updatedAt: dateTime,
	})
	.strict();

const flags = z.number().int().nonnegative();

/** The members that all versions have. */
const me = z
	.object({
		id,
		username,
		email: z.string().email(),
		pendingEmail: z.string().email().nullable(),
		emailVerified: z.boolean().nullable(),
		nsfwPolicy: z.enum(['display', 'warn', 'do_not_list']),
		adminFlags: z.union([z.literal(0), z.literal(1)]),
		autoPlayVideo: z.boolean(),
		autoPlayNextVideo: z.boolean(),
		autoPlayNextVideoPlaylist: z.boolean(),
		p2pEnabled: z.boolean(),
		videosHistoryEnabled: z.boolean(),
		videoLanguages: z.array(z.string()).nullable(),
		videoQuota: z.number().int(),
		videoQuotaDaily: z.number().int(),
		role,
		theme: z.string(),
		account,
		notificationSettings: z.record(flags),
		videoChannels: z.array(videoChannel),
		specialPlaylists: z.array(z.object({ id, name: z.string(), type: flags }).strict()),
		blocked: z.boolean(),
		blockedReason: z.string().nullable(),
		noInstanceConfigWarningModal: z.boolean(),
		noAccountSetupWarningModal: z.boolean(),
		noWelcomeModal: z.boolean(),
		createdAt: dateTime,
		pluginAuth: z.string().nullable(),
		lastLoginDate: dateTime.nullable(),
		twoFactorEnabled: z.boolean(),
	})
	.strict();

const nsfwFlags = {
	nsfwFlagsDisplayed: flags,
	nsfwFlagsHidden: flags,
	nsfwFlagsWarned: flags,
	nsfwFlagsBlurred: flags,
};
const newer = { language: z.string().nullable(), newFeaturesInfoRead: flags };

/** The own user by version, the newest first. */
export const users = {
	'8.2.1': me.extend({ ...nsfwFlags, ...newer, videoChannelCollaborations: z.array(videoChannel) }),
	'7.3.0': me.extend({ ...nsfwFlags, emailPublic: z.boolean() }),
	'7.0.0': me.extend({ emailPublic: z.boolean() }),
};

/** Successful answers by method and path; `204` means no body. */
export const successes: Array<{ route: RegExp; body: z.ZodTypeAny | 204 }> = [
	{ route: /^GET \/api\/v1\/oauth-clients\/local$/, body: oauthClient },
	{ route: /^POST \/api\/v1\/users\/token$/, body: tokens },
	{ route: /^POST \/api\/v1\/users\/revoke-token$/, body: success },
	{ route: /^GET \/api\/v1\/users\/me$/, body: z.union([users['8.2.1'], users['7.3.0'], users['7.0.0']]) },
	{ route: /^PUT \/api\/v1\/users\/me$/, body: 204 },
	{ route: /^POST \/api\/v1\/users\/ask-reset-password$/, body: 204 },
	{ route: /^GET \/api\/v1\/users\/\d+\/token-sessions$/, body: tokenSessions },
	{ route: /^POST \/api\/v1\/users\/\d+\/token-sessions\/\d+\/revoke$/, body: success },
	{ route: /^POST \/api\/v1\/users\/\d+\/two-factor\/request$/, body: twoFactorRequest },
	{ route: /^POST \/api\/v1\/users\/\d+\/two-factor\/(confirm-request|disable)$/, body: 204 },
];
