import type { FastifyInstance } from 'fastify';

import { paramOf } from '../shared/fields';
import { authenticate, bearerOf, webUser } from './authentication';
import { redirectUriMatches } from './clients';
import { recordNotFound, refusal } from './errors';
import { formatKeys, success } from './keys';
import type { CalComState } from './state';
import { isString, jsonOf, validated } from './validation';

const token = { config: { token: true } };

/**
 * `POST /oauth/{clientId}/authorize`, `…/exchange` and `…/refresh`: the platform product's own flow. The code comes by
 * 302 to somebody with a web session, and travels as a Bearer token (Cal.com API v2 documentation). Of refreshes of
 * one token at once, one succeeds and the others are 404 (API v2 of July 2026, observed).
 */
export function addPlatformFlowRoutes(api: FastifyInstance, state: () => CalComState): void {
	api.post('/oauth/:clientId/authorize', async (request, reply) => {
		const current = state();
		const user = webUser(current, request);
		if (!user) {
			throw refusal(401, 'NextAuthStrategy - Authentication token is missing or invalid.');
		}
		const { redirectUri } = validated<{ redirectUri: string }>(jsonOf(request), {
			redirectUri: { checks: [isString] },
		});
		const client = current.platformClients.get(paramOf(request, 'clientId'));
		if (!client) throw refusal(400, `OAuth client with ID '${paramOf(request, 'clientId')}' not found`);
		if (!redirectUriMatches(client.redirectUris, redirectUri)) {
			throw refusal(400, "Invalid 'redirect_uri' value.");
		}
		const waiting = [...current.platformCodes.values()].some(
			(code) => code.clientId === client.id && code.userId === user.id,
		);
		if (waiting) {
			const message = `User with id=${user.id} has already authorized client with id=${client.id}.`;
			throw refusal(400, message);
		}
		const code = current.addPlatformCode({ clientId: client.id, userId: user.id });
		// The query is put on as text, even where the URI already has one, and there is no state.
		return reply.redirect(`${redirectUri}?code=${code}`, 302);
	});

	api.post('/oauth/:clientId/exchange', token, async (request) => {
		const { platformClients, platformCodes, tokens, instruments } = state();
		const { clientSecret } = validated<{ clientSecret: string }>(jsonOf(request), {
			clientSecret: { checks: [isString] },
		});
		const text = bearerOf(request)?.trim();
		if (!text) throw refusal(400, "Missing 'Bearer' Authorization header.");
		const client = platformClients.get(paramOf(request, 'clientId'));
		const code = platformCodes.get(text);
		if (!client || client.secret !== clientSecret || code?.clientId !== client.id) {
			throw refusal(400, 'Invalid OAuth Client.');
		}
		platformCodes.delete(text);
		instruments.recorder.count('signIns');
		return success(formatKeys(tokens.issue({ flow: 'platform', clientId: client.id, userId: code.userId })));
	});

	api.post('/oauth/:clientId/refresh', token, async (request) => {
		const current = state();
		const { platformClients, settings, tokens, instruments } = current;
		authenticate(current, request);
		const { refreshToken } = validated<{ refreshToken: string }>(jsonOf(request), {
			refreshToken: { checks: [isString] },
		});
		const client = platformClients.get(paramOf(request, 'clientId'));
		if (!client || client.secret !== request.headers['x-cal-secret-key']) {
			throw refusal(400, 'Invalid OAuthClient credentials.');
		}
		const old = tokens.find(refreshToken, 'platform', 'refresh');
		// Nobody looks at its expiry (Cal.com API v2 source).
		if (!old?.alive || old.clientId !== client.id) throw refusal(400, 'Invalid refresh token');
		await current.whenAllHaveRead(`refresh token ${refreshToken}`);
		if (!old.alive) throw recordNotFound();
		tokens.sweepExpired(client.id);
		if (settings.rotatesRefreshTokens) tokens.revoke({ text: refreshToken });
		instruments.recorder.count('refreshes');
		return success(formatKeys(tokens.issue({ flow: 'platform', clientId: client.id, userId: old.userId })));
	});
}
