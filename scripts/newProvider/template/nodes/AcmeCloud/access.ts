import { optionalSecret } from '../../oauth/pastedSecret';
import type { SealSource } from '../shared/node/itemSeals';
import type { CodeGrant } from '../shared/operations/tokenOperations';
import { clientField } from '../shared/signing/credentialField';
import { acmeCloudUrl, CONNECTED_TYPE } from './signIns';

/** The client of the OAuth2 credential, which need not be connected. */
export const codeGrant: CodeGrant = {
	credentials: [CONNECTED_TYPE],
	pkce: () => true,
	inputsOf: async (context) => {
		const { clientId, clientSecret, baseUrl } = await context.credentials(CONNECTED_TYPE);
		return {
			clientId: optionalSecret(clientId, clientField('Acme Cloud OAuth2', 'client ID')),
			clientSecret: optionalSecret(clientSecret, clientField('Acme Cloud OAuth2', 'client secret')),
			baseUrl: acmeCloudUrl(baseUrl),
		};
	},
};

/** Where the seal keys are, and the server that a seal is bound to. */
export const sealSource: SealSource = {
	credentialOf: () => ({ type: CONNECTED_TYPE, name: 'Acme Cloud OAuth2' }),
	serverOf: async (context) => acmeCloudUrl((await context.credentials(CONNECTED_TYPE)).baseUrl),
};
