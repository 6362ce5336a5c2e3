import type { Operation } from '../../shared/node/operation';
import { platformClient } from '../access';
import { platformKey } from '../signIns';
import { alreadyDeleted, deleted, isOne } from '../answers';
import { managedUserInputs, userPicker } from '../managedUsers';

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
