import type { Operation } from '../../shared/node/operation';
import { callerOf, userCredentials } from '../access';
import { isOne } from '../answers';

export const get: Operation = {
	name: 'Get',
	action: 'Describe a client that users connect',
	description: 'Describe an OAuth2 client: its name, its redirect URIs, and whether it has a secret',
	endpoint: 'client',
	credentials: userCredentials,
	fields: [
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'The ID of any OAuth2 client; platform clients are under OAuth Client',
		},
	],
	async run(context) {
		const clientId = context.requiredText('clientId', 'Client ID');
		const { send, baseUrl } = await callerOf(context);
		return (await context.request('client', { baseUrl, clientId }, send, isOne)).data;
	},
};
