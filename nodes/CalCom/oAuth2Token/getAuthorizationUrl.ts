import { optionsOf } from '../../shared/fields/requestOptions';
import type { Operation } from '../../shared/node/operation';
import { getAuthorizationUrl as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { additionalScopesField, scopeOptions } from '../scopes';

/**
 * Makes the address of `GET /auth/oauth2/authorize` on the app's host, and sends nothing: `{url, state}`, and for a
 * public client `codeVerifier`, its challenge being S256 (RFC 7636). A client that has scopes needs one at least
 * (Cal.com's source).
 */
export const getAuthorizationUrl: Operation = operation(codeGrant, [
	{
		displayName: 'Scopes',
		name: 'scope',
		type: 'multiOptions',
		options: scopeOptions,
		default: [],
		description: 'What the user is asked to allow, out of what the client is registered for',
	},
	optionsOf([additionalScopesField]),
]);
