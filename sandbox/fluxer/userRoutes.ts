import type { FastifyInstance } from 'fastify';

import { botApplication, oauthGrant, sessionUser } from './authentication';
import { formatBotApplication, formatOwn, formatUser } from './formats';
import { limit } from './limits';
import type { FluxerState } from './state';

/** Who a token speaks for: an OAuth token, a bot token, and the second factors of a user session. */
export function addUserRoutes(api: FastifyInstance, state: () => FluxerState): void {
	api.get('/oauth2/userinfo', { preHandler: limit(state, 'introspect') }, async (request) => {
		const { user, token } = oauthGrant(state(), request, 'identify');
		return { sub: user.id, ...formatUser(user, token.scopes) };
	});

	// This and the bot's route have no limit, not even the global one (Fluxer source, February 2026).
	api.get('/oauth2/@me', async (request) => {
		const { user, token, application } = oauthGrant(state(), request);
		const known = { ...formatUser(user, token.scopes), avatar_color: null, bot: false, system: false };
		return {
			application: formatOwn(application),
			scopes: token.scopes,
			expires: new Date(token.expiresAt).toISOString(),
			...(token.scopes.includes('identify') ? { user: known } : {}),
		};
	});

	// One object, though the API document speaks of a list (both versions, observed).
	api.get('/applications/@me', async (request) =>
		formatBotApplication(state(), botApplication(state(), request)),
	);

	api.get('/users/@me/sudo/mfa-methods', { preHandler: limit(state, 'sudoMethods') }, async (request) => {
		const hasTotp = sessionUser(state(), request).otpSecret !== null;
		return { totp: hasTotp, sms: false, webauthn: false, has_mfa: hasTotp };
	});
}
