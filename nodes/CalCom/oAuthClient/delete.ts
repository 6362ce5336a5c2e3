import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, callerAs } from '../access';
import { apiKey } from '../signIns';
import { alreadyDeleted, deleted, isOne } from '../answers';
import { clientPicker } from '../oauthClients';

export const deleteClient: Operation = {
	name: 'Delete',
	action: 'Delete a platform client',
	description: 'Delete a client of the platform product, and with it all tokens it has; cannot be undone',
	endpoint: 'deleteClient',
	credentials: [API_KEY_TYPE],
	fields: [
		notice('endsAllTokens', 'All tokens of the client and of its managed users die at once.'),
		clientPicker,
	],
	async run(context) {
		const clientId = context.requiredText('clientId', 'OAuth Client');
		const { send, baseUrl } = await callerAs(context, apiKey);
		const inputs = { baseUrl, clientId };
		const gone = await context.requestRemoval('deleteClient', inputs, send, isOne, alreadyDeleted);
		return gone === alreadyDeleted ? alreadyDeleted : deleted;
	},
};
