import type { FastifyInstance } from 'fastify';

import { createProvider, type Provider } from '../shared/provider';
import type { Time } from '../shared/time';
import { addApplicationRoutes } from './applicationRoutes';
import { addAuthorizePage } from './authorizePage';
import { acceptBodies } from './bodies';
import { addConsentRoutes } from './consentRoutes';
import { addControlRoutes } from './control';
import { addInstanceRoutes } from './instanceRoutes';
import { answerRefusals, notFound } from './refusals';
import { settingsSchema } from './settings';
import { FluxerState } from './state';
import { addTokenRoutes } from './tokenRoutes';
import { addUserRoutes } from './userRoutes';

/** A Fluxer instance: applications, consent, tokens and who they speak for below /v1, and the web app's authorize page. */
export function createFluxer(time?: Time): Provider {
	return createProvider({
		time,
		settingsSchema,
		createState: (instruments, host) => new FluxerState(instruments, host),
		addControlRoutes,
		addRoutes: (app, state) => {
			void app.register(async (page: FastifyInstance) => addAuthorizePage(page, state));
			void app.register(
				async (api: FastifyInstance) => {
					acceptBodies(api);
					answerRefusals(api);
					api.setNotFoundHandler(async () => {
						throw notFound();
					});
					addInstanceRoutes(api, state);
					addApplicationRoutes(api, state);
					addConsentRoutes(api, state);
					addTokenRoutes(api, state);
					addUserRoutes(api, state);
				},
				{ prefix: '/v1' },
			);
		},
	});
}
