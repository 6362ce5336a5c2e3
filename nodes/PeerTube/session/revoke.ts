import type { Operation } from '../../shared/operation';
import { accessTokenField, sessionOf } from '../access';
import { isSuccess } from '../success';
import { userIdField, userIdOf } from '../tokenSessions';

export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke a session to sign out a device',
	description: 'End one of the sessions that Get Many lists. Needs PeerTube 7.2 or newer.',
	endpoint: 'revokeSession',
	fields: [
		accessTokenField,
		userIdField,
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
	],
	async run(context) {
		const sessionId = context.id('sessionId', 'Session');
		const session = await sessionOf(context);
		const { send, ...inputs } = session;
		const userId = await userIdOf(context, session);
		// The signed-in account exists; so what is not found is the session. Of another user it may be the user.
		const gone = context.text('userId') === '' ? ALREADY_GONE : undefined;
		return await context.settle('revokeSession', { ...inputs, userId, sessionId }, send, isSuccess, gone);
	},
};

const ALREADY_GONE = { success: true, alreadyRevoked: true };
