import type { INodeProperties } from 'n8n-workflow';
import { inputProblem } from '../../oauth/problems';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/itemContext';

export const CONNECTED_TYPE = 'fuseSignOAuth2Api';
export const API_TOKEN_TYPE = 'fuseSignApi';
export const CONNECTED = 'oAuth2';
export const API_TOKEN = 'apiToken';

export const authentication: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Token', value: API_TOKEN, description: 'For Tenant operations' },
			{
				name: 'OAuth2',
				value: CONNECTED,
				description: 'For all operations; its client is used for the tokens of others',
			},
		],
		default: CONNECTED,
	},
];

/** The client of the OAuth2 credential, which need not be connected. */
export async function clientOf(context: ItemContext): Promise<Inputs> {
	if (context.text('authentication') === API_TOKEN) {
		throw inputProblem(
			'Tokens of other people are made with the client of an OAuth2 credential',
			'Choose an OAuth2 credential for this node; it need not be connected. An API token works for Tenant operations.',
		);
	}
	const { clientId, clientSecret, baseUrl } = await context.credentials(CONNECTED_TYPE);
	return { clientId: String(clientId), clientSecret: String(clientSecret), baseUrl: String(baseUrl) };
}
