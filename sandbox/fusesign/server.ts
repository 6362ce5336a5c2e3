import type { FastifyInstance, HTTPMethods } from 'fastify';

import { createProvider, type Provider } from '../shared/provider';
import type { Time } from '../shared/time';
import { addControlRoutes } from './control';
import { addRegisterRoutes } from './registerRoutes';
import { answerRefusals } from './refusals';
import { settingsSchema } from './settings';
import { FuseSignState } from './state';
import { addTenantRoutes } from './tenantRoutes';
import { addTokenRoutes } from './tokenRoutes';

const methods: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const answered: Record<string, HTTPMethods> = {
	'/api/Session/OAuthRegister': 'GET',
	'/api/Session/OAuthGetToken': 'POST',
	'/api/Session/OAuthRefreshToken': 'POST',
	'/api/Session/OAuthTokenRevoke': 'POST',
	'/api/Tenant/List': 'GET',
	'/api/Tenant/GetBillingState': 'GET',
};

/**
 * FuseSign (api.fuse.work): the session endpoints, and enough of the tenant ones to use a token.
 *
 * It stands for the API document, the guides and the quick start; nobody here has observed its server, and what they
 * leave open has a setting.
 */
export function createFuseSign(time?: Time): Provider {
	return createProvider({
		time,
		settingsSchema,
		createState: (instruments) => new FuseSignState(instruments),
		addControlRoutes,
		addRoutes: (app, state) => {
			const session = '/api/Session';

			answerRefusals(app);
			app.setNotFoundHandler(async (_request, reply) => await reply.code(404).send());
			void app.register(
				async (routes: FastifyInstance) => {
					addRegisterRoutes(routes, state, session);
					addTokenRoutes(routes, state);
				},
				{ prefix: session },
			);
			void app.register(async (routes: FastifyInstance) => addTenantRoutes(routes, state), {
				prefix: '/api/Tenant',
			});
			for (const [url, allowed] of Object.entries(answered)) {
				app.route({
					url,
					method: methods.filter((method) => method !== allowed),
					handler: async (_request, reply) => await reply.code(405).header('Allow', allowed).send(),
				});
			}
		},
	});
}
