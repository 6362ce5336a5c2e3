import { requestTokens } from '../../../oauth/tokenRequest';
import type { Operation } from '../../shared/operation';
import { includeRawAnswer, tokenOutput } from '../../shared/tokenOutput';
import { instanceOf } from '../access';

export const refresh: Operation = {
	name: 'Refresh',
	action: 'Refresh a session',
	description:
		'Trade a refresh token for a new access token and refresh token. The old pair is dead at once: store both new ones. With more than one item, set On Error to Continue, so that one failure does not lose the new tokens of the others.',
	endpoint: 'refresh',
	fields: [
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The refresh token that Log In or the last Refresh returned',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [includeRawAnswer],
		},
	],
	async run(context) {
		const refreshToken = context.requiredText('refreshToken', 'Refresh Token');
		const inputs = { instanceUrl: await instanceOf(context), refreshToken };
		return tokenOutput(
			await requestTokens(context.dialect, 'refresh', inputs, context.plain),
			context.options(),
		);
	},
};
