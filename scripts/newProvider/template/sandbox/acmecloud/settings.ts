import { z } from 'zod';

import { demoUsers } from './people';

const seconds = z.number().int().positive();

/** What the control side can change about the provider. */
export const settingsSchema = z
	.object({
		accessTokenSeconds: seconds,
		refreshTokenSeconds: seconds,
		codeSeconds: seconds,
		/** Whether a refresh replaces the refresh token. */
		rotation: z.boolean(),
		/** Whether a replaced refresh token, used again, ends its session (RFC 9700 §4.14.2). */
		reuseDetection: z.boolean(),
		/** Whether an access token goes on working after a refresh. */
		oldAccessTokenLives: z.boolean(),
		/** Whether the consent page grants at once, without showing a form. */
		autoApprove: z.boolean(),
		/** User name of the user the browser is signed in with. */
		browserUser: z.string().min(1),
	})
	.partial()
	.strict();

type Settings = Required<z.infer<typeof settingsSchema>>;

/** The stand-in's choice, and the stricter one wherever servers differ: replace them by what is known of Acme Cloud. */
export function defaultSettings(): Settings {
	return {
		accessTokenSeconds: 3600,
		refreshTokenSeconds: 2_592_000,
		codeSeconds: 60,
		rotation: true,
		reuseDetection: true,
		oldAccessTokenLives: false,
		autoApprove: true,
		browserUser: Object.keys(demoUsers)[0] ?? '',
	};
}
