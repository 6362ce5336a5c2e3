import type { INodeProperties } from 'n8n-workflow';
import { updateOf } from '../../shared/fields/updateFields';
import { changesOf } from '../../shared/node/changes';
import type { Operation } from '../../shared/node/operation';
import { isOne, simplifyField } from '../answers';
import {
	clearableOfClient,
	clientCredentials,
	clientInputs,
	clientOptions,
	clientOutput,
	clientPicker,
	oneClient,
	redirectUrisField,
} from '../oauthClients';
import { includeSecretsField } from '../../shared/fields/includeSecretsField';

const changeable: INodeProperties[] = [
	...clientOptions,
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Example Bookings',
		description: 'What users see',
	},
	{
		...redirectUrisField,
		description: 'All of them, separated by commas or line breaks: they take the place of those before',
	},
];
const changed = updateOf(changeable, clearableOfClient, {
	description:
		'What is to be empty afterwards. Without redirect URIs nobody can authorize the client any more.',
	more: [includeSecretsField],
});

/**
 * `PATCH /v2/oauth-clients/{clientId}`. Redirect URIs take the place of all that there were (Cal.com's source);
 * permissions and secret cannot be changed.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when nothing is to be changed, or a field
 * was added and is empty
 */
export const update: Operation = {
	name: 'Update',
	action: 'Update platform client',
	description: 'Change a client of the platform product; its permissions and its secret stay as they are',
	endpoint: 'updateClient',
	credentials: clientCredentials,
	fields: [clientPicker, changed.field, simplifyField],
	async run(context) {
		const changes = changesOf(context, changed, clientInputs);
		const { send, ...inputs } = await oneClient(context);
		const { data } = await context.request('updateClient', { ...changes, ...inputs }, send, isOne);
		return clientOutput(context, data);
	},
};
