import { z } from 'zod';

const seconds = z.number().int().positive();
const limit = z.number().int().nonnegative();

/** What the control side can change: lifetimes, limits, and in what the servers of Cal.com differ from each other. */
export const settingsSchema = z
	.object({
		/** Lifetimes of the platform flow's tokens. */
		platformAccessSeconds: seconds,
		platformRefreshSeconds: seconds,
		/** Lifetimes of OAuth2's tokens and codes; codes of the platform flow have none. */
		accessTokenSeconds: seconds,
		refreshTokenSeconds: seconds,
		codeSeconds: seconds,
		/** Whether a refresh ends the refresh tokens before it; older self-hosted servers leave OAuth2's alive. */
		rotatesRefreshTokens: z.boolean(),
		/** Whether using an ended OAuth2 refresh token ends its successors too; Cal.com does not do that. */
		detectsReuse: z.boolean(),
		/** Requests per window for each way of telling callers apart. An API key may have several limits, by name. */
		apiKeyLimits: z.array(z.object({ name: z.string().regex(/^\w+$/), limit }).strict()).nonempty(),
		accessTokenLimit: limit,
		clientLimit: limit,
		addressLimit: limit,
		limitSeconds: seconds,
		/** How long a caller above the limit stays refused. */
		blockSeconds: seconds,
		/** Which source the server runs: cal.diy ends no refresh token, knows no scopes and tells of one redirect URI. */
		edition: z.enum(['cal.com', 'cal.diy']),
		/** Whether a self-hosted server has its licence, without which it takes no API key. */
		isLicensed: z.boolean(),
		/** Whether API keys carry their organization; those that people make in the settings do not. */
		apiKeysCarryOrganization: z.boolean(),
		/** Whether an expired OAuth2 access token is answered 403, as some servers do, and not 401. */
		forbidsExpiredTokens: z.boolean(),
		/**
		 * How many requests that change the same wait for each other once they have read it, so that what happens to
		 * those that come at once happens each time.
		 */
		requestsAtOnce: z.number().int().positive(),
		/** Whether the authorization page answers at once, as if the user had pressed Allow. */
		autoApprove: z.boolean(),
		/** User name of whoever is at the browser, if it sends no session cookie. */
		browserUser: z.string().min(1),
	})
	.partial()
	.strict();

/** All of {@link settingsSchema}, as the stand-in goes by it at this moment: {@link defaultSettings} after a reset. */
export type Settings = Required<z.infer<typeof settingsSchema>>;

/** Cal.com's own lifetimes and limits (Cal.com API v2 documentation and source). */
export function defaultSettings(): Settings {
	return {
		platformAccessSeconds: 3600,
		platformRefreshSeconds: 31_536_000,
		accessTokenSeconds: 1800,
		refreshTokenSeconds: 2_592_000,
		codeSeconds: 600,
		rotatesRefreshTokens: true,
		detectsReuse: false,
		apiKeyLimits: [{ name: 'default', limit: 120 }],
		accessTokenLimit: 500,
		clientLimit: 500,
		addressLimit: 120,
		limitSeconds: 60,
		blockSeconds: 60,
		edition: 'cal.com',
		isLicensed: true,
		apiKeysCarryOrganization: false,
		forbidsExpiredTokens: false,
		requestsAtOnce: 1,
		autoApprove: true,
		browserUser: 'ada',
	};
}
