import { checkSession } from '../../shared/operations/check';
import { introspected } from '../../shared/operations/introspection';
import { codeGrant } from '../access';
import { askWhoseItIs } from '../user/getCurrent';

/**
 * Tells what is known of a stored session without spending it: by introspection (RFC 7662), then by a read with the
 * access token.
 */
export const check = checkSession({
	...codeGrant,
	endpoint: 'introspect',
	alsoEndpoints: ['probe'],
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
	refreshTokenLives: async (asker, token) =>
		(await introspected(asker, token, 'refresh_token')).active === true,
});

/** Of tokens of other clients a server need not tell (RFC 7662 §2.2). */
const OF_ANOTHER_CLIENT =
	'The access token works, and Acme Cloud does not know it as one of this client: it was issued to another one, whose credential is the one to refresh or revoke it with.';
