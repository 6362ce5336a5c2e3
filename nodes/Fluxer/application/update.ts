import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import {
	applicationField,
	applicationIdOf,
	flagFields,
	isApplication,
	redirectUrisField,
	normalizedRedirectUri,
	SECRETS,
	settingsOf,
} from '../applications';
import { changesOf, updateFields } from '../updateFields';
import { includeSecretsField } from '../../shared/fields/includeSecretsField';
import { maskSecrets } from '../../shared/operations/masking';

const clearable = [redirectUrisField];

export const update: Operation = {
	name: 'Update',
	action: 'Update an application',
	description: 'Change the name, the redirect URIs or the bot settings of an application',
	endpoint: 'updateApplication',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [
		applicationField,
		notice(
			'replaces',
			'Redirect URIs replace all that are registered: list each one that is to stay. Left empty, they stay as they are.',
		),
		updateFields(
			[...flagFields, { displayName: 'Name', name: 'name', type: 'string', default: '' }],
			clearable,
		),
		includeSecretsField,
	],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const changes = changesOf(context, clearable);
		const redirectUris = changes.addresses('redirectUris').map(normalizedRedirectUri);
		const isCleared = changes.isCleared('redirectUris', 'Redirect URIs');
		const changed = {
			name: changes.has('name') ? changes.requiredText('name', 'Name') : undefined,
			redirectUris: redirectUris.length > 0 || isCleared ? redirectUris : undefined,
			...settingsOf(context.collection('updateFields')),
		};
		const { send, inputs } = await sessionOf(context);
		const given = { ...inputs, ...changed, applicationId };
		return maskSecrets(
			context,
			await context.request('updateApplication', given, send, isApplication),
			SECRETS,
		);
	},
};
