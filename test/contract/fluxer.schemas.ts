import { z } from 'zod';

/**
 * What Fluxer answers, from what was observed on servers of February and of July 2026, its API document and its source;
 * written without looking at the sandbox, which is held to it. Where the two differ, which shape belongs to which is in
 * `fluxer.versions.test.ts`.
 */

const snowflake = z.string().regex(/^[1-9]\d{16,18}$/);
const secret = z.string().regex(/^[\w-]{43}$/);
const discriminator = z.string().regex(/^\d{4}$/);
const flags = z.number().int().min(0).max(2_147_483_647);
const scopes = z.array(z.enum(['identify', 'email', 'guilds', 'connections', 'bot']));
const dateTime = z.string().datetime();
const botToken = z.string().regex(/^[1-9]\d{16,18}\.[\w-]{43}$/);

const botProfileFields = {
	id: snowflake,
	username: z.string().regex(/^\w{1,32}$/),
	discriminator,
	avatar: z.string().nullable(),
	banner: z.string().nullable(),
	bio: z.string().nullable(),
};
const botProfile = z.object({ ...botProfileFields, flags: flags.optional() }).strict();
const bot = z
	.object({
		...botProfileFields,
		mfa_enabled: z.boolean(),
		authenticator_types: z.array(z.union([z.literal(0), z.literal(1), z.literal(2)])),
		flags,
	})
	.strict();

const bareApplication = z
	.object({
		id: snowflake,
		name: z.string().min(1).max(100),
		redirect_uris: z.array(z.string().url()).max(10),
		bot_public: z.boolean(),
		bot_require_code_grant: z.boolean(),
	})
	.strict();
const application = bareApplication.extend({ bot }).strict();
const createdApplication = bareApplication
	.extend({ client_secret: secret, bot: bot.extend({ token: botToken }).strict() })
	.strict();
const resetApplication = bareApplication.extend({ client_secret: secret }).strict();
const resetBot = z.object({ token: botToken, bot }).strict();
const partialUser = z
	.object({
		id: snowflake,
		username: z.string(),
		discriminator,
		global_name: z.string().nullable(),
		avatar: z.string().nullable(),
		avatar_color: z.number().int().nullable(),
		bot: z.literal(true).optional(),
		flags,
	})
	.strict();
const publicApplication = z
	.object({
		id: snowflake,
		name: z.string(),
		icon: z.string().nullable(),
		description: z.null(),
		redirect_uris: z.array(z.string()),
		scopes: z.array(z.literal('bot')),
		bot_public: z.boolean(),
		bot: z.union([bot, botProfile]),
		current_user: partialUser.nullish(),
	})
	.strict();
const ownFields = {
	id: snowflake,
	name: z.string(),
	icon: z.null(),
	description: z.null(),
	bot_public: z.boolean(),
	bot_require_code_grant: z.boolean(),
	flags,
};
const { flags: _flags, ...namedFields } = ownFields;
const botApplication = z.union([
	z.object({ ...ownFields, bot }).strict(),
	z
		.object({
			...namedFields,
			icon: z.string().nullable(),
			description: z.string().nullable(),
			verify_key: z.string().length(64),
			owner: partialUser,
			redirect_uris: z.array(z.string()),
			bot,
		})
		.strict(),
]);

/** What a bot's message comes back as; Fluxer adds more to it. */
const message = z
	.object({
		id: snowflake,
		channel_id: snowflake,
		author: partialUser,
		type: z.literal(0),
		flags,
		content: z.string().min(1),
		timestamp: dateTime,
		edited_timestamp: z.null(),
		pinned: z.boolean(),
		mention_everyone: z.boolean(),
		tts: z.boolean(),
	})
	.strict();

/** A token answer of RFC 6749 §5.1; `expires_in` in seconds. */
export const tokens = z
	.object({
		access_token: secret,
		token_type: z.literal('Bearer'),
		expires_in: z.number().int().positive(),
		refresh_token: secret,
		scope: z.string().regex(/^(identify|email|guilds|connections|bot)( (email|guilds|connections|bot))*$/),
	})
	.strict();

const known = {
	active: z.literal(true),
	client_id: snowflake,
	sub: snowflake,
	scope: z.string(),
	iat: z.number().int(),
};
const introspection = z.union([
	z.object({ active: z.literal(false) }).strict(),
	z.object({ ...known, token_type: z.literal('Bearer'), exp: z.number().int() }).strict(),
	z.object({ ...known, token_type: z.literal('refresh_token') }).strict(),
]);

const userFields = {
	id: snowflake,
	username: z.string(),
	discriminator,
	global_name: z.string().nullable(),
	avatar: z.string().nullable(),
	email: z.string().email().nullable(),
	verified: z.boolean().optional(),
	flags,
};
const userInfo = z.object({ sub: snowflake, ...userFields }).strict();
const oauthMe = z
	.object({
		application: z.object(ownFields).strict(),
		scopes,
		expires: dateTime,
		user: z
			.object({
				...userFields,
				avatar_color: z.number().int().nullable(),
				bot: z.boolean(),
				system: z.boolean(),
			})
			.strict()
			.optional(),
	})
	.strict();

const authorizations = z.array(
	z
		.object({
			application: z
				.object({
					id: snowflake,
					name: z.string(),
					icon: z.string().nullable(),
					description: z.null(),
					bot_public: z.boolean(),
				})
				.strict(),
			scopes,
			authorized_at: dateTime,
		})
		.strict(),
);

const redirect = z.object({ redirect_to: z.string().url() }).strict();
const mfaMethods = z
	.object({ totp: z.boolean(), sms: z.boolean(), webauthn: z.boolean(), has_mfa: z.boolean() })
	.strict();

const endpoint = z.string().url();
const discovery = z
	.object({
		api_code_version: z.number().int(),
		endpoints: z
			.object({
				api: endpoint,
				api_client: endpoint,
				api_public: endpoint,
				gateway: endpoint,
				media: endpoint,
				static_cdn: endpoint,
				marketing: endpoint,
				admin: endpoint,
				invite: endpoint,
				gift: endpoint,
				webapp: endpoint,
			})
			.strict(),
		captcha: z.object({
			provider: z.enum(['hcaptcha', 'turnstile', 'none']),
			hcaptcha_site_key: z.string().nullable(),
			turnstile_site_key: z.string().nullable(),
		}),
		features: z
			.object({
				sms_mfa_enabled: z.boolean(),
				voice_enabled: z.boolean(),
				stripe_enabled: z.boolean(),
				self_hosted: z.boolean(),
				manual_review_enabled: z.boolean(),
			})
			.strict(),
		gif: z.object({ provider: z.enum(['klipy', 'tenor']) }).strict(),
		sso: z
			.object({
				enabled: z.boolean(),
				enforced: z.boolean(),
				display_name: z.string().nullable(),
				redirect_uri: z.string(),
			})
			.strict(),
		limits: z
			.object({
				version: z.literal(2),
				traitDefinitions: z.array(z.string()),
				rules: z.array(z.unknown()),
				defaultsHash: z.string(),
			})
			.strict(),
		push: z.object({ public_vapid_key: z.string().nullable() }).strict(),
		app_public: z.object({ sentry_dsn: z.string() }).strict(),
	})
	.strict();

/** A refusal of Fluxer's OAuth logic, in the form of RFC 6749 §5.2. */
export const oauthError = z
	.object({
		error: z.enum(['invalid_client', 'invalid_grant', 'invalid_request', 'invalid_scope']),
		error_description: z.string().min(1),
	})
	.strict();

const said = { message: z.string().min(1) };
/** Any other refusal. */
export const apiError = z.union([
	z
		.object({
			code: z.enum([
				'ACCESS_DENIED',
				'BOT_ALREADY_IN_GUILD',
				'BOT_IS_PRIVATE',
				'CANNOT_SEND_EMPTY_MESSAGE',
				'CAPTCHA_REQUIRED',
				'INTERNAL_SERVER_ERROR',
				'INVALID_CAPTCHA',
				'INVALID_CHANNEL_TYPE',
				'INVALID_TOKEN',
				'MAX_APPLICATIONS',
				'MISSING_ACCESS',
				'MISSING_PERMISSIONS',
				'NOT_FOUND',
				'UNAUTHORIZED',
				'UNKNOWN_APPLICATION',
				'UNKNOWN_CHANNEL',
			]),
			...said,
		})
		.strict(),
	z
		.object({
			code: z.literal('INVALID_FORM_BODY'),
			...said,
			errors: z.array(z.object({ path: z.string(), code: z.string(), ...said }).strict()).min(1),
		})
		.strict(),
	z.object({ code: z.literal('MISSING_OAUTH_SCOPE'), ...said, required_scope: z.string() }).strict(),
	z.object({ code: z.literal('SUDO_MODE_REQUIRED'), ...said, has_mfa: z.boolean() }).strict(),
	z
		.object({
			code: z.literal('RATE_LIMITED'),
			...said,
			retry_after: z.number().positive(),
			global: z.boolean(),
		})
		.strict(),
]);

/** The statuses of the API errors. */
export const statuses: Record<string, number> = {
	ACCESS_DENIED: 403,
	BOT_ALREADY_IN_GUILD: 400,
	BOT_IS_PRIVATE: 403,
	CANNOT_SEND_EMPTY_MESSAGE: 400,
	CAPTCHA_REQUIRED: 400,
	INTERNAL_SERVER_ERROR: 500,
	INVALID_CAPTCHA: 400,
	INVALID_CHANNEL_TYPE: 400,
	INVALID_FORM_BODY: 400,
	INVALID_TOKEN: 401,
	MAX_APPLICATIONS: 400,
	MISSING_ACCESS: 403,
	MISSING_OAUTH_SCOPE: 403,
	MISSING_PERMISSIONS: 403,
	NOT_FOUND: 404,
	RATE_LIMITED: 429,
	SUDO_MODE_REQUIRED: 403,
	UNAUTHORIZED: 401,
	UNKNOWN_APPLICATION: 404,
	UNKNOWN_CHANNEL: 404,
};

/** The routes whose OAuth logic refuses in OAuth's own words; everything else about them is refused in Fluxer's. */
export const oauthRoute = /^POST \/v1\/oauth2\/(token|token\/revoke|introspect|authorize\/consent)$/;

/** Successful answers by method and path; a number means that status and no body. */
export const successes: Array<{ route: RegExp; body: z.ZodTypeAny | 200 | 204 }> = [
	{ route: /^GET \/v1\/\.well-known\/fluxer$/, body: discovery },
	{ route: /^GET \/v1\/users\/@me\/applications$/, body: z.array(application) },
	{
		route: /^GET \/v1\/oauth2\/applications\/@me$/,
		body: z.union([z.array(application), botApplication]),
	},
	{ route: /^POST \/v1\/oauth2\/applications$/, body: createdApplication },
	{ route: /^(GET|PATCH) \/v1\/oauth2\/applications\/\d+$/, body: application },
	{ route: /^DELETE \/v1\/oauth2\/applications\/\d+$/, body: 204 },
	{ route: /^GET \/v1\/oauth2\/applications\/\d+\/public$/, body: publicApplication },
	{ route: /^PATCH \/v1\/oauth2\/applications\/\d+\/bot$/, body: botProfile },
	{ route: /^POST \/v1\/oauth2\/applications\/\d+\/bot\/reset-token$/, body: resetBot },
	{ route: /^POST \/v1\/oauth2\/applications\/\d+\/client-secret\/reset$/, body: resetApplication },
	{ route: /^GET \/v1\/applications\/@me$/, body: botApplication },
	{ route: /^POST \/v1\/channels\/\d+\/messages$/, body: message },
	{ route: /^POST \/v1\/oauth2\/authorize\/consent$/, body: redirect },
	{ route: /^GET \/v1\/oauth2\/@me\/authorizations$/, body: authorizations },
	{ route: /^DELETE \/v1\/oauth2\/@me\/authorizations\/\d+$/, body: 204 },
	{ route: /^POST \/v1\/oauth2\/token$/, body: tokens },
	{ route: /^POST \/v1\/oauth2\/introspect$/, body: introspection },
	{ route: /^POST \/v1\/oauth2\/token\/revoke$/, body: 200 },
	{ route: /^GET \/v1\/oauth2\/userinfo$/, body: userInfo },
	{ route: /^GET \/v1\/oauth2\/@me$/, body: oauthMe },
	{ route: /^GET \/v1\/users\/@me\/sudo\/mfa-methods$/, body: mfaMethods },
];
