import { checkSession } from '../../shared/operations/check';
import { introspected } from '../../shared/operations/introspection';
import { codeGrant } from '../access';
import { askWhoseItIs, knowsRefreshTokens } from '../introspection';

/**
 * `POST /oauth2/introspect` (RFC 7662 §2.1), of the refresh token too where the server knows these:
 * `GET /oauth2/applications/{applicationId}/public` tells. `exp` is in epoch seconds. A token that is called inactive
 * is tried with `GET /oauth2/@me`, as one of another client is called so too.
 */
export const check = checkSession({
	...codeGrant,
	endpoint: 'introspect',
	alsoEndpoints: ['probe', 'publicApplication'],
	async ask(asker, token) {
		const { active, exp } = await introspected(asker, token, 'access_token');
		return {
			accessToken: active ? 'alive' : 'refused',
			...(typeof exp === 'number' && { expiresAt: exp * 1000 }),
		};
	},
	async lookAgain(asker, token) {
		const told = await askWhoseItIs(asker, token);
		return told.accessToken === 'alive' ? { ...told, reason: OF_ANOTHER_CLIENT } : told;
	},
	async refreshTokenLives(asker, token) {
		const { active } = await introspected(asker, token, 'refresh_token');
		if (active) return true;
		return (await knowsRefreshTokens(asker)) ? false : undefined;
	},
});

/** Fluxer tells a client of its own tokens only. */
const OF_ANOTHER_CLIENT =
	'The access token works, and Fluxer does not know it as one of this client: it was issued to another one, whose credential is the one to refresh or revoke it with.';
