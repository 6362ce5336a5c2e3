import type { INodeProperties } from 'n8n-workflow';
import { updateOf } from '../../shared/fields/updateFields';
import { changesOf } from '../../shared/node/changes';
import type { Operation } from '../../shared/node/operation';
import { platformClient } from '../access';
import { platformKey } from '../signIns';
import { isOne, simplifyField } from '../answers';
import { clearableOfUser, profileFields, profileInputs } from '../managedUserFields';
import { managedUserInputs, userOutput, userPicker } from '../managedUsers';

const text = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
});

const changeable: INodeProperties[] = [
	...profileFields,
	text(
		'Default Schedule ID',
		'defaultScheduleId',
		'The schedule of the user that counts unless told otherwise',
	),
	{
		...text('Email', 'email', 'A new address brings a new user name'),
		placeholder: 'name@email.com',
	},
	text('Name', 'name', 'As e-mails name the user'),
];
const changed = updateOf(changeable, clearableOfUser);

export const update: Operation = {
	name: 'Update',
	action: 'Update a managed user',
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
