import type { INodeProperties } from 'n8n-workflow';
import { alphabetically } from '../../shared/fields/alphabetical';
import type { Operation } from '../../shared/node/operation';
import { isOne, simplifyField } from '../answers';
import { changesOf } from '../changes';
import {
	clearableOfClient,
	clearClientField,
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
	clearClientField,
	{ displayName: 'Name', name: 'name', type: 'string', default: '', description: 'What users see' },
	{
		...redirectUrisField,
		description:
			'All of them, separated by commas or line breaks: they take the place of those before, and empty is no change',
	},
];

export const update: Operation = {
	name: 'Update',
	action: 'Update a platform client',
	description: 'Change a client of the platform product; its permissions and its secret stay as they are',
	endpoint: 'updateClient',
	credentials: clientCredentials,
	fields: [
		clientPicker,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: changeable.sort(alphabetically('displayName')),
		},
		simplifyField,
		includeSecretsField,
	],
	async run(context) {
		const changes = changesOf(context, clientInputs, clearableOfClient);
		const { send, ...inputs } = await oneClient(context);
		const { data } = await context.request('updateClient', { ...changes, ...inputs }, send, isOne);
		return clientOutput(context, data);
	},
};
