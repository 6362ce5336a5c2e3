import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../shared/node/operation';
import { getAuthorizationUrl as operation } from '../../shared/operations/tokenOperations';
import { codeGrant } from '../access';
import { withinMaxLength } from '../lengths';
import { botOptions, checkedGuildId, scopeField } from '../scopes';

const fields: INodeProperties[] = [
	scopeField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			...botOptions,
			{
				displayName: 'Prompt',
				name: 'prompt',
				type: 'string',
				default: '',
				placeholder: 'e.g. consent',
				description: 'Whether the page asks a user who has allowed all of this before',
			},
		],
	},
];

const shared = operation(codeGrant, fields);

export const getAuthorizationUrl: Operation = {
	...shared,
	async run(context) {
		checkedGuildId(context.options());
		withinMaxLength('redirect URI', context.text('redirectUri'));
		return await shared.run(context);
	},
};
