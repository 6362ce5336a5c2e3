import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { alreadyDeleted, deleted, isOne } from '../answers';
import { clientCredentials, clientPicker, oneClient } from '../oauthClients';

/**
 * `DELETE /v2/oauth-clients/{clientId}`. All tokens of the client and of its users die at once (Cal.com's source).
 * Returns `{deleted: true}`, and `alreadyDeleted` with it for one that is gone, in place of the client that Cal.com
 * answers, secret and all.
 */
export const deleteClient: Operation = {
	name: 'Delete',
	action: 'Delete platform client',
	description: 'Delete a client of the platform product, and with it all tokens it has; cannot be undone',
	endpoint: 'deleteClient',
	credentials: clientCredentials,
	fields: [
		notice('endsAllTokens', 'All tokens of the client and of its managed users die at once.'),
		clientPicker,
	],
	async run(context) {
		const { send, ...inputs } = await oneClient(context);
		const gone = await context.requestRemoval('deleteClient', inputs, send, isOne, alreadyDeleted);
		return gone === alreadyDeleted ? alreadyDeleted : deleted;
	},
};
