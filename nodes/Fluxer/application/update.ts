import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Inputs } from '../../../oauth/requests';
import { notice } from '../../shared/fields/notice';
import { updateOf } from '../../shared/fields/updateFields';
import { changesOf } from '../../shared/node/changes';
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
import { Parameters } from '../../shared/node/parameters';
import { includeSecretsField } from '../../shared/fields/includeSecretsField';
import { maskSecrets } from '../../shared/operations/masking';

const changeable: INodeProperties[] = [
	...flagFields,
	{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Example App' },
	redirectUrisField,
];
const changed = updateOf(changeable, [{ displayName: 'Redirect URIs', name: 'redirectUris', empty: [] }], {
	more: [includeSecretsField],
});

function inputsOf(values: IDataObject): Inputs {
	const given = new Parameters((name) => values[name], changeable);
	return {
		name: values.name === undefined ? undefined : given.text('name'),
		redirectUris:
			values.redirectUris === undefined
				? undefined
				: given.addresses('redirectUris').map(normalizedRedirectUri),
		...settingsOf(values),
	};
}

/**
 * `PATCH /oauth2/applications/{applicationId}` with what was added. Redirect URIs take the place of all that there were
 * (observed, February and July 2026); those that are sent are in the spelling of browsers.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when nothing is to be changed, a field was
 * added and is empty, or a redirect URI is none
 */
export const update: Operation = {
	name: 'Update',
	action: 'Update application',
	description: 'Change name, redirect URIs or bot settings of an application, and get it without secrets',
	endpoint: 'updateApplication',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [
		applicationField,
		notice(
			'replaces',
			'Redirect URIs replace all that are registered: list each one that is to stay. Left empty, they stay as they are.',
		),
		changed.field,
	],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const changes = changesOf(context, changed, inputsOf);
		const { send, inputs } = await sessionOf(context);
		const given = { ...inputs, ...changes, applicationId };
		return maskSecrets(
			context,
			await context.request('updateApplication', given, send, isApplication),
			SECRETS,
		);
	},
};
