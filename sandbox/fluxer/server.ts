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
import { addMessageRoutes } from './messageRoutes';
import { FluxerState } from './state';
import { addTokenRoutes } from './tokenRoutes';
import { addUserRoutes } from './userRoutes';

/** Where the API is: on Fluxer's own servers, and on those of others, where both work (July 2026, observed). */
const PREFIXES = ['/v1', '/api', '/api/v1'];

/**
 * A Fluxer instance: applications, consent, tokens, who they speak for and messages, and the web app's authorize page.
 *
 * It stands for servers of February and of July 2026, which were observed running, as its setting `version` says; what
 * else is known was read in source and is marked so.
 */
export function createFluxer(time?: Time): Provider {
	return createProvider({
		time,
		settingsSchema,
		createState: (instruments, host) => new FluxerState(instruments, host),
		addControlRoutes,
		addRoutes: (app, state) => {
			void app.register(async (page: FastifyInstance) => addAuthorizePage(page, state));
			for (const prefix of PREFIXES) {
				void app.register(async (api: FastifyInstance) => addApi(api, state), { prefix });
			}
		},
	});
}

function addApi(api: FastifyInstance, state: () => FluxerState): void {
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
	addMessageRoutes(api, state);
}
