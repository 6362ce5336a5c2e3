import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, callerAs } from '../access';
import { apiKey } from '../signIns';
import { isOne, simplifyField } from '../answers';
import { clientOutput, clientPicker } from '../oauthClients';
import { includeSecretsField } from '../../shared/fields/includeSecretsField';

export const get: Operation = {
	name: 'Get',
	action: 'Get a platform client',
	description: 'Get a client of the platform product, by default with its secret masked',
	endpoint: 'client',
	credentials: [API_KEY_TYPE],
	fields: [clientPicker, simplifyField, includeSecretsField],
	async run(context) {
		const clientId = context.requiredText('clientId', 'OAuth Client');
		const { send, baseUrl } = await callerAs(context, apiKey);
		const { data } = await context.request('client', { baseUrl, clientId }, send, isOne);
		return clientOutput(context, data);
	},
};
