import { z } from 'zod';

/**
 * What Dropbox Sign answers, from its API document, its documentation and what public clients report of the running
 * servers; written without looking at the sandbox, which is held to it.
 */

const url = z.string().regex(/^https?:\/\//);
const scope = z.enum([
	'request_signature',
	'basic_account_info',
	'account_access',
	'signature_request_access',
	'template_access',
	'team_access',
	'api_app_access',
]);
const warnings = z
	.array(z.object({ warning_msg: z.string().min(1), warning_name: z.string().min(1) }).strict())
	.optional();
const left = z.number().int().nonnegative().nullable();

/** The error names of the documentation, and those of RFC 6749 that only the token endpoint uses. */
const apiErrors = [
	'bad_request',
	'exceeded_rate',
	'forbidden',
	'method_not_supported',
	'not_found',
	'unauthorized',
] as const;
const oauthErrors = ['invalid_client', 'invalid_grant', 'invalid_request', 'unsupported_grant_type'] as const;

const nested = <Names extends [string, ...string[]]>(names: Names): z.ZodTypeAny =>
	z
		.object({
			error: z
				.object({
					error_msg: z.string().min(1),
					error_path: z.string().min(1).optional(),
					error_name: z.enum(names),
				})
				.strict(),
		})
		.strict();

/** A refusal of the API. */
export const apiError = nested([...apiErrors]);
/** A refusal of the token endpoint in the API's form. */
export const nestedOAuthError = nested([...oauthErrors, 'exceeded_rate', 'bad_request']);
/** A refusal of the token endpoint in the form of RFC 6749 §5.2. */
export const flatOAuthError = z
	.object({ error: z.enum(oauthErrors), error_description: z.string().min(1) })
	.strict();

const token = z.string().regex(/^[A-Za-z0-9+/]{20,}=*$/);

/** What comes of a code; `expires_in` in seconds. */
export const exchanged = z
	.object({
		access_token: token,
		token_type: z.literal('Bearer'),
		refresh_token: token,
		expires_in: z.number().int().positive(),
		state: z.string().nullable(),
	})
	.strict();

const refreshed = exchanged.omit({ state: true }).partial({ refresh_token: true });

const account = z
	.object({
		account: z
			.object({
				account_id: z.string().regex(/^[0-9a-f]{40}$/),
				email_address: z.string().email(),
				is_locked: z.boolean(),
				is_paid_hs: z.boolean(),
				is_paid_hf: z.boolean(),
				quotas: z
					.object({
						api_signature_requests_left: left,
						documents_left: left,
						templates_total: left,
						templates_left: left,
						sms_verifications_left: left,
						num_fax_pages_left: left,
					})
					.strict(),
				callback_url: url.nullable(),
				role_code: z.string().nullable(),
				team_id: z.string().nullable(),
				locale: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/),
				usage: z.object({ fax_pages_sent: left }).strict(),
				settings: z
					.object({
						signer_access_codes: z.boolean(),
						sms_delivery: z.boolean(),
						sms_authentication: z.boolean(),
					})
					.strict(),
			})
			.strict(),
		warnings,
	})
	.strict();

const apiApp = z
	.object({
		callback_url: url.nullable(),
		client_id: z.string().min(1),
		created_at: z.number().int().positive(),
		domains: z.array(z.string().min(1)).min(1).max(10),
		name: z.string().min(1),
		is_approved: z.boolean(),
		oauth: z
			.object({
				callback_url: url,
				secret: z.string().min(1).nullable(),
				scopes: z.array(scope).min(1),
				charges_users: z.boolean(),
			})
			.strict()
			.nullable(),
		options: z.object({ can_insert_everywhere: z.boolean() }).strict(),
		owner_account: z.object({ account_id: z.string(), email_address: z.string().email() }).strict(),
		white_labeling_options: z.record(z.string()).nullable(),
	})
	.strict();

const oneApp = z.object({ api_app: apiApp, warnings }).strict();

const apps = z
	.object({
		api_apps: z.array(apiApp),
		list_info: z
			.object({
				num_pages: z.number().int().positive(),
				num_results: z.number().int().nonnegative(),
				page: z.number().int().positive(),
				page_size: z.number().int().min(1).max(100),
			})
			.strict(),
		warnings,
	})
	.strict();

/** Successful answers by method and path; without a body where there is none. */
export const successes: Array<{ route: RegExp; status: number; body?: z.ZodTypeAny }> = [
	{ route: /^POST \/oauth\/token$/, status: 200, body: exchanged },
	{ route: /^POST \/oauth\/token\?refresh$/, status: 200, body: refreshed },
	{ route: /^(GET|PUT) \/v3\/account$/, status: 200, body: account },
	{ route: /^POST \/v3\/api_app$/, status: 201, body: oneApp },
	{ route: /^GET \/v3\/api_app\/list$/, status: 200, body: apps },
	{ route: /^(GET|PUT) \/v3\/api_app\/[^/]+$/, status: 200, body: oneApp },
	{ route: /^DELETE \/v3\/api_app\/[^/]+$/, status: 204 },
];
