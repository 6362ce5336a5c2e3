import { z } from 'zod';

/**
 * What Cal.com answers, from its OpenAPI documents, its API v2 documentation and source; written without looking at the
 * sandbox, which is held to it.
 */

const dateTime = z.string().datetime();
const id = z.number().int().min(1);
const jwt = z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/);
const milliseconds = z.number().int().min(Date.UTC(2020));
const email = z.string().email();
const success = <Data extends z.ZodTypeAny>(data: Data) =>
	z.object({ status: z.literal('success'), data }).strict();

/** What a platform client may be allowed to do. */
export const permission = z.enum([
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
]);

const keyFields = {
	accessToken: jwt,
	refreshToken: jwt,
	accessTokenExpiresAt: milliseconds,
	refreshTokenExpiresAt: milliseconds,
};
/** A pair of the platform flow; its lifetimes are epoch milliseconds. */
export const keys = z.object(keyFields).strict();

/** A token answer of RFC 6749 §5.1; `expires_in` in seconds. */
export const oauth2Tokens = z
	.object({
		access_token: jwt,
		token_type: z.literal('bearer'),
		refresh_token: jwt,
		expires_in: z.number().int().positive(),
		scope: z.string().min(1).optional(),
	})
	.strict();

const oauth2Client = z
	.object({
		client_id: z.string().min(1),
		/** Older source has one, newer source has several. */
		redirect_uri: z.string().url().optional(),
		redirect_uris: z.array(z.string().url()).optional(),
		name: z.string(),
		logo: z.string().nullable(),
		is_trusted: z.boolean(),
		client_type: z.enum(['CONFIDENTIAL', 'PUBLIC']),
	})
	.strict()
	.refine((client) => (client.redirect_uri === undefined) !== (client.redirect_uris === undefined));

const platformClient = z
	.object({
		id: z.string().min(1),
		name: z.string(),
		secret: z.string().min(1),
		permissions: z.array(permission),
		logo: z.string().nullable(),
		redirectUris: z.array(z.string()),
		organizationId: id,
		createdAt: dateTime,
		areEmailsEnabled: z.boolean(),
		areDefaultEventTypesEnabled: z.boolean(),
		areCalendarEventsEnabled: z.boolean(),
		bookingRedirectUri: z.string().optional(),
		bookingCancelRedirectUri: z.string().optional(),
		bookingRescheduleRedirectUri: z.string().optional(),
	})
	.strict();

const managedUser = z
	.object({
		id,
		email,
		username: z.string().regex(/^[a-z0-9-]+$/),
		name: z.string().nullable(),
		bio: z.string().nullable(),
		timeZone: z.string(),
		weekStart: z.string(),
		createdDate: dateTime,
		timeFormat: z.number().nullable(),
		defaultScheduleId: z.number().nullable(),
		locale: z.string().nullable(),
		avatarUrl: z.string().url().nullable(),
		metadata: z.record(z.unknown()).optional(),
	})
	.strict();

const me = z
	.object({
		id,
		username: z.string(),
		email,
		name: z.string().nullable(),
		avatarUrl: z.string().nullable(),
		bio: z.string().nullable(),
		timeFormat: z.number(),
		defaultScheduleId: z.number().nullable(),
		weekStart: z.string(),
		timeZone: z.string(),
		organizationId: id.nullable(),
		organization: z.object({ isPlatform: z.boolean(), id }).strict().optional(),
	})
	.strict();

const validationError = z
	.object({
		target: z.record(z.unknown()),
		value: z.unknown(),
		property: z.string(),
		children: z.array(z.never()),
		constraints: z.record(z.string()),
	})
	.strict();

const details = z.union([
	z.string(),
	z.object({ message: z.string(), error: z.string(), statusCode: z.number().int() }).strict(),
	z.object({ errors: z.array(validationError).nonempty() }).strict(),
]);

/** The nested family: every refusal but those of the OAuth2 token endpoint. */
export const apiError = z
	.object({
		status: z.literal('error'),
		timestamp: dateTime,
		path: z.string().startsWith('/'),
		error: z
			.object({
				code: z.string().regex(/^([A-Z][A-Za-z]*Exception|TRPCError|NOT_FOUND|CONFLICT)$/),
				message: z.string().min(1),
				details: details.optional(),
			})
			.strict(),
	})
	.strict();

/** What comes of a failure that nothing in the API foresaw. */
export const plainFailure = z
	.object({ statusCode: z.literal(500), message: z.literal('Internal server error') })
	.strict();

/** The flat family of RFC 6749 §5.2. */
export const oauthError = z
	.object({
		error: z.enum(['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client']),
		error_description: z.string().min(1),
	})
	.strict();

interface Success {
	route: RegExp;
	status?: number;
	body: z.ZodTypeAny;
}

const client = String.raw`/v2/oauth-clients/[^/]+`;

/** Successful answers by method and path; 200 unless told otherwise. */
export const successes: Success[] = [
	{ route: /^GET \/v2\/me$/, body: success(me) },
	{ route: /^POST \/v2\/oauth\/[^/]+\/(exchange|refresh)$/, body: success(keys) },
	{ route: /^POST \/v2\/auth\/oauth2\/token$/, body: oauth2Tokens },
	{ route: /^GET \/v2\/auth\/oauth2\/clients\/[^/]+$/, body: success(oauth2Client) },
	{
		route: /^POST \/v2\/oauth-clients$/,
		status: 201,
		body: success(z.object({ clientId: z.string(), clientSecret: jwt }).strict()),
	},
	{ route: /^GET \/v2\/oauth-clients$/, body: success(z.array(platformClient)) },
	{ route: new RegExp(`^(GET|PATCH|DELETE) ${client}$`), body: success(platformClient) },
	{
		route: new RegExp(`^POST ${client}/users$`),
		status: 201,
		body: success(z.object({ ...keyFields, user: managedUser }).strict()),
	},
	{ route: new RegExp(`^GET ${client}/users$`), body: success(z.array(managedUser)) },
	{ route: new RegExp(`^(GET|PATCH|DELETE) ${client}/users/\\d+$`), body: success(managedUser) },
	{ route: new RegExp(`^POST ${client}/users/\\d+/force-refresh$`), body: success(keys) },
];
