import type { INodeProperties } from 'n8n-workflow';
import type { Inputs } from '../../oauth/requests';
import { ownerField } from '../shared/fields/ownerField';
import type { ItemContext } from '../shared/node/itemContext';
import { codeGrant } from './access';
import type { TokenType } from './introspection';

/** A token of the client, and its kind. */
export const tokenFields = (usual: TokenType): INodeProperties[] => [
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
		description: 'Which kind of token it is',
	},
	ownerField,
];

export async function tokenInputs(context: ItemContext): Promise<Inputs> {
	const tokenTypeHint = context.requiredText('tokenTypeHint', 'Token Type');
	const kind = tokenTypeHint === 'refresh_token' ? 'refreshToken' : 'accessToken';
	const token = await context.token('token', 'Token', kind);
	return { ...(await codeGrant.inputsOf(context)), token, tokenTypeHint };
}
