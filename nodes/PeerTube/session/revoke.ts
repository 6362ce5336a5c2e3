import { isOAuthProblem } from '../../../oauth/problems';
import type { Operation } from '../../shared/operation';
import { accessTokenField, sessionOf } from '../access';
import { isSuccess } from '../success';
import { userIdField, userIdOf } from '../tokenSessions';

export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke a session',
	description:
		'Sign out one device: end one of the sessions that Get Many lists. Needs PeerTube 7.2 or newer.',
	endpoint: 'revokeSession',
	fields: [
		accessTokenField,
		{
			displayName: 'Session',
			name: 'sessionId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The session to end',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'sessions' },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 42',
					validation: [
						{
							type: 'regex',
							properties: { regex: '^\\s*\\d+\\s*$', errorMessage: 'A session ID is a whole number' },
						},
					],
				},
			],
		},
		userIdField,
	],
	async run(context) {
		const sessionId = context.requiredText('sessionId', 'Session');
		const session = await sessionOf(context);
		const { send, ...inputs } = session;
		const userId = await userIdOf(context, session);
		return await context
			.request('revokeSession', { ...inputs, userId, sessionId }, send, isSuccess)
			.catch((error: unknown) => {
				if (isOAuthProblem(error) && error.httpStatus === 404 && context.text('userId') === '')
					return ALREADY_GONE;
				throw error;
			});
	},
};

/** The account exists, since it is signed in; so what is not found is the session, which is what was wanted. */
const ALREADY_GONE = { success: true, alreadyRevoked: true };
