import type { FastifyInstance } from 'fastify';

import { createProvider, type Provider } from '../shared/provider';
import type { Time } from '../shared/time';
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

/**
 * Cal.com: api.cal.com below /v2, and the one page of app.cal.com where a user allows an OAuth2 client.
 *
 * It stands for a running API v2 of July 2026, which was observed; the newest rules of OAuth2 were read in its source,
 * and api.cal.com runs a source that is not published.
 */
export function createCalCom(time?: Time): Provider {
	return createProvider({
		time,
		settingsSchema,
		createState: (instruments) => new CalComState(instruments),
		addControlRoutes,
		addRoutes: (app, state) => {
			answerErrors(app, () => state().now());
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
		},
	});
}
