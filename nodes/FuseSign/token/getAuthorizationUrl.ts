import type { INodeProperties } from 'n8n-workflow';
import { optionsOf } from '../../shared/fields/requestOptions';
import type { Operation } from '../../shared/node/operation';
import { getAuthorizationUrl as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';

const fields: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'Everything', value: 'FUSESIGN', description: 'All that the user may do' },
			{ name: 'Own Documents', value: 'FUSESIGN:OWN', description: 'Only what the user has created' },
		],
		default: 'FUSESIGN',
		description: 'What the user is asked to allow',
	},
	optionsOf([
		{
			displayName: 'Realm',
			name: 'realm',
			type: 'string',
			default: '',
			placeholder: 'e.g. example-company',
			description: 'The realm to sign in to, if the organization has one of its own',
		},
	]),
];

/**
 * Makes the address of `GET /api/Session/OAuthRegister`, a page for the user's browser, and sends nothing:
 * `{url, state}`. FuseSign writes `Scope`, `State` and `Realm` with capitals, and has no PKCE (API document).
 */
export const getAuthorizationUrl: Operation = { ...operation(codeGrant, fields), seed: true };
