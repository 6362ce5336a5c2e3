import { z } from 'zod';

import { demoAccounts } from './accounts';

const seconds = z.number().int().positive();

/**
 * What the control side can change about the provider. Each setting that has two values stands for two readings of
 * Dropbox Sign's documents, or for what public clients report of its server.
 */
export const settingsSchema = z
	.object({
		accessTokenSeconds: seconds,
		/** null: the refresh token does not expire. */
		refreshTokenSeconds: seconds.nullable(),
		codeSeconds: seconds,
		/** Calls an account has per window; calls without an account are counted by address. */
		rateLimit: z.number().int().nonnegative(),
		rateWindowSeconds: seconds,
		/** Whether a 429 says how long to wait in `Retry-After`, beside `X-Ratelimit-Reset`. */
		retryAfter: z.boolean(),
		/** `documented` is X-RateLimit-Remaining, `reported` (by public clients) is X-RateLimit-Limit-Remaining. */
		remainingHeader: z.enum(['documented', 'reported']),
		/** The error body of the token endpoint: `nested` as the API document has it, `flat` as RFC 6749 has it. */
		oauthErrors: z.enum(['nested', 'flat']),
		/**
		 * Whether an exchange has to repeat the state of its authorization, as the API document has it. n8n's own Connect
		 * does not, and other services are known to connect without.
		 */
		requireState: z.boolean(),
		/** Whether refreshing works at `/oauth/token?refresh` only, and an exchange at `/oauth/token` only. */
		requireRefreshMarker: z.boolean(),
		/** What a refresh answers for a refresh token: the one it was given, none, or a new one that replaces it. */
		refreshToken: z.enum(['repeated', 'omitted', 'rotated']),
		/** With `rotated`: whether a replaced refresh token, used again, ends its session. */
		reuseDetection: z.boolean(),
		/** Whether an access token goes on working after a refresh. */
		oldAccessTokenLives: z.boolean(),
		/** Whether a new authorization ends the older one of the same account and app. */
		onePerAccountAndApp: z.boolean(),
		/** Whether the authorize page grants at once, without showing a form. */
		autoApprove: z.boolean(),
		/** E-mail address of the account the browser is signed in with. */
		browserAccount: z.string().email(),
	})
	.partial()
	.strict();

type Settings = Required<z.infer<typeof settingsSchema>>;

/**
 * The lifetime of access tokens is Dropbox Sign's (API document), as is that of codes (an hour, says its token
 * endpoint) and the limit (100 calls a minute, documentation). The rest is the stricter or the documented of what is
 * possible: nobody outside knows when refresh tokens expire, or what a refresh does to the older access token.
 */
export function defaultSettings(): Settings {
	return {
		accessTokenSeconds: 86_400,
		refreshTokenSeconds: null,
		codeSeconds: 3600,
		rateLimit: 100,
		rateWindowSeconds: 60,
		retryAfter: false,
		remainingHeader: 'documented',
		oauthErrors: 'nested',
		requireState: true,
		requireRefreshMarker: true,
		refreshToken: 'repeated',
		reuseDetection: false,
		oldAccessTokenLives: false,
		onePerAccountAndApp: false,
		autoApprove: true,
		browserAccount: Object.keys(demoAccounts)[0] ?? '',
	};
}
