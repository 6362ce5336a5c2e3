import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { pastedSecret } from '../../oauth/pastedSecret';
import { serverUrl } from '../../oauth/serverUrl';
import { credentialField } from '../shared/signing/credentialField';
import type { ApiKeySignIn, OAuth2SignIn } from '../shared/signing/signIn';
import { fuseSign } from './fuseSign.dialect';

/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address */
export const fuseSignUrl = (pasted: unknown): string =>
	serverUrl(pasted, {
		subject: 'The API URL of the FuseSign credential',
		hint: 'Open the credential and enter https://api.fuse.work, unless FuseSign gave you another address, without user name or password. Nothing was sent.',
	});

const serverOf = ({ baseUrl }: ICredentialDataDecryptedObject) => ({ baseUrl: fuseSignUrl(baseUrl) });

/**
 * n8n connects it, and refreshes it in the HTTP Request node, with forms. FuseSign's documents disagree on whether its
 * servers take these; one that takes JSON alone cannot be connected.
 */
export const oAuth2: OAuth2SignIn = {
	kind: 'oAuth2',
	type: 'fuseSignSessionsOAuth2Api',
	dialect: fuseSign,
	serverOf,
};

/** In the header `X-API-Token` (FuseSign's guides). */
export const apiToken: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'fuseSignSessionsApi',
	dialect: fuseSign,
	serverOf,
	signatureOf: (data) => ({
		headers: { 'X-API-Token': pastedSecret(data.apiToken, credentialField('FuseSign', 'API token')) },
	}),
};
