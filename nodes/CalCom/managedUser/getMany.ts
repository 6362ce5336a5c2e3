import type { Operation } from '../../shared/node/operation';
import { platformClient } from '../access';
import { simplifyField } from '../answers';
import { emailOf } from '../emails';
import { listUsers, userOutput } from '../managedUsers';
import { pageFields } from '../../shared/fields/pageFields';

export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many managed users',
	description: 'List the users whom the client manages, or find them by e-mail address; without tokens',
	endpoint: 'users',
	credentials: platformClient.credentials,
	fields: [
		...pageFields,
		{
			displayName: 'Emails',
			name: 'emails',
			type: 'string',
			default: '',
			placeholder: 'name@email.com',
			description: 'Only the users with these addresses, separated by commas; empty for all',
		},
		simplifyField,
	],
	async run(context) {
		const emails = context.choices('emails').map((email) => emailOf(email, 'Emails'));
		const users = await listUsers(context, context.limit(), emails);
		return users.map((user) => userOutput(context, user));
	},
};
