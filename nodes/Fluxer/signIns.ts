import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { pastedSecret, type SecretField } from '../../oauth/pastedSecret';
import { serverUrl as readServerUrl } from '../../oauth/serverUrl';
import { credentialField } from '../shared/signing/credentialField';
import type { ApiKeySignIn, OAuth2SignIn } from '../shared/signing/signIn';
import { fluxer } from './fluxer.dialect';

/**
 * The base URL of a Fluxer server.
 *
 * @param title what the field is called where it was entered
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address
 */
export const serverUrl = (title: string, pasted: unknown): string =>
	readServerUrl(pasted, {
		subject: `The Fluxer ${title}`,
		hint: 'Enter it as it is at Fluxer (https://api.fluxer.app/v1 for the API, https://web.fluxer.app for the web app), or as your own instance names it at /.well-known/fluxer, which for the API usually ends in /api. Nothing was sent.',
	});

const BOT_TOKEN = credentialField('Fluxer Bot', 'bot token');
const SESSION_TOKEN: SecretField = {
	...credentialField('Fluxer Session', 'session token'),
	notAfter: { bot: 'The token of a bot belongs into a Fluxer Bot API credential. Nothing was sent.' },
};

/**
 * Without the word `Bot`, which people copy along.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is empty or cannot be one
 */
export const botTokenOf = ({ botToken }: ICredentialDataDecryptedObject) => pastedSecret(botToken, BOT_TOKEN);
/**
 * Goes into the header as it is, with no word before it.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when it is empty, or is a bot token by the word
 * before it
 */
export const sessionTokenOf = ({ sessionToken }: ICredentialDataDecryptedObject) =>
	pastedSecret(sessionToken, SESSION_TOKEN);

const serverOf = ({ apiUrl: pasted }: ICredentialDataDecryptedObject) => {
	const apiUrl = serverUrl('API URL', pasted);
	return { baseUrl: apiUrl, apiUrl };
};

/** n8n connects it with a PKCE challenge (S256), which servers of July 2026 check and those of February ignore. */
export const oAuth2: OAuth2SignIn = {
	kind: 'oAuth2',
	type: 'fluxerSessionsOAuth2Api',
	dialect: fluxer,
	serverOf,
};

/** `Authorization: Bot …`; schemes are case-sensitive (observed, February and July 2026). */
export const bot: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'fluxerSessionsBotApi',
	dialect: fluxer,
	serverOf,
	signatureOf: (data) => ({ headers: { Authorization: `Bot ${botTokenOf(data)}` } }),
};

/**
 * `Authorization` without a scheme. Fluxer ends the session of whoever sends more than about 50 requests a second, so
 * that its endpoints are held to 25 (`asUser` in the dialect).
 */
export const userSession: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'fluxerSessionsUserApi',
	dialect: fluxer,
	serverOf,
	signatureOf: (data) => ({ headers: { Authorization: sessionTokenOf(data) } }),
};
