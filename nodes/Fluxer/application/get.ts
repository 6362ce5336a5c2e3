import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationField, applicationIdOf, isApplication, SECRETS } from '../applications';
import { secretsOption } from '../../shared/fields/includeSecretsField';
import { maskSecrets } from '../../shared/operations/masking';

/**
 * `GET /oauth2/applications/{applicationId}`. Fluxer shows no secrets here; one that a server showed all the same would
 * be masked. IDs are text: they are longer than a number can hold.
 */
export const get: Operation = {
	name: 'Get',
	action: 'Get application',
	description: 'Get an application of the user, with its redirect URIs and its bot, without secrets',
	endpoint: 'application',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [applicationField, secretsOption],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const { send, inputs } = await sessionOf(context);
		const found = await context.request('application', { ...inputs, applicationId }, send, isApplication);
		return maskSecrets(context, found, SECRETS);
	},
};
