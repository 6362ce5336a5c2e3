import type { FastifyInstance, HTTPMethods } from 'fastify';

import { problemPage } from '../shared/consentPage';
import { readMultipart } from '../shared/multipart';
import { createProvider, type Provider } from '../shared/provider';
import type { Time } from '../shared/time';
import { addAccountRoutes } from './accountRoutes';
import { addAppRoutes } from './appRoutes';
import { addAuthorizeRoutes } from './authorizeRoutes';
import { addControlRoutes } from './control';
import { checkLimit } from './limits';
import { answerRefusals, Refusal } from './refusals';
import { settingsSchema } from './settings';
import { DropboxSignState } from './state';
import { addTokenRoutes } from './tokenRoutes';

/** What each path of the API does not answer to. */
const unsupported: Record<string, HTTPMethods[]> = {
	'/account': ['POST', 'PATCH', 'DELETE'],
	'/api_app': ['GET', 'PUT', 'PATCH', 'DELETE'],
	'/api_app/list': ['POST', 'PUT', 'PATCH', 'DELETE'],
	'/api_app/:client_id': ['POST', 'PATCH'],
};

/**
 * Dropbox Sign: what is below /v3 is api.hellosign.com, the rest app.hellosign.com. In reality these are two hosts, so
 * neither has the other's paths.
 *
 * It stands for the API document and for what public clients report; nobody here has observed its server, and what is
 * open has a setting.
 */
export function createDropboxSign(time?: Time): Provider {
	return createProvider({
		time,
		settingsSchema,
		createState: (instruments) => new DropboxSignState(instruments),
		addControlRoutes,
		addRoutes: (app, state) => {
			readMultipart(app);
			answerRefusals(app, state);
			app.setNotFoundHandler(
				async (_request, reply) =>
					await reply.code(404).type('text/html; charset=utf-8').send(problemPage('Page not found')),
			);
			addAuthorizeRoutes(app, state);
			addTokenRoutes(app, state);
			void app.register(
				async (api: FastifyInstance) => {
					api.setNotFoundHandler(async (request, reply) => {
						checkLimit(state(), request.ip, reply);
						throw new Refusal(404, 'not_found', 'Invalid URI');
					});
					addAccountRoutes(api, state);
					addAppRoutes(api, state);
					for (const [url, method] of Object.entries(unsupported)) {
						api.route({
							url,
							method,
							handler: async (request, reply) => {
								checkLimit(state(), request.ip, reply);
								throw new Refusal(405, 'method_not_supported', `${request.method} is not supported here`);
							},
						});
					}
				},
				{ prefix: '/v3' },
			);
		},
	});
}
