import type { Operation } from '../../shared/node/operation';
import { accessTokenFields, CREDENTIAL_TYPES, sessionOf } from '../access';
import { listSessions, userIdOption, userIdOf } from '../tokenSessions';
import { pageFields } from '../../shared/fields/pageFields';

/**
 * `GET /api/v1/users/{userId}/token-sessions`, since 7.3.0; older instances answer 400 without a body. The newest come
 * first, 100 a page at most (8.2.1), with ISO dates. Those of another user are for administrators and moderators, else
 * it is a 403.
 */
export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many sessions',
	description: 'List where an account is signed in, the latest sign-in first. Needs PeerTube 7.3 or newer.',
	endpoint: 'tokenSessions',
	credentials: CREDENTIAL_TYPES,
	fields: [...accessTokenFields, ...pageFields, userIdOption],
	async run(context) {
		const session = await sessionOf(context);
		const userId = await userIdOf(context, session);
		return await listSessions(context, session, userId, context.limit());
	},
};
