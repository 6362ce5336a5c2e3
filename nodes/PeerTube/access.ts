import type { INodeProperties } from 'n8n-workflow';
import type { Send } from '../../oauth/http';
import { keyOf } from '../../oauth/memory';
import { ownerField } from '../shared/fields/ownerField';
import { sealKeyIsOptional } from '../shared/fields/sealKeyFields';
import type { ItemContext } from '../shared/node/itemContext';
import type { SealableItem, SealSource } from '../shared/node/itemSeals';
import type { TokenClient } from '../shared/operations/tokenOperations';
import { instanceUrlField } from './instanceUrlField';
import { account, accountOf, peerTubeUrl } from './signIn';

/**
 * Whom an operation acts for: the account of a credential, or somebody whose tokens come in as fields. The field is not
 * called `authentication`, because the editor hides a field of that name behind the choice of a credential.
 */
const CREDENTIAL = 'credential';
/** The choice of `actFor` in which instance, sign-in or tokens come in as fields. */
export const FIELDS = 'fields';
/** An account: instance, user name, password and two-factor secret, and in hidden fields the session that it keeps. */
export const CREDENTIAL_TYPE = 'peerTubeSessionsApi';
/** Seal keys and nothing else, for tokens whose instance comes in as a field. */
export const SEAL_KEY_TYPE = 'peerTubeSessionsSealKeyApi';
/** Those of operations on tokens: the other holds the keys where no account does. */
export const CREDENTIAL_TYPES = [CREDENTIAL_TYPE, SEAL_KEY_TYPE];

/** They need a seal key. */
const SEALING = ['reSeal', 'seal', 'unseal'];
/** A credential keeps its own session fresh: these are for the tokens of others alone. */
const OF_TOKENS_IN_FIELDS = ['check', 'ensureFresh', 'refresh', 'revokeEverything', ...SEALING];
/** They have no tokens, sealed or not. */
const WITHOUT_TOKENS = ['getOAuthClient'];

/**
 * `actFor` and the instance URL, above the fields of each operation. Operations on tokens alone have the URL and no
 * choice.
 */
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
				description: 'Use the account of a PeerTube credential, which stays signed in by itself',
			},
			{
				name: 'Other People (Their Sign-In or Tokens)',
				value: FIELDS,
				description: 'Use the sign-in or the tokens of somebody else, coming in as fields',
			},
		],
		default: CREDENTIAL,
		displayOptions: { hide: { operation: OF_TOKENS_IN_FIELDS } },
	},
	sealKeyIsOptional({
		show: { actFor: [FIELDS] },
		hide: { operation: [...OF_TOKENS_IN_FIELDS, ...WITHOUT_TOKENS] },
	}),
	sealKeyIsOptional({
		show: { operation: OF_TOKENS_IN_FIELDS.filter((operation) => !SEALING.includes(operation)) },
	}),
	{
		...instanceUrlField,
		displayOptions: { show: { actFor: [FIELDS] }, hide: { operation: OF_TOKENS_IN_FIELDS } },
	},
	{ ...instanceUrlField, displayOptions: { show: { operation: OF_TOKENS_IN_FIELDS } } },
];

/** Where an operation needs a living session of the person it acts for. */
export const accessTokenFields: INodeProperties[] = [
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.accessToken }}',
		description: 'A valid access token, such as the one that Log In or Refresh returned',
		displayOptions: { show: { actFor: [FIELDS] } },
	},
	{ ...ownerField, displayOptions: { show: { actFor: [FIELDS] } } },
];

/** Not where the choice is not shown. */
export const actsForCredential = (context: SealableItem) =>
	!OF_TOKENS_IN_FIELDS.includes(context.text('operation')) && context.text('actFor') !== FIELDS;

/**
 * The root of the instance: that of the account, or the one in the field.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is no address
 */
export async function instanceOf(context: SealableItem): Promise<string> {
	if (!actsForCredential(context)) return peerTubeUrl(context.text('instanceUrl'));
	return account.serverOf(await context.credentials(CREDENTIAL_TYPE)).baseUrl;
}

/** A seal is bound to the instance: the one of the credential, or the one in the field. */
export const sealSource: SealSource = {
	credentialOf: (context) =>
		actsForCredential(context)
			? { type: CREDENTIAL_TYPE, name: 'PeerTube' }
			: { type: SEAL_KEY_TYPE, name: 'PeerTube Seal Key' },
	serverOf: instanceOf,
};

/** What the token endpoint needs for tokens that come in as fields; the client itself is discovered. */
export const tokenClient: TokenClient = {
	credentials: [SEAL_KEY_TYPE],
	inputsOf: async (context) => ({ instanceUrl: await instanceOf(context) }),
};

/** Where an operation is carried out, and how: signed by the account, or with an access token of the item. */
export interface Session {
	readonly instanceUrl: string;
	/** Absent when the credential signs. */
	readonly accessToken?: string;
	readonly send: Send;
}

/**
 * The account of the credential, or the access token of the item, opened where it is sealed.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the field holds no token, or one that does
 * not open
 */
export async function sessionOf(context: ItemContext): Promise<Session> {
	const instanceUrl = await instanceOf(context);
	if (actsForCredential(context)) return { instanceUrl, send: context.signed(account) };
	return {
		instanceUrl,
		accessToken: await context.token('accessToken', 'Access Token', 'accessToken'),
		send: context.plain,
	};
}

/** Tells the account that a session is of from all others: a hash, with which nobody can sign in. */
export async function accountKey(context: ItemContext, session: Session): Promise<string> {
	const { instanceUrl, accessToken } = session;
	if (accessToken !== undefined) return keyOf(instanceUrl, accessToken);
	return accountOf(await context.credentials(CREDENTIAL_TYPE)).fingerprint;
}
