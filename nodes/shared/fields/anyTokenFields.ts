import type { INodeProperties } from 'n8n-workflow';
import { ownerField } from './ownerField';

/** The kinds of token that a server can be asked about, or end (RFC 7009 §2.1). */
export type TokenType = 'access_token' | 'refresh_token';

/** A token of the client, and its kind. */
export const anyTokenFields = (
	usual: TokenType,
	description = 'Which kind of token it is',
): INodeProperties[] => [
	{
		displayName: 'Token',
		name: 'token',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.accessToken }}',
		description: 'An access token or a refresh token that was issued to the client of the credential',
	},
	{
		displayName: 'Token Type',
		name: 'tokenTypeHint',
		type: 'options',
		options: [
			{ name: 'Access Token', value: 'access_token' },
			{ name: 'Refresh Token', value: 'refresh_token' },
		],
		default: usual,
		description,
	},
	ownerField,
];
