import { z } from 'zod';

import { has, versions } from './versions';

const seconds = z.number().int().positive();
const limit = z.number().int().nonnegative();

/** What the control side can change about the instance. */
export const settingsSchema = z
	.object({
		accessTokenSeconds: seconds,
		/** `null` for what the version has. */
		refreshTokenSeconds: seconds.nullable(),
		/** Calls of the token route an address has per window, successful or not. */
		signInLimit: limit,
		signInWindowSeconds: seconds,
		/** Calls of the whole API an address has per window. */
		apiLimit: limit,
		apiWindowSeconds: seconds,
		/** Wrong passwords and codes an account has per window; versions before 8.3 do not count them. */
		accountFailureLimit: limit,
		accountFailureWindowSeconds: seconds,
		version: z.enum(versions),
		/** `hostname:port` the instance believes it has; the client credentials are for this Host header only. */
		host: z.string().min(1),
		/** How long a revoked token goes on working, by the sandbox clock; `null` for what the version has. */
		revokeDelayMs: z.number().int().nonnegative().nullable(),
	})
	.partial()
	.strict();

/** All of {@link settingsSchema}, as the stand-in goes by it at this moment: {@link defaultSettings} after a reset. */
export type Settings = Required<z.infer<typeof settingsSchema>>;

/**
 * PeerTube's own lifetimes and limits (observed on 7.0 and 8.2). The account failure numbers are the sandbox's choice:
 * newer source has such a limit, whose size each instance configures.
 */
export function defaultSettings(host: string): Settings {
	return {
		accessTokenSeconds: 86_400,
		refreshTokenSeconds: null,
		signInLimit: 15,
		signInWindowSeconds: 300,
		apiLimit: 50,
		apiWindowSeconds: 10,
		accountFailureLimit: 10,
		accountFailureWindowSeconds: 900,
		version: '8.2.1',
		host,
		revokeDelayMs: null,
	};
}

/**
 * How long a refresh token lives, in seconds: as set, or as the version has it, which is four weeks since 8.2 and two
 * before (7.0.0 and 8.2.1, observed).
 */
export const refreshTokenSeconds = ({ refreshTokenSeconds, version }: Settings): number =>
	refreshTokenSeconds ?? (has(version, 'fourWeeks') ? 2_419_200 : 1_209_600);

/**
 * How long a revoked token goes on working, in milliseconds: as set, or as the version has it, which is not at all
 * since 8.2 and up to 300 before (7.0.0 and 8.2.1, observed).
 */
export const revokeDelayMs = ({ revokeDelayMs, version }: Settings): number =>
	revokeDelayMs ?? (has(version, 'revokesAtOnce') ? 0 : 300);
