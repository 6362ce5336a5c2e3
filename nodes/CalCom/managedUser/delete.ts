import type { Operation } from '../../shared/node/operation';
import { platformClient } from '../access';
import { platformKey } from '../signIns';
import { alreadyDeleted, deleted, isOne } from '../answers';
import { managedUserInputs, userPicker } from '../managedUsers';

/**
 * `DELETE /v2/oauth-clients/{clientId}/users/{userId}`, tokens included. Returns `{deleted: true}`, and
 * `alreadyDeleted` with it for one that is gone, was mistyped or is another client's: Cal.com answers these alike (its
 * source).
 */
export const deleteUser: Operation = {
	name: 'Delete',
	action: 'Delete platform user',
	description: 'Delete one of the users whom the client manages, tokens included; cannot be undone',
	endpoint: 'deleteUser',
	credentials: platformClient.credentials,
	fields: [userPicker],
	async run(context) {
		const inputs = await managedUserInputs(context);
		const gone = await context.requestRemoval(
			'deleteUser',
			inputs,
			context.signed(platformKey),
			isOne,
			alreadyDeleted,
		);
		return gone === alreadyDeleted ? alreadyDeleted : deleted;
	},
};
