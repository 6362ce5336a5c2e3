import type { FastifyInstance } from 'fastify';

import { createProvider, type Provider } from '../shared/provider';
import type { Time } from '../shared/time';
import { addControlRoutes } from './control';
import { apiLimit } from './limits';
import { answerProblems } from './problems';
import { addSessionRoutes } from './sessionRoutes';
import { settingsSchema } from './settings';
import { createClient, PeerTubeState } from './state';
import { addTokenRoutes } from './tokenRoutes';
import { addTwoFactorRoutes } from './twoFactorRoutes';
import { addUserRoutes } from './userRoutes';
import { addVideoRoutes } from './videoRoutes';

/**
 * A PeerTube instance: sign-in, tokens, token sessions, two-factor, the user's own record and uploads, below /api/v1.
 *
 * It stands for 7.0.0 and 8.2.1, which were observed on running servers, as its setting `version` says; what is known
 * of versions between and after them was read in source, and `versions.ts` marks it.
 */
export function createPeerTube(time?: Time): Provider {
	const clients = [createClient()];
	return createProvider({
		time,
		settingsSchema,
		createState: (instruments, host) => new PeerTubeState(instruments, clients, host),
		addControlRoutes,
		addRoutes: (app, state) => {
			answerProblems(app, () => state().settings.version);
			app.setNotFoundHandler(async (_request, reply) => await reply.code(404).send(''));
			void app.register(
				async (api: FastifyInstance) => {
					api.addHook('preHandler', apiLimit(state));
					// PeerTube answers any API path it does not have with 400 and an empty body labelled JSON.
					api.setNotFoundHandler(
						async (_request, reply) => await reply.code(400).type('application/json; charset=utf-8').send(''),
					);
					addTokenRoutes(api, state);
					addSessionRoutes(api, state);
					addTwoFactorRoutes(api, state);
					addUserRoutes(api, state);
					addVideoRoutes(api, state);
				},
				{ prefix: '/api/v1' },
			);
		},
	});
}
