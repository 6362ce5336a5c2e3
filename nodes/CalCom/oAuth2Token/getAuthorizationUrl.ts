import { optionsOf } from '../../shared/fields/requestOptions';
import type { Operation } from '../../shared/node/operation';
import { getAuthorizationUrl as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { additionalScopesField, scopeOptions } from '../scopes';

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
