import { inputProblem } from '../../../oauth/problems';
import { alphabetically } from '../../shared/fields/alphabetical';
import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, CONNECTED_TYPE, sessionOf } from '../access';
import { appInputs, domainsField, nameField, settingFields } from '../appFields';
import { apiAppField, apiAppIdOf, appOf, isAppAnswer, maskedApp } from '../apps';
import { includeSecretsField } from '../../shared/fields/includeSecretsField';

export const update: Operation = {
	name: 'Update',
	action: 'Update an API app',
	description:
		'Change what is given of an API app, and leave the rest. Other OAuth scopes end all its sessions.',
	endpoint: 'updateApp',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [
		notice(
			'scopesEndSessions',
			'Changing the OAuth scopes ends the sessions of all users of the app: they have to connect again. An added field that is left empty clears what it stands for; OAuth takes both fields for that.',
		),
		apiAppField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [...settingFields, domainsField, nameField].sort(alphabetically('displayName')),
		},
		includeSecretsField,
	],
	async run(context) {
		const apiAppId = apiAppIdOf(context);
		const values = context.collection('updateFields');
		if (Object.keys(values).length === 0) throw inputProblem('There is nothing to update', ADD_A_FIELD);
		const { send, ...inputs } = await sessionOf(context);
		const changes = { ...inputs, ...appInputs(values), apiAppId };
		const answer = await context.request('updateApp', changes, send, isAppAnswer);
		return maskedApp(context, appOf(answer));
	},
};

const ADD_A_FIELD = 'Add at least one field under "Update Fields". Nothing was sent.';
