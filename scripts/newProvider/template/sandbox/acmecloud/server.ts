import { createProvider, type Provider } from '../shared/provider';
import type { Time } from '../shared/time';
import { addAuthorizeRoutes } from './authorizeRoutes';
import { addControlRoutes } from './control';
import { answerRefusals } from './refusals';
import { settingsSchema } from './settings';
import { AcmeCloudState } from './state';
import { addTokenRoutes } from './tokenRoutes';
import { addUserRoutes } from './userRoutes';

/** Acme Cloud, as the specifications have it: consent page, token endpoints, and one that an access token opens. */
export function createAcmeCloud(time?: Time): Provider {
	return createProvider({
		time,
		settingsSchema,
		createState: (instruments) => new AcmeCloudState(instruments),
		addControlRoutes,
		addRoutes: (app, state) => {
			answerRefusals(app);
			addAuthorizeRoutes(app, state);
			addTokenRoutes(app, state);
			addUserRoutes(app, state);
		},
	});
}
