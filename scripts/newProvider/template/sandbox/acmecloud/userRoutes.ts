import type { FastifyInstance } from 'fastify';

import { invalidToken } from './refusals';
import type { AcmeCloudState } from './state';

/** `GET /userinfo`, which stands for all that an access token is good for (RFC 6750). */
export function addUserRoutes(app: FastifyInstance, state: () => AcmeCloudState): void {
	app.get('/userinfo', async ({ headers }) => {
		const [, token = ''] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
		const username = state().sessions.withAccessToken(token)?.grant.username ?? '';
		const user = state().users.get(username);
		if (!user) throw invalidToken();
		return { sub: username, preferred_username: username, name: user.name };
	});
}
