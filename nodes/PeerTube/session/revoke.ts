import type { Operation } from '../../shared/node/operation';
import { accessTokenFields, CREDENTIAL_TYPES, sessionOf } from '../access';
import { isSuccess } from '../success';
import { isForAnotherUser, userIdOf, userIdOption } from '../tokenSessions';
import { picker } from '../../shared/fields/picker';

/**
 * `POST /api/v1/users/{userId}/token-sessions/{sessionId}/revoke`, since 7.3.0. It is POST by PeerTube's source and in
 * 8.2.1, where its API document says GET. Returns `{success: true}`. A 404 is `alreadyRevoked` for the signed-in account,
 * and thrown for another user, who may be what is not there.
 */
export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke session of another device',
	description: 'End one of the sessions that Get Many lists. Needs PeerTube 7.3 or newer.',
	endpoint: 'revokeSession',
	spends: ['sessionId'],
	credentials: CREDENTIAL_TYPES,
	fields: [
		...accessTokenFields,
		picker({
			displayName: 'Session',
			name: 'sessionId',
			description: 'The session to end',
			search: 'sessions',
			id: { placeholder: 'e.g. 42', regex: '\\d+', errorMessage: 'A session ID is a whole number' },
		}),
		userIdOption,
	],
	async run(context) {
		const sessionId = context.id('sessionId', 'Session');
		const session = await sessionOf(context);
		const { send, ...inputs } = session;
		const userId = await userIdOf(context, session);
		// The signed-in account exists; so what is not found is the session. Of another user it may be the user.
		const gone = isForAnotherUser(context) ? undefined : ALREADY_GONE;
		return await context.requestRemoval(
			'revokeSession',
			{ ...inputs, userId, sessionId },
			send,
			isSuccess,
			gone,
		);
	},
};

const ALREADY_GONE = { success: true, alreadyRevoked: true };
