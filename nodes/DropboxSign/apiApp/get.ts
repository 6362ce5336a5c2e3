import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, CONNECTED_TYPE, sessionOf } from '../access';
import { apiAppField, apiAppIdOf, appOf, isAppAnswer, maskedApp } from '../apps';
import { includeSecretsField } from '../../shared/fields/includeSecretsField';

export const get: Operation = {
	name: 'Get',
	action: 'Get an API app',
	description: 'Get an API app by its client ID. Its OAuth secret is masked, unless it is asked for.',
	endpoint: 'app',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [apiAppField, includeSecretsField],
	async run(context) {
		const apiAppId = apiAppIdOf(context);
		const { send, ...inputs } = await sessionOf(context);
		const answer = await context.request('app', { ...inputs, apiAppId }, send, isAppAnswer);
		return maskedApp(context, appOf(answer));
	},
};
