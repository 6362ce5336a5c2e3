import type { FastifyInstance } from 'fastify';

import { fieldsOf, text } from '../shared/fields';
import { authenticate } from './authentication';
import { Problem } from './problems';
import type { PeerTubeState } from './state';
import { formatUser } from './userFormat';

/**
 * `GET` and `PUT /users/me`, of the latter the password alone, and `POST /users/ask-reset-password`. Who signs in
 * through another service can have no password: 400 and 409 (8.2.1, observed).
 */
export function addUserRoutes(api: FastifyInstance, state: () => PeerTubeState): void {
	// An object, though the PeerTube REST API document says array (observed).
	api.get('/users/me', async (request) => {
		const { user } = authenticate(state(), request);
		return formatUser(user, state().settings);
	});

	api.put('/users/me', async (request, reply) => {
		const { user } = authenticate(state(), request);
		const fields = fieldsOf(request.body);
		if (user.pluginAuth !== null) {
			const whose = 'that is associated with an external auth system.';
			throw new Problem(400, `You cannot update your email or password ${whose}`);
		}
		if (text(fields.currentPassword) !== user.password) throw new Problem(401, 'currentPassword is invalid.');
		user.password = text(fields.password) ?? user.password;
		return await reply.code(204).send();
	});

	// Who is not known is answered like who is, so that nobody learns of addresses.
	api.post('/users/ask-reset-password', async (request, reply) => {
		const user = state().users.find(text(fieldsOf(request.body).email) ?? '');
		if (user && user.pluginAuth !== null) {
			throw new Problem(409, 'Cannot recover password of a user that uses a plugin authentication.');
		}
		return await reply.code(204).send();
	});
}
