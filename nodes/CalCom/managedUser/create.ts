import type { IDataObject } from 'n8n-workflow';
import { storeTheFirstTokens } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { isRecord } from '../../../oauth/json';
import { ownerField } from '../../shared/fields/ownerField';
import { includeRawAnswer } from '../../shared/fields/tokenFields';
import { tokenItem } from '../../shared/operations/tokenItem';
import { platformClient } from '../access';
import { emailOf } from '../emails';
import { platformKey } from '../signIns';
import { profileFields, profileInputs } from '../managedUserFields';

/**
 * `POST /v2/oauth-clients/{clientId}/users`. Returns a token set with `userId` (a number), `email`, into which Cal.com
 * puts the client's ID, and `user` as JSON text. An address that the client has already is refused, with the ID of its
 * user. Never repeated; Force Refresh gets tokens of a user that was made.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when the address is none, of which Cal.com
 * would not name the field
 */
export const create: Operation = {
	name: 'Create',
	action: 'Create platform user',
	description:
		'Create a user whom the client manages, and return it with an access token and a refresh token',
	endpoint: 'createUser',
	credentials: platformClient.credentials,
	fields: [
		storeTheFirstTokens,
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. name@example.com',
			description: 'Cal.com puts the ID of the client into it, as in name+clientid@example.com',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Ada Lovelace',
			description: 'As e-mails name the user',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [...profileFields, includeRawAnswer],
		},
		ownerField,
	],
	async run(context) {
		const inputs = {
			...profileInputs(context.collection('additionalFields')),
			email: emailOf(context.requiredText('email', 'Email'), 'Email'),
			name: context.requiredText('name', 'Name'),
			...(await platformClient.inputsOf(context)),
		};
		const send = context.signed(platformKey);
		const { extra, ...tokens } = await context.requestTokens('createUser', inputs, send);
		return { ...userColumns(extra?.user), ...(await tokenItem(context, tokens)) };
	},
};

/** Like a token set: what a table can hold. `id` is taken by the tables themselves. */
function userColumns(user: unknown): IDataObject {
	const { id, email } = (isRecord(user) ? user : {}) as IDataObject;
	return { userId: id, email, user: JSON.stringify(user ?? {}) };
}
