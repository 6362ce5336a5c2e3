import type { INodeProperties } from 'n8n-workflow';
import { authenticationField, onlyAuthentication } from '../shared/fields/authentication';
import { optionalSecret } from '../../oauth/pastedSecret';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';
import type { SealSource } from '../shared/node/itemSeals';
import type { CodeGrant } from '../shared/operations/tokenOperations';
import { clientField } from '../shared/signing/credentialField';
import { fuseSignUrl } from './signIns';

/**
 * An OAuth2 client, which FuseSign sets up on request, and once it is connected the tokens of an account. Seal keys are
 * in it too.
 */
export const CONNECTED_TYPE = 'fuseSignSessionsOAuth2Api';
/** An API token: also the way in where a server takes no forms, so that n8n cannot connect to it (docs/fusesign.md). */
export const API_TOKEN_TYPE = 'fuseSignSessionsApi';
/** The choice of `authentication` for {@link CONNECTED_TYPE}, as workflows store it. */
export const CONNECTED = 'oAuth2';
/** The choice of `authentication` for {@link API_TOKEN_TYPE}, as workflows store it. */
export const API_TOKEN = 'apiToken';

/** A choice for Tenant; Token has none and is `oAuth2`, by a hidden field of the same name. */
export const authentication: INodeProperties[] = [
	authenticationField(
		[
			{ name: 'API Token', value: API_TOKEN },
			{ name: 'OAuth2', value: CONNECTED },
		],
		CONNECTED,
		['token'],
	),
	onlyAuthentication(CONNECTED, ['tenant']),
];

/** The credential type behind each choice of `authentication`. */
export const signIns = { [API_TOKEN]: API_TOKEN_TYPE, [CONNECTED]: CONNECTED_TYPE };

/** The client of the OAuth2 credential, which need not be connected. */
export const codeGrant: CodeGrant = { credentials: [CONNECTED_TYPE], inputsOf: clientOf };

/** A seal is bound to the API URL, from which FuseSign's tokens come as well. */
export const sealSource: SealSource = {
	credentialOf: () => ({ type: CONNECTED_TYPE, name: 'FuseSign OAuth2' }),
	serverOf: async (context) => fuseSignUrl((await context.credentials(CONNECTED_TYPE)).baseUrl),
};

async function clientOf(context: ItemContext): Promise<Inputs> {
	const { clientId, clientSecret, baseUrl } = await context.credentials(CONNECTED_TYPE);
	return {
		clientId: optionalSecret(clientId, clientField('FuseSign OAuth2', 'client ID')),
		clientSecret: optionalSecret(clientSecret, clientField('FuseSign OAuth2', 'client secret')),
		baseUrl: fuseSignUrl(baseUrl),
	};
}
