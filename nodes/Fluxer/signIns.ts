import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { serverUrl as readServerUrl } from '../../oauth/serverUrl';
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

const text = (value: unknown) => String(value ?? '').trim();

const serverOf = ({ apiUrl: pasted }: ICredentialDataDecryptedObject) => {
	const apiUrl = serverUrl('API URL', pasted);
	return { baseUrl: apiUrl, apiUrl };
};

export const oAuth2: OAuth2SignIn = { kind: 'oAuth2', type: 'fluxerOAuth2Api', dialect: fluxer, serverOf };

export const bot: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'fluxerBotApi',
	dialect: fluxer,
	serverOf,
	signatureOf: ({ botToken }) => ({ headers: { Authorization: `Bot ${text(botToken)}` } }),
};

export const userSession: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'fluxerSessionApi',
	dialect: fluxer,
	serverOf,
	signatureOf: ({ sessionToken }) => ({ headers: { Authorization: text(sessionToken) } }),
};
