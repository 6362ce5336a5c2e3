import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import type { Send } from '../../oauth/http';
import { authenticationField, onlyAuthentication } from '../shared/fields/authentication';
import { optionalSecret } from '../../oauth/pastedSecret';
import type { ItemContext } from '../shared/node/itemContext';
import type { SealSource } from '../shared/node/itemSeals';
import type { CodeGrant } from '../shared/operations/tokenOperations';
import { clientField } from '../shared/signing/credentialField';
import { apiKey, dropboxSignUrl, oAuth2 } from './signIns';

export const CONNECTED_TYPE = 'dropboxSignSessionsOAuth2Api';
export const API_KEY_TYPE = 'dropboxSignSessionsApi';
export const CONNECTED = 'oAuth2';
export const API_KEY = 'apiKey';

export const authentication: INodeProperties[] = [
	authenticationField(
		[
			{ name: 'API Key', value: API_KEY },
			{ name: 'OAuth2', value: CONNECTED },
		],
		CONNECTED,
		['token'],
	),
	onlyAuthentication(CONNECTED, ['account', 'apiApp']),
];

export const signIns = { [API_KEY]: API_KEY_TYPE, [CONNECTED]: CONNECTED_TYPE };

/** The client of the OAuth2 credential, which need not be connected. The exchange has no redirect URI. */
export const codeGrant: CodeGrant = {
	credentials: [CONNECTED_TYPE],
	repeatsRedirectUri: false,
	inputsOf: async (context) => {
		const data = await context.credentials(CONNECTED_TYPE);
		const { clientId, clientSecret } = data;
		return {
			clientId: optionalSecret(clientId, clientField('Dropbox Sign OAuth2', 'client ID')),
			clientSecret: optionalSecret(clientSecret, clientField('Dropbox Sign OAuth2', 'client secret')),
			oauthUrl: oauthUrlOf(data),
		};
	},
};

export const sealSource: SealSource = {
	credentialOf: () => ({ type: CONNECTED_TYPE, name: 'Dropbox Sign OAuth2' }),
	serverOf: async (context) => oauthUrlOf(await context.credentials(CONNECTED_TYPE)),
};

const oauthUrlOf = ({ oauthUrl }: ICredentialDataDecryptedObject): string =>
	dropboxSignUrl(oauthUrl, 'OAuth URL', 'https://app.hellosign.com');

export interface Session {
	readonly baseUrl: string;
	/** Sends as the account of the credential. */
	readonly send: Send;
}

export async function sessionOf(context: ItemContext): Promise<Session> {
	const signIn = context.text('authentication') === API_KEY ? apiKey : oAuth2;
	const { baseUrl } = signIn.serverOf(await context.credentials(signIn.type));
	return { baseUrl, send: context.signed(signIn) };
}
