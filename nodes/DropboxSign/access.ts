import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import type { Send } from '../../oauth/http';
import { authenticationField, onlyAuthentication } from '../shared/fields/authentication';
import { optionalSecret } from '../../oauth/pastedSecret';
import type { ItemContext } from '../shared/node/itemContext';
import type { SealSource } from '../shared/node/itemSeals';
import type { CodeGrant } from '../shared/operations/tokenOperations';
import { clientField } from '../shared/signing/credentialField';
import { apiKey, dropboxSignUrl, oAuth2 } from './signIns';

/**
 * An OAuth2 client (ID, secret, OAuth URL) and, once it is connected, the tokens of an account. Seal keys are in it
 * too.
 */
export const CONNECTED_TYPE = 'dropboxSignSessionsOAuth2Api';
/** An API key, which may do all that its account may; scopes limit an API app alone (Dropbox Sign's API document). */
export const API_KEY_TYPE = 'dropboxSignSessionsApi';
/** The choice of `authentication` for {@link CONNECTED_TYPE}, as workflows store it. */
export const CONNECTED = 'oAuth2';
/** The choice of `authentication` for {@link API_KEY_TYPE}, as workflows store it. */
export const API_KEY = 'apiKey';

/** A choice for API App and Account; Token has none and is `oAuth2`, by a hidden field of the same name. */
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

/** The credential type behind each choice of `authentication`. */
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

/** A seal is bound to the OAuth URL, where the tokens come from, and not to that of the API. */
export const sealSource: SealSource = {
	credentialOf: () => ({ type: CONNECTED_TYPE, name: 'Dropbox Sign OAuth2' }),
	serverOf: async (context) => oauthUrlOf(await context.credentials(CONNECTED_TYPE)),
};

const oauthUrlOf = ({ oauthUrl }: ICredentialDataDecryptedObject): string =>
	dropboxSignUrl(oauthUrl, 'OAuth URL', 'https://app.hellosign.com');

interface Session {
	readonly baseUrl: string;
	/** Sends as the account of the credential. */
	readonly send: Send;
}

/**
 * The account that the item has chosen, and the API's address with its version, such as `https://api.hellosign.com/v3`.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the credential holds no address
 */
export async function sessionOf(context: ItemContext): Promise<Session> {
	const signIn = context.text('authentication') === API_KEY ? apiKey : oAuth2;
	const { baseUrl } = signIn.serverOf(await context.credentials(signIn.type));
	return { baseUrl, send: context.signed(signIn) };
}
