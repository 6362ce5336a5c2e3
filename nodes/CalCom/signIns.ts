import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { keyOf } from '../../oauth/memory';
import { inputProblem } from '../../oauth/problems';
import { serverUrl } from '../../oauth/serverUrl';
import type { Account } from '../../oauth/sessions';
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

const text = (value: unknown) => String(value ?? '').trim();

const serverOf = ({ baseUrl }: ICredentialDataDecryptedObject) => ({ baseUrl: calComUrl(baseUrl) });

export const apiKey: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'calComApi',
	dialect: calComPlatform,
	serverOf,
	signatureOf: (data) => ({ headers: { Authorization: `Bearer ${text(data.apiKey)}` } }),
};

export const oAuth2: OAuth2SignIn = {
	kind: 'oAuth2',
	type: 'calComOAuth2Api',
	dialect: calComOAuth2,
	serverOf,
};

export const platformKey: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'calComPlatformApi',
	dialect: calComPlatform,
	serverOf,
	signatureOf: ({ clientId, clientSecret }) => ({
		headers: { 'x-cal-client-id': text(clientId), 'x-cal-secret-key': text(clientSecret) },
	}),
};

/** The managed user that a `calComPlatformUserApi` credential describes. Its tokens come from the client alone. */
export function accountOf(data: ICredentialDataDecryptedObject): Account {
	const [clientId, clientSecret, userId] = [text(data.clientId), text(data.clientSecret), text(data.userId)];
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

export const managedUser: SessionSignIn = {
	kind: 'session',
	type: 'calComPlatformUserApi',
	dialect: calComPlatform,
	serverOf,
	accountOf,
};
