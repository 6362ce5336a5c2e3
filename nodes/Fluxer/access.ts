import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Send } from '../../oauth/http';
import { optionalSecret } from '../../oauth/pastedSecret';
import type { Inputs } from '../../oauth/requests';
import { ownerField } from '../shared/fields/ownerField';
import { sealKeyIsOptional } from '../shared/fields/sealKeyFields';
import type { ItemContext } from '../shared/node/itemContext';
import type { SealSource } from '../shared/node/itemSeals';
import type { CodeGrant } from '../shared/operations/tokenOperations';
import { clientField } from '../shared/signing/credentialField';
import { bot, botTokenOf, oAuth2, serverUrl, sessionTokenOf, userSession } from './signIns';

/** An OAuth2 client and, once it is connected, the tokens of an account. Seal keys are in it too. */
export const CONNECTED_TYPE = 'fluxerSessionsOAuth2Api';
/** Seal keys and nothing else, for access tokens whose server comes in as a field. */
export const SEAL_KEY_TYPE = 'fluxerSessionsSealKeyApi';
/** A bot token: the application's ID, a dot and a secret, without the word `Bot`. */
export const BOT_TYPE = 'fluxerSessionsBotApi';
/**
 * The token of a user session (`flx_…`), and for sudo mode a password or a two-factor secret. A bot token is refused in
 * its place, although Fluxer's API document lists it (observed, February and July 2026).
 */
export const SESSION_TYPE = 'fluxerSessionsUserApi';

/** Whom the User operations ask about. Not called `authentication`, which the editor hides behind the credentials. */
const CREDENTIAL = 'credential';
const FIELDS = 'fields';

/** Shown for User; the other resources have one credential or none. */
export const whomToActFor: INodeProperties[] = [
	{
		displayName: 'Act For',
		name: 'actFor',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'My Account (Credential)',
				value: CREDENTIAL,
				description: 'Use the account that a Fluxer OAuth2 credential is connected to',
			},
			{
				name: 'Other People (Their Access Token)',
				value: FIELDS,
				description: 'Use the access token of somebody else, coming in as a field',
			},
		],
		default: CREDENTIAL,
		displayOptions: { show: { resource: ['user'] } },
	},
	sealKeyIsOptional({ show: { resource: ['user'], actFor: [FIELDS] } }),
];

/** Where nothing but an address is needed, or the token comes in as a field. */
export const apiUrlField: INodeProperties = {
	displayName: 'API URL',
	name: 'apiUrl',
	type: 'string',
	required: true,
	default: 'https://api.fluxer.app/v1',
	description:
		'Leave it as it is, unless you use an instance of your own, whose API URL usually ends in /api',
};

const forOthers: INodeProperties['displayOptions'] = { show: { actFor: [FIELDS] } };

/** Where a token comes in as a field, its server and its owner do too. */
export const userFields: INodeProperties[] = [
	{ ...apiUrlField, displayOptions: forOthers },
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.accessToken }}',
		description: 'A valid access token, such as the one that Exchange Code or Refresh returned',
		displayOptions: forOthers,
	},
	{ ...ownerField, displayOptions: forOthers },
];

/** Who asks: how a request is sent, and the inputs that say where and as whom. */
export interface Caller {
	readonly send: Send;
	readonly inputs: Inputs;
}

/**
 * The user session of the credential. Its token is among the inputs although the credential signs, so that no message
 * repeats it: it has no word before it by which it could be recognised.
 */
export async function sessionOf(context: ItemContext): Promise<Caller> {
	const data = await context.credentials(SESSION_TYPE);
	const inputs = { apiUrl: serverUrl('API URL', data.apiUrl), sessionToken: sessionTokenOf(data) };
	return { inputs, send: context.signed(userSession) };
}

/**
 * The bot of the credential. Its token is among the inputs, like that of {@link sessionOf}, so that no message repeats
 * it.
 */
export async function botOf(context: ItemContext): Promise<Caller> {
	const data = await context.credentials(BOT_TYPE);
	const inputs = { apiUrl: serverUrl('API URL', data.apiUrl), botToken: botTokenOf(data) };
	return { inputs, send: context.signed(bot) };
}

/** The account of the OAuth2 credential, or the access token that came in as a field. */
export async function userOf(context: ItemContext): Promise<Caller> {
	if (context.text('actFor') === FIELDS) {
		const accessToken = await context.token('accessToken', 'Access Token', 'accessToken');
		return {
			inputs: { apiUrl: serverUrl('API URL', context.text('apiUrl')), accessToken },
			send: context.plain,
		};
	}
	const { apiUrl } = await context.credentials(CONNECTED_TYPE);
	return { inputs: { apiUrl: serverUrl('API URL', apiUrl) }, send: context.signed(oAuth2) };
}

/** A seal is bound to the API URL of the OAuth2 credential. */
export const sealSource: SealSource = {
	credentialOf: () => ({ type: CONNECTED_TYPE, name: 'Fluxer OAuth2' }),
	serverOf: async (context) => serverUrl('API URL', (await context.credentials(CONNECTED_TYPE)).apiUrl),
};

/** Where an access token comes in as a field. */
export const userSealSource: SealSource = {
	credentialOf: () => ({ type: SEAL_KEY_TYPE, name: 'Fluxer Seal Key' }),
	serverOf: async (context) => serverUrl('API URL', context.text('apiUrl')),
};

/** The client of the OAuth2 credential, which need not be connected. Servers that do not know PKCE ignore it. */
export const codeGrant: CodeGrant = {
	credentials: [CONNECTED_TYPE],
	inputsOf: clientOf,
	pkce: () => true,
};

async function clientOf(context: ItemContext): Promise<Inputs> {
	const { clientId, clientSecret, apiUrl, webUrl }: IDataObject = await context.credentials(CONNECTED_TYPE);
	return {
		clientId: optionalSecret(clientId, clientField('Fluxer OAuth2', 'client ID')),
		clientSecret: optionalSecret(clientSecret, clientField('Fluxer OAuth2', 'client secret')),
		apiUrl: serverUrl('API URL', apiUrl),
		webUrl: serverUrl('web app URL', webUrl),
	};
}
