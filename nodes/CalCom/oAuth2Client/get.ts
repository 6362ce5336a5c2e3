import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/node/operation';
import { callerOf, userCredentials } from '../access';
import { isOne } from '../answers';

/**
 * `GET /v2/auth/oauth2/clients/{clientId}`: name, `client_type` and `redirect_uris`, made out of the one `redirect_uri`
 * of cal.diy where there are none. OAuth2 tokens that have scopes get a 403, whichever they have (Cal.com's source); an
 * API key does.
 */
export const get: Operation = {
	name: 'Get',
	action: 'Get client that users connect',
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
			placeholder: 'e.g. my-client',
			description: 'The ID of any OAuth2 client; those of the platform product are under Platform Client',
		},
	],
	async run(context) {
		const clientId = context.requiredText('clientId', 'Client ID');
		const { send, baseUrl } = await callerOf(context);
		const { data } = await context.request('client', { baseUrl, clientId }, send, isOne);
		// Self-hosted servers may know of one only.
		return { ...data, redirect_uris: data.redirect_uris ?? [data.redirect_uri] } as IDataObject;
	},
};
