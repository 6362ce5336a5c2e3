import type { Pair } from './tokens';

/** A pair as the platform product writes it: camelCase, and moments in milliseconds since 1970 instead of lifetimes. */
export function formatKeys({ access, refresh }: Pair): object {
	return {
		accessToken: access.text,
		refreshToken: refresh.text,
		accessTokenExpiresAt: access.expiresAt,
		refreshTokenExpiresAt: refresh.expiresAt,
	};
}

/** The envelope of every success of the API but OAuth2's tokens. */
export function success(data: unknown): { status: 'success'; data: unknown } {
	return { status: 'success', data };
}
