import type { FastifyInstance } from 'fastify';

import { createInstrumentedApp, type Provider } from '../shared/provider';
import { addAuthorizePage } from './authorizePage';
import { addControlRoutes } from './control';
import { answerErrors } from './errors';
import { limitRequests } from './limits';
import { addManagedUserRoutes } from './managedUserRoutes';
import { addMeRoutes } from './meRoutes';
import { addOAuth2Routes } from './oauth2Routes';
import { addPlatformClientRoutes } from './platformClientRoutes';
import { addPlatformFlowRoutes } from './platformFlowRoutes';
import { settingsSchema } from './settings';
import { CalComState } from './state';

/** Cal.com: api.cal.com below /v2, and the one page of app.cal.com where a user allows an OAuth2 client. */
export function createCalCom(): Provider {
	const { app, ...instruments } = createInstrumentedApp();
	let current = new CalComState(instruments);
	const state = (): CalComState => current;

	answerErrors(app, () => current.now());
	addAuthorizePage(app, state);
	void app.register(
		async (api: FastifyInstance) => {
			api.addHook('preHandler', limitRequests(state));
			addPlatformFlowRoutes(api, state);
			addPlatformClientRoutes(api, state);
			addManagedUserRoutes(api, state);
			addMeRoutes(api, state);
			addOAuth2Routes(api, state);
		},
		{ prefix: '/v2' },
	);

	return {
		...instruments,
		app,
		settings: {
			schema: settingsSchema,
			read: () => current.settings,
			change: (patch) => Object.assign(current.settings, patch),
		},
		reset: () => {
			current = new CalComState(instruments);
		},
		addControlRoutes: (routes) => addControlRoutes(routes, state),
	};
}
