import { notice } from '../../shared/fields/notice';
import { updateOf } from '../../shared/fields/updateFields';
import { changesOf } from '../../shared/node/changes';
import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, CONNECTED_TYPE, sessionOf } from '../access';
import { appInputs, clearableOfApp, domainsField, nameField, settingFields } from '../appFields';
import { apiAppField, apiAppIdOf, appOf, isAppAnswer, maskedApp } from '../apps';
import { includeSecretsField } from '../../shared/fields/includeSecretsField';

const changed = updateOf([...settingFields, domainsField, nameField], clearableOfApp, {
	more: [includeSecretsField],
});

/**
 * `PUT /api_app/{client_id}` with what was added and nothing else, for the owner alone. Other OAuth scopes end the
 * sessions of all users of the app; Dropbox Sign says so in `warnings`, which are returned (API document).
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when nothing is to be changed, or a field
 * was added and is empty
 */
export const update: Operation = {
	name: 'Update',
	action: 'Update API app',
	description: 'Change what is given of an API app, and leave the rest; its secret comes masked',
	endpoint: 'updateApp',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [
		notice(
			'scopesEndSessions',
			'Changing the OAuth scopes ends the sessions of all users of the app: they have to connect again.',
		),
		apiAppField,
		changed.field,
	],
	async run(context) {
		const apiAppId = apiAppIdOf(context);
		const changes = changesOf(context, changed, appInputs);
		const { send, ...inputs } = await sessionOf(context);
		const given = { ...inputs, ...changes, apiAppId };
		const answer = await context.request('updateApp', given, send, isAppAnswer);
		return maskedApp(context, appOf(answer));
	},
};
