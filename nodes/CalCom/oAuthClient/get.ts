import type { Operation } from '../../shared/node/operation';
import { isOne, simplifyField } from '../answers';
import { clientCredentials, clientOutput, clientPicker, oneClient } from '../oauthClients';
import { secretsOption } from '../../shared/fields/includeSecretsField';

/**
 * `GET /v2/oauth-clients/{clientId}`. Cal.com answers the `secret` each time; here it is `…` and its last four
 * characters, unless the item asks for it.
 */
export const get: Operation = {
	name: 'Get',
	action: 'Get platform client',
	description: 'Get a client of the platform product, by default with its secret masked',
	endpoint: 'client',
	credentials: clientCredentials,
	fields: [clientPicker, simplifyField, secretsOption],
	async run(context) {
		const { send, ...inputs } = await oneClient(context);
		const { data } = await context.request('client', inputs, send, isOne);
		return clientOutput(context, data);
	},
};
