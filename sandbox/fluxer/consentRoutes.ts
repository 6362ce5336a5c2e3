import type { FastifyInstance } from 'fastify';

import { sessionUser } from './authentication';
import { jsonOf } from './bodies';
import { consent } from './consent';
import { idOf } from './fields';
import { formatAuthorization } from './formats';
import { limit } from './limits';
import { unknownApplication } from './refusals';
import type { FluxerState } from './state';

/**
 * `POST /oauth2/authorize/consent`, which answers 200 with the address to go to, and what a user has consented to so
 * far, where ending it twice is no error. For user sessions only (servers of February and July 2026, observed).
 */
export function addConsentRoutes(api: FastifyInstance, state: () => FluxerState): void {
	api.post('/oauth2/authorize/consent', { preHandler: limit(state, 'authorize') }, async (request) => {
		const user = sessionUser(state(), request);
		return { redirect_to: consent(state(), user, jsonOf(request)).redirectTo };
	});

	// Fluxer keeps no record of consents: it reads them off the refresh tokens (Fluxer source).
	api.get('/oauth2/@me/authorizations', { preHandler: limit(state, 'list') }, async (request) => {
		const { id: userId } = sessionUser(state(), request);
		const { applications, tokens } = state();
		return applications
			.all()
			.map((application) => ({
				application,
				granted: tokens
					.list({ userId, applicationId: application.id, kind: 'refresh' })
					.filter(({ scopes }) => scopes.some((scope) => scope !== 'bot')),
			}))
			.filter(({ granted }) => granted.length > 0)
			.map(({ application, granted }) => formatAuthorization(application, granted));
	});

	const path = '/oauth2/@me/authorizations/:applicationId';
	api.delete(path, { preHandler: limit(state, 'introspect') }, async (request, reply) => {
		const { id: userId } = sessionUser(state(), request);
		const applicationId = idOf(request, 'applicationId');
		if (!state().applications.find(applicationId)) throw unknownApplication();
		state().tokens.deleteAll({ userId, applicationId });
		return await reply.code(204).send();
	});
}
