import { z } from 'zod';

const versions = ['7.0.0', '7.2.0', '7.3.0', '8.1.0'] as const;
const seconds = z.number().int().positive();
const limit = z.number().int().nonnegative();

/** What the control side can change about the instance. */
export const settingsSchema = z
	.object({
		accessTokenSeconds: seconds,
		refreshTokenSeconds: seconds,
		/** Calls of the token route an address has per window, successful or not. */
		signInLimit: limit,
		signInWindowSeconds: seconds,
		/** Calls of the whole API an address has per window. */
		apiLimit: limit,
		apiWindowSeconds: seconds,
		/** Wrong passwords and codes an account has per window; only 8.x counts them. */
		accountFailureLimit: limit,
		accountFailureWindowSeconds: seconds,
		version: z.enum(versions),
		/** `hostname:port` the instance believes it has; the client credentials are for this Host header only. */
		host: z.string().min(1),
		/** How long a revoked token goes on working, by the sandbox clock. */
		revokeDelayMs: z.number().int().nonnegative(),
	})
	.partial()
	.strict();

export type Settings = Required<z.infer<typeof settingsSchema>>;

/**
 * PeerTube's own lifetimes and limits (PeerTube 7.0, observed). The account failure numbers are the sandbox's choice:
 * 8.x has such a limit, and we have not seen its size.
 */
export function defaultSettings(host: string): Settings {
	return {
		accessTokenSeconds: 86_400,
		refreshTokenSeconds: 1_209_600,
		signInLimit: 15,
		signInWindowSeconds: 300,
		apiLimit: 50,
		apiWindowSeconds: 10,
		accountFailureLimit: 10,
		accountFailureWindowSeconds: 900,
		version: '7.3.0',
		host,
		revokeDelayMs: 300,
	};
}

/** Whether the instance is `version` (`major.minor`) or later. */
export function isAtLeast(settings: Settings, version: string): boolean {
	const [major = 0, minor = 0] = settings.version.split('.').map(Number);
	const [wantedMajor = 0, wantedMinor = 0] = version.split('.').map(Number);
	return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
