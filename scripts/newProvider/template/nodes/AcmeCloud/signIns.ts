import { serverUrl } from '../../oauth/serverUrl';
import type { OAuth2SignIn } from '../shared/signing/signIn';
import { acmeCloud } from './acmeCloud.dialect';

/** The credential type that n8n connects. */
export const CONNECTED_TYPE = 'acmeCloudSessionsOAuth2Api';

/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address */
export const acmeCloudUrl = (pasted: unknown): string =>
	serverUrl(pasted, {
		subject: 'The API URL of the Acme Cloud credential',
		hint: 'Open the credential and enter the address of Acme Cloud, without user name or password. Nothing was sent.',
	});

/** How requests are signed with a connected credential, and to which server they may go. */
export const oAuth2: OAuth2SignIn = {
	kind: 'oAuth2',
	type: CONNECTED_TYPE,
	dialect: acmeCloud,
	serverOf: ({ baseUrl }) => ({ baseUrl: acmeCloudUrl(baseUrl) }),
};
