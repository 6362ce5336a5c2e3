import type { FastifyInstance } from 'fastify';

import { createInstrumentedApp, type Provider } from '../shared/provider';
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
export function createFluxer(): Provider {
	const { app, ...instruments } = createInstrumentedApp();
	let current = new FluxerState(instruments, '');
	const state = (): FluxerState => current;

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

	return {
		...instruments,
		app,
		settings: {
			schema: settingsSchema,
			read: () => current.settings,
			change: (patch) => Object.assign(current.settings, patch),
		},
		reset: (host) => {
			current = new FluxerState(instruments, host);
		},
		addControlRoutes: (routes) => addControlRoutes(routes, state),
	};
}
