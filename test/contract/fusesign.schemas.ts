import { z } from 'zod';

/**
 * What FuseSign answers, from its API document and documentation; written without looking at the sandbox, which is
 * held to it.
 */

const dateTime = z.string().datetime();
const guid = z.string().uuid();
const token = z.string().regex(/^[\w-]{20,}$/);

/** A refusal that names fields, as all do at the token URLs. */
export const fieldErrors = z
	.object({
		StatusCode: z.literal(400),
		Message: z.literal('One or more errors occurred!'),
		Errors: z.record(z.array(z.string().min(1)).min(1)),
	})
	.strict();

/** A refusal of the rest of the API. */
export const apiError = z
	.object({
		Result: z.literal(false),
		Message: z.string().min(1),
		Error: z.string().min(1),
		Errors: z.array(
			z
				.object({ Property: z.string(), ErrorMessage: z.string().min(1), ErrorCode: z.string().min(1) })
				.strict(),
		),
	})
	.strict();

const tokens = z
	.object({
		token_type: z.literal('Bearer').nullable(),
		access_token: token.nullable(),
		refresh_token: token.nullable(),
		expires_in: dateTime.nullable(),
		refresh_token_expires_in: dateTime.nullable(),
		default_tenant_id: guid.nullable(),
	})
	.strict();

const camelTenants = z.array(z.object({ id: guid, name: z.string().min(1) }).strict());
const pascalTenants = z.array(z.object({ Id: guid, Name: z.string().min(1) }).strict());
const tenants = z.union([camelTenants, pascalTenants]);

const camelBilling = z
	.object({
		currentBillingPlan: z
			.object({
				id: guid,
				planLabel: z.string(),
				allowFuseDocsIntegration: z.boolean(),
				isTrial: z.boolean(),
				isRetired: z.boolean(),
				planCreditsPerPeriod: z.number().int(),
			})
			.strict(),
		subscriptionStatus: z.string(),
		creditSummary: z
			.object({ lastUpdated: dateTime, creditsRemaining: z.number().int(), nextUpdating: dateTime })
			.strict(),
	})
	.strict();
const pascalBilling = z
	.object({
		CurrentBillingPlan: z
			.object({
				Id: guid,
				PlanLabel: z.string(),
				AllowFuseDocsIntegration: z.boolean(),
				IsTrial: z.boolean(),
				IsRetired: z.boolean(),
				PlanCreditsPerPeriod: z.number().int(),
			})
			.strict(),
		SubscriptionStatus: z.string(),
		CreditSummary: z
			.object({ LastUpdated: dateTime, CreditsRemaining: z.number().int(), NextUpdating: dateTime })
			.strict(),
	})
	.strict();

/** Successful answers by method and path; the body of a revocation means nothing. */
export const successes: Array<{ route: RegExp; body: z.ZodTypeAny | 'any' }> = [
	{ route: /^POST \/api\/Session\/OAuth(GetToken|RefreshToken)$/, body: tokens },
	{ route: /^POST \/api\/Session\/OAuthTokenRevoke$/, body: 'any' },
	{ route: /^GET \/api\/Tenant\/List$/, body: tenants },
	{ route: /^GET \/api\/Tenant\/GetBillingState$/, body: z.union([camelBilling, pascalBilling]) },
];
