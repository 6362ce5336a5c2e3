import type { INodeProperties } from 'n8n-workflow';
import { optionsOf } from './requestOptions';

/** The fields that the token operations of all providers have in common. */

export const redirectUriField: INodeProperties = {
	displayName: 'Redirect URI',
	name: 'redirectUri',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://app.example.com/callback',
	description: 'Where the browser is sent back to, exactly as registered for the client',
};

/** The authorization code, alone or within all that came back (RFC 6749 §4.1.2). */
export const codeField: INodeProperties = {
	displayName: 'Code or Callback URL',
	name: 'code',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	placeholder: 'e.g. https://app.example.com/callback?code=…&state=…',
	description:
		'The whole address that the browser was sent back to, the query of a Webhook node, or the code alone',
};

/** The state that was sent, which the returned one has to equal (RFC 6749 §10.12). */
export const expectedStateField: INodeProperties = {
	displayName: 'Expected State',
	name: 'expectedState',
	type: 'string',
	default: '',
	placeholder: "e.g. {{ $('Get Authorization URL').item.json.state }}",
	description:
		'The state that Get Authorization URL returned. It is compared with the one that came back before the code is spent.',
};

/** The state that came back, for a code that is passed in alone. */
export const returnedStateField: INodeProperties = {
	displayName: 'Returned State',
	name: 'returnedState',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.query.state }}',
	description: 'The state that came back, where the code is passed in alone',
};

/** The verifier that belongs to the challenge that was sent (RFC 7636 §4.1). */
export const codeVerifierField: INodeProperties = {
	displayName: 'Code Verifier',
	name: 'codeVerifier',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	placeholder: "e.g. {{ $('Get Authorization URL').item.json.codeVerifier }}",
	description: 'The codeVerifier that Get Authorization URL returned, if it did',
};

/** The refresh token to trade, plain or sealed (RFC 6749 §6). */
export const refreshTokenField: INodeProperties = {
	displayName: 'Refresh Token',
	name: 'refreshToken',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.refreshToken }}',
	description: 'The refresh token that came with the access token, the newest there is',
};

/** An option of every operation that puts out tokens. */
export const includeRawAnswer: INodeProperties = {
	displayName: 'Include Raw Answer',
	name: 'includeRawAnswer',
	type: 'boolean',
	default: false,
	description: 'Whether to return the provider\'s own answer too, tokens included, as the field "raw"',
};

/** The option to have the answer of the service as it was, beside what was read of it. */
export const rawOption = optionsOf([includeRawAnswer]);
