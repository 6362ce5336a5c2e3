import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { keyOf } from '../../oauth/memory';
import { inputProblem } from '../../oauth/problems';
import { optionalSecret, pastedSecret } from '../../oauth/pastedSecret';
import { textOf, trimmed } from '../../oauth/pastedText';
import { serverUrl } from '../../oauth/serverUrl';
import type { Account } from '../../oauth/sessions';
import { clientField, credentialField } from '../shared/signing/credentialField';
import type { ApiKeySignIn, OAuth2SignIn, SessionSignIn } from '../shared/signing/signIn';
import { possibleId } from './ids';
import { calComOAuth2 } from './calComOAuth2.dialect';
import { calComPlatform } from './calComPlatform.dialect';

/**
 * The base URL of a Cal.com server, without the API's `/v2`. A path is kept, because self-hosted servers may have the
 * API below one.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address
 */
export const calComUrl = (pasted: unknown, field = 'API URL'): string =>
	serverUrl(pasted, {
		subject: `The ${field} of the Cal.com credential`,
		hint: 'Open the credential and enter the address of the server, such as https://api.cal.com, without user name or password. Nothing was sent.',
		droppedEnd: '/v2',
	});

const serverOf = ({ baseUrl }: ICredentialDataDecryptedObject) => ({ baseUrl: calComUrl(baseUrl) });

/** A bearer token, like an access token: Cal.com takes what does not begin with `cal_` for one (its source). */
export const apiKey: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'calComSessionsApi',
	dialect: calComPlatform,
	serverOf,
	signatureOf: (data) => ({
		headers: { Authorization: `Bearer ${pastedSecret(data.apiKey, credentialField('Cal.com', 'API key'))}` },
	}),
};

/** n8n refreshes it in the HTTP Request node on a 401 and, from n8n 2.40 on, on a 498. */
export const oAuth2: OAuth2SignIn = {
	kind: 'oAuth2',
	type: 'calComSessionsOAuth2Api',
	dialect: calComOAuth2,
	serverOf,
};

const [PLATFORM, PLATFORM_USER] = ['Cal.com Platform', 'Cal.com Platform User'];

/** The client of a credential of the platform product; what is not filled in is empty. */
export const platformClientOf = (
	{ clientId, clientSecret }: ICredentialDataDecryptedObject,
	credential = PLATFORM,
) => ({
	clientId: optionalSecret(clientId, clientField(credential, 'client ID')),
	clientSecret: optionalSecret(clientSecret, clientField(credential, 'client secret')),
});

/** Stands for the client ID in the address that the test of a credential asks: an expression there would read it otherwise. */
export const OWN_CLIENT_ID = '{clientId}';

/** ID and secret in headers. With the ID Cal.com counts the requests of the client, and not of the IP address. */
export const platformKey: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'calComSessionsPlatformApi',
	dialect: calComPlatform,
	serverOf,
	filledUrl: (url, data) =>
		url.replace(OWN_CLIENT_ID, () => encodeURIComponent(platformClientOf(data).clientId)),
	signatureOf: (data) => {
		const clientId = pastedSecret(data.clientId, clientField(PLATFORM, 'client ID'));
		const clientSecret = pastedSecret(data.clientSecret, clientField(PLATFORM, 'client secret'));
		return { headers: { 'x-cal-client-id': clientId, 'x-cal-secret-key': clientSecret } };
	},
};

/** The managed user that a `calComSessionsPlatformUserApi` credential describes. Its tokens come from the client alone. */
function accountOf(data: ICredentialDataDecryptedObject): Account {
	const { clientId, clientSecret } = platformClientOf(data, PLATFORM_USER);
	const userId = trimmed(textOf(data.userId, credentialField(PLATFORM_USER, 'managed user ID')));
	const instanceUrl = calComUrl(data.baseUrl);
	return {
		instanceUrl,
		inputs: { baseUrl: instanceUrl, clientId, clientSecret },
		signInInputs: () => ({ userId: checkedUserId(userId) }),
		fingerprint: keyOf(instanceUrl, clientId, clientSecret, userId),
	};
}

function checkedUserId(userId: string): string {
	if (/^\d{1,20}$/.test(userId)) return possibleId(userId, 'The managed user ID of the Cal.com credential');
	throw inputProblem(
		`The managed user ID of the Cal.com credential is ${userId === '' ? 'empty' : 'not a whole number'}`,
		'Open the credential and enter the ID that Platform User: Get Many shows. Nothing was sent.',
	);
}

/**
 * Keeps the tokens of a managed user. The first use forces a refresh, and so does one whose refresh token Cal.com
 * refuses: that ends all tokens which the user has elsewhere (its source).
 */
export const managedUser: SessionSignIn = {
	kind: 'session',
	type: 'calComSessionsPlatformUserApi',
	serverField: 'baseUrl',
	dialect: calComPlatform,
	serverOf,
	accountOf,
};
