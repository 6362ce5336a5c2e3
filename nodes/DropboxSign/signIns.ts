import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { pastedSecret } from '../../oauth/pastedSecret';
import { serverUrl } from '../../oauth/serverUrl';
import { credentialField } from '../shared/signing/credentialField';
import type { ApiKeySignIn, OAuth2SignIn } from '../shared/signing/signIn';
import { dropboxSign } from './dropboxSign.dialect';

/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address */
export const dropboxSignUrl = (pasted: unknown, title: string, usual: string): string =>
	serverUrl(pasted, {
		subject: `The ${title} of the Dropbox Sign credential`,
		hint: `Enter ${usual} there, unless Dropbox Sign gave you another address. Nothing was sent.`,
	});

const serverOf = ({ baseUrl }: ICredentialDataDecryptedObject) => ({
	baseUrl: dropboxSignUrl(baseUrl, 'API URL', 'https://api.hellosign.com/v3'),
});

/**
 * Connected by n8n, which has no way to send the `state` that an exchange repeats by the API document. Whether the
 * server insists on it is unverified; if it does, an API key is the way to sign in.
 */
export const oAuth2: OAuth2SignIn = {
	kind: 'oAuth2',
	type: 'dropboxSignSessionsOAuth2Api',
	dialect: dropboxSign,
	serverOf,
};

/** The key is the user name of HTTP Basic, without a password (Dropbox Sign API reference, Authentication). */
export const apiKey: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'dropboxSignSessionsApi',
	dialect: dropboxSign,
	serverOf,
	signatureOf: (data) => ({
		auth: { username: pastedSecret(data.apiKey, credentialField('Dropbox Sign', 'API key')), password: '' },
	}),
};
