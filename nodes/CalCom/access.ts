import type { INodeProperties } from 'n8n-workflow';
import type { Send } from '../../oauth/http';
import { inputProblem } from '../../oauth/problems';
import { authenticationField, onlyAuthentication } from '../shared/fields/authentication';
import { optionalSecret } from '../../oauth/pastedSecret';
import type { Inputs } from '../../oauth/requests';
import type { ItemContext } from '../shared/node/itemContext';
import type { SealSource } from '../shared/node/itemSeals';
import type { CodeGrant, TokenClient } from '../shared/operations/tokenOperations';
import { apiKey, calComUrl, managedUser, oAuth2, platformClientOf } from './signIns';
import { clientField } from '../shared/signing/credentialField';
import type { SignIn } from '../shared/signing/signIn';

/**
 * An API key (`cal_…`). One that was made in the settings names no organization: it can neither list nor create
 * platform clients (observed on API v2 of July 2026).
 */
export const API_KEY_TYPE = 'calComSessionsApi';
const CONSENT_TYPE = 'calComSessionsOAuth2Api';
/** ID and secret of a client of the platform product, which Cal.com calls deprecated. Seal keys are in it too. */
export const PLATFORM_TYPE = 'calComSessionsPlatformApi';
const MANAGED_USER_TYPE = 'calComSessionsPlatformUserApi';

/**
 * The choice of `authentication` for an API key, as workflows store it: for User, OAuth2 Client and Platform Client.
 */
export const API_KEY = 'apiKey';
/** For User and OAuth2 Client, as a connected account; OAuth2 Token takes the client of the same credential alone. */
export const OAUTH2 = 'oAuth2';
/** For User and OAuth2 Client, as a user of a platform client, whose tokens this package keeps. */
export const MANAGED_USER = 'managedUser';

/** For Platform Client, as one of the clients; Platform Token and Platform User have no other choice. */
export const PLATFORM = 'platform';

/** The resources that several credential types do for. */
const WITH_A_CHOICE = ['oAuth2Client', 'oAuthClient', 'user'];

/**
 * A choice for User, OAuth2 Client and Platform Client; the others have one way each, by a hidden field of that name.
 */
export const authentication: INodeProperties[] = [
	authenticationField(
		[
			{
				name: 'API Key',
				value: API_KEY,
				description:
					'Of platform clients it reads and changes all by ID; one made in the settings lists none',
			},
			{
				name: 'Managed User of a Platform Client',
				value: MANAGED_USER,
				description: 'For User and OAuth2 Client',
			},
			{ name: 'OAuth2', value: OAUTH2, description: 'For User, OAuth2 Client and OAuth2 Token' },
			{
				name: 'Platform Client',
				value: PLATFORM,
				description: 'Lists and creates clients of its organization, and reads and changes itself',
			},
		],
		API_KEY,
		['managedUser', 'oAuth2Token', 'platformToken'],
	),
	onlyAuthentication(OAUTH2, [...WITH_A_CHOICE, 'managedUser', 'platformToken']),
	onlyAuthentication(PLATFORM, [...WITH_A_CHOICE, 'oAuth2Token']),
];

/** The credential type behind each choice of `authentication`. */
export const signIns = {
	[API_KEY]: API_KEY_TYPE,
	[MANAGED_USER]: MANAGED_USER_TYPE,
	[OAUTH2]: CONSENT_TYPE,
	[PLATFORM]: PLATFORM_TYPE,
};

/** The credential types that stand for a user, the first by default. A platform client stands for none. */
export const userCredentials = [API_KEY_TYPE, CONSENT_TYPE, MANAGED_USER_TYPE];

/** Who asks API v2, and where: `baseUrl` is the server without `/v2`. */
export interface Caller {
	readonly baseUrl: string;
	/** Signs as the account of the credential. */
	readonly send: Send;
}

/** Signs with a credential that the operation chooses itself, such as that of a platform client. */
export async function callerAs(context: ItemContext, signIn: SignIn): Promise<Caller> {
	const { baseUrl } = signIn.serverOf(await context.credentials(signIn.type));
	return { baseUrl, send: context.signed(signIn) };
}

/** Signs with the credential that the item has chosen: OAuth2, a managed user or, for whatever else, an API key. */
export async function callerOf(context: ItemContext): Promise<Caller> {
	const chosen: Record<string, SignIn> = { [OAUTH2]: oAuth2, [MANAGED_USER]: managedUser };
	return await callerAs(context, chosen[context.text('authentication')] ?? apiKey);
}

/** A client of the platform product: its id goes into paths, its secret into a header or the body. */
export const platformClient: TokenClient = {
	credentials: [PLATFORM_TYPE],
	async inputsOf(context) {
		const data = await context.credentials(PLATFORM_TYPE);
		return { baseUrl: calComUrl(data.baseUrl), ...platformClientOf(data) };
	},
};

/** A client of the OAuth2 credential, which need not be connected. A public one has PKCE in place of a secret. */
export const codeGrant: CodeGrant = {
	credentials: [CONSENT_TYPE],
	inputsOf: oauth2ClientOf,
	pkce: isPublic,
};

const sealSourceOf = (type: string, name: string): SealSource => ({
	credentialOf: () => ({ type, name }),
	product: name,
	serverOf: async (context) => calComUrl((await context.credentials(type)).baseUrl),
});

/** A seal is bound to the server and the product: tokens of OAuth2 and of the platform are not good for each other. */
export const oAuth2Seals = sealSourceOf(CONSENT_TYPE, 'Cal.com OAuth2');
/** Like {@link oAuth2Seals}, with the keys of the platform client's credential. */
export const platformSeals = sealSourceOf(PLATFORM_TYPE, 'Cal.com Platform');

/** A client without a secret, which proves itself by PKCE. With both, Cal.com answers 400 (its source). */
export function isPublic({ clientSecret }: Inputs): boolean {
	return clientSecret === undefined;
}

async function oauth2ClientOf(context: ItemContext): Promise<Inputs> {
	const { baseUrl, appUrl, clientId, clientSecret, grantType } = await context.credentials(CONSENT_TYPE);
	const secret = optionalSecret(clientSecret, clientField('Cal.com OAuth2', 'client secret'));
	if (grantType !== 'pkce' && secret === '') {
		throw inputProblem(
			'The Cal.com OAuth2 credential has no client secret',
			'Open the credential and fill it in; or, if the client has none, choose the client type Public. Nothing was sent.',
		);
	}
	return {
		baseUrl: calComUrl(baseUrl),
		appUrl: calComUrl(appUrl, 'app URL'),
		clientId: optionalSecret(clientId, clientField('Cal.com OAuth2', 'client ID')),
		clientSecret: grantType === 'pkce' ? undefined : secret,
	};
}
