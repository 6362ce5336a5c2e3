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

export const getAuthorizationUrl = operation(codeGrant, fields, (context) => {
	const options = context.options();
	withinMaxLength('redirect URI', context.text('redirectUri'));
	return botInputs((name) => options[name]);
});
