import { notice } from '../../shared/fields/notice';
import { getAuthorizationUrl as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

const scopesOfTheApp = notice(
	'scopesOfTheApp',
	'What the user is asked to allow are the scopes of the API app; they are set on its page, or with Create and Update of the resource API App.',
);

const { fields = [], ...rest } = operation(codeGrant, []);

/**
 * Makes the address of `GET /oauth/authorize` on the OAuth host (RFC 6749 §4.1.1), and sends nothing: `{url, state}`.
 * No scopes go with it, since those of the API app are what a user allows (API document), and no PKCE.
 */
export const getAuthorizationUrl = { ...rest, fields: [scopesOfTheApp, ...fields] };
