import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, CONNECTED_TYPE, sessionOf } from '../access';
import { apiAppField, apiAppIdOf, appOf, isAppAnswer, maskedApp } from '../apps';
import { secretsOption } from '../../shared/fields/includeSecretsField';

/**
 * `GET /api_app/{client_id}`. `oauth.secret` is masked to its last four characters unless the item asks for it, and
 * null for an app of somebody else (API document).
 */
export const get: Operation = {
	name: 'Get',
	action: 'Get API app',
	description: 'Get an API app by its client ID. Its OAuth secret is masked, unless it is asked for.',
	endpoint: 'app',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [apiAppField, secretsOption],
	async run(context) {
		const apiAppId = apiAppIdOf(context);
		const { send, ...inputs } = await sessionOf(context);
		const answer = await context.request('app', { ...inputs, apiAppId }, send, isAppAnswer);
		return maskedApp(context, appOf(answer));
	},
};
