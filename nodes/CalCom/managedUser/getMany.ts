import { readWords } from '../../../oauth/lists';
import { listInText } from '../../shared/fields/listInText';
import { optionsOf } from '../../shared/fields/requestOptions';
import type { Operation } from '../../shared/node/operation';
import { platformClient } from '../access';
import { simplifyField } from '../answers';
import { emailOf } from '../emails';
import { listUsers, userOutput } from '../managedUsers';
import { pageFields } from '../../shared/fields/pageFields';

const EMAILS = { subject: 'The field "Emails"', hint: 'Nothing was sent.' };

/**
 * `GET /v2/oauth-clients/{clientId}/users`, 250 a page, all or those with certain addresses. Simplified to nine fields.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when one of the addresses is none
 */
export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many platform users',
	description: 'List the users whom the client manages, or find them by e-mail address; without tokens',
	endpoint: 'users',
	credentials: platformClient.credentials,
	fields: [
		...pageFields,
		simplifyField,
		optionsOf([
			{
				displayName: 'Emails',
				name: 'emails',
				type: 'string',
				typeOptions: listInText,
				default: '',
				placeholder: 'e.g. ada@example.com, mia@example.com',
				description: 'Only the users with these addresses, separated by commas; empty for all',
			},
		]),
	],
	async run(context) {
		const emails = readWords(context.options().emails, EMAILS).map((email) => emailOf(email, 'Emails'));
		const users = await listUsers(context, context.limit(), emails);
		return users.map((user) => userOutput(context, user));
	},
};
