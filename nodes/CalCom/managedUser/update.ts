import type { INodeProperties } from 'n8n-workflow';
import { updateOf } from '../../shared/fields/updateFields';
import { changesOf } from '../../shared/node/changes';
import type { Operation } from '../../shared/node/operation';
import { platformClient } from '../access';
import { platformKey } from '../signIns';
import { isOne, simplifyField } from '../answers';
import { clearableOfUser, profileFields, profileInputs } from '../managedUserFields';
import { managedUserInputs, userOutput, userPicker } from '../managedUsers';

const text = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({ displayName, name, type: 'string', default: '', placeholder, description });

const changeable: INodeProperties[] = [
	...profileFields,
	text(
		'Default Schedule ID',
		'defaultScheduleId',
		'e.g. 42',
		'The schedule of the user that counts unless told otherwise',
	),
	text('Email', 'email', 'e.g. name@example.com', 'A new address brings a new user name'),
	text('Name', 'name', 'e.g. Ada Lovelace', 'As e-mails name the user'),
];
const changed = updateOf(changeable, clearableOfUser);

/**
 * `PATCH /v2/oauth-clients/{clientId}/users/{userId}` with what was added. A new address brings a new user name
 * (Cal.com's source); that of another user is a 409 (observed on API v2 of July 2026).
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when nothing is to be changed, or a field
 * was added and is empty
 */
export const update: Operation = {
	name: 'Update',
	action: 'Update platform user',
	description: 'Change one of the users whom the client manages',
	endpoint: 'updateUser',
	credentials: platformClient.credentials,
	fields: [userPicker, changed.field, simplifyField],
	async run(context) {
		const changes = changesOf(context, changed, profileInputs);
		const inputs = { ...changes, ...(await managedUserInputs(context)) };
		return userOutput(
			context,
			(await context.request('updateUser', inputs, context.signed(platformKey), isOne)).data,
		);
	},
};
