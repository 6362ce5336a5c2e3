import type { FastifyInstance } from 'fastify';

import { paramOf } from '../shared/fields';
import { authenticate } from './authentication';
import { bareRefusal } from './errors';
import { refuseThirdParties } from './guards';
import { success } from './keys';
import { grantTokens } from './oauth2Grants';
import type { CalComState } from './state';
import { readTokenFields } from './tokenFields';

/**
 * `POST /auth/oauth2/token` and `GET /auth/oauth2/clients/{clientId}`. Of refreshes of one token at once all succeed,
 * and one refresh token survives (API v2 of July 2026, observed).
 */
export function addOAuth2Routes(api: FastifyInstance, state: () => CalComState): void {
	api.post('/auth/oauth2/token', { config: { token: true } }, async (request, reply) => {
		reply.headers({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
		const { access, refresh } = await grantTokens(state(), readTokenFields(request.body));
		return {
			access_token: access.text,
			token_type: 'bearer',
			refresh_token: refresh.text,
			expires_in: state().settings.accessTokenSeconds,
			// Servers from before there were scopes do not have the field; clients from then have nothing to put in it.
			...(access.scopes.length > 0 && { scope: access.scopes.join(' ') }),
		};
	});

	api.get('/auth/oauth2/clients/:clientId', async (request) => {
		refuseThirdParties(authenticate(state(), request));
		const client = state().oauth2Clients.get(paramOf(request, 'clientId'));
		// Of the two families this is the nested one, with an OAuth code for a message.
		if (!client) throw bareRefusal(404, 'unauthorized_client');
		return success({
			client_id: client.id,
			...(state().settings.edition === 'cal.diy'
				? { redirect_uri: client.redirectUris[0] ?? '' }
				: { redirect_uris: client.redirectUris }),
			name: client.name,
			logo: client.logo,
			is_trusted: client.isTrusted,
			client_type: client.secret === null ? 'PUBLIC' : 'CONFIDENTIAL',
		});
	});
}
