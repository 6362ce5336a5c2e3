import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Send } from '../../oauth/http';
import { parseAddress, withoutSlashes } from '../../oauth/addresses';
import { inputProblem } from '../../oauth/problems';
import type { ItemContext } from '../shared/node/itemContext';
import type { CodeGrant } from '../shared/operations/tokenOperations';

export const CONNECTED_TYPE = 'dropboxSignOAuth2Api';
export const API_KEY_TYPE = 'dropboxSignApi';
export const CONNECTED = 'oAuth2';
export const API_KEY = 'apiKey';

export const authentication: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Key', value: API_KEY },
			{ name: 'OAuth2', value: CONNECTED },
		],
		default: CONNECTED,
		displayOptions: { show: { resource: ['account', 'apiApp'] } },
	},
];

/** The client of the OAuth2 credential, which need not be connected. The exchange has no redirect URI. */
export const codeGrant: CodeGrant = {
	credentials: [CONNECTED_TYPE],
	repeatsRedirectUri: false,
	inputsOf: async (context) => {
		const { clientId, clientSecret, oauthUrl } = await context.credentials(CONNECTED_TYPE);
		return {
			clientId: String(clientId ?? ''),
			clientSecret: String(clientSecret ?? ''),
			oauthUrl: address(oauthUrl, 'OAuth URL', 'https://app.hellosign.com'),
		};
	},
};

export interface Session {
	readonly baseUrl: string;
	/** Sends as the account of the credential. */
	readonly send: Send;
}

export async function sessionOf(context: ItemContext): Promise<Session> {
	const type = context.text('authentication') === API_KEY ? API_KEY_TYPE : CONNECTED_TYPE;
	const { baseUrl } = await context.credentials(type);
	return {
		baseUrl: address(baseUrl, 'API URL', 'https://api.hellosign.com/v3'),
		send: context.signed(type),
	};
}

function address(value: IDataObject[string], title: string, usual: string): string {
	const text = String(value ?? '').trim();
	if (/^https?:/i.test(text) && parseAddress(text)) return withoutSlashes(text);
	throw inputProblem(
		`The ${title} of the Dropbox Sign credential is not a web address`,
		`Enter ${usual} there, unless Dropbox Sign gave you another address. Nothing was sent.`,
	);
}
