import type { INodeProperties } from 'n8n-workflow';
import { optionalSecret } from '../../oauth/pastedSecret';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';
import type { CodeGrant } from '../shared/operations/tokenOperations';
import { clientField } from '../shared/signing/credentialField';
import { fuseSignUrl } from './signIns';

export const CONNECTED_TYPE = 'fuseSignOAuth2Api';
export const API_TOKEN_TYPE = 'fuseSignApi';
export const CONNECTED = 'oAuth2';
export const API_TOKEN = 'apiToken';

/**
 * n8n's editor draws a field of this name within the choice of a credential, and leaves out the fields that it is shown
 * by; so it is hidden by the resource, and not shown by it.
 */
export const authentication: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Token', value: API_TOKEN },
			{ name: 'OAuth2', value: CONNECTED },
		],
		default: CONNECTED,
		displayOptions: { hide: { resource: ['token'] } },
	},
];

/** The client of the OAuth2 credential, which need not be connected. */
export const codeGrant: CodeGrant = { credentials: [CONNECTED_TYPE], inputsOf: clientOf };

async function clientOf(context: ItemContext): Promise<Inputs> {
	const { clientId, clientSecret, baseUrl } = await context.credentials(CONNECTED_TYPE);
	return {
		clientId: optionalSecret(clientId, clientField('FuseSign OAuth2', 'client ID')),
		clientSecret: optionalSecret(clientSecret, clientField('FuseSign OAuth2', 'client secret')),
		baseUrl: fuseSignUrl(baseUrl),
	};
}
