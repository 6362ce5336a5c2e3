import type { INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../shared/fields/requestOptions';
import { getAuthorizationUrl as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { withinMaxLength } from '../lengths';
import { additionalScopes } from '../../shared/fields/additionalScopes';
import { botInputs, botOptions } from '../botPlacement';
import { scopeField } from '../scopes';

const fields: INodeProperties[] = [
	scopeField,
	optionsOf([
		additionalScopes,
		...botOptions,
		{
			displayName: 'Prompt',
			name: 'prompt',
			type: 'string',
			default: '',
			placeholder: 'e.g. consent',
			description: 'Whether the page asks a user who has allowed all of this before',
		},
	]),
];

/**
 * Makes the address of `GET /oauth2/authorize` on the web app, and sends nothing: `{url, state, codeVerifier}`. The
 * challenge is S256 (RFC 7636); a newer server would take one without a method for `plain`.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when the redirect URI has more than 256
 * characters, or guild, channel or permissions cannot be ones
 */
export const getAuthorizationUrl = operation(codeGrant, fields, (context) => {
	const options = context.options();
	withinMaxLength('redirect URI', context.text('redirectUri'));
	return botInputs((name) => options[name]);
});
