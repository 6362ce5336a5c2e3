import type { Operation } from '../../shared/operation';
import { refreshTokenField } from '../../shared/tokenOperations';
import { clientOf } from '../access';

export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke a refresh token',
	description:
		'End the consent that a refresh token stands for. FuseSign answers nothing but that it worked.',
	endpoint: 'revoke',
	fields: [refreshTokenField],
	async run(context) {
		const refreshToken = context.requiredText('refreshToken', 'Refresh Token');
		const inputs = { ...(await clientOf(context)), refreshToken };
		await context.request('revoke', inputs, context.plain, isAnything);
		return { success: true };
	},
};

/** The body may be empty or binary, whatever its type says. */
const isAnything = (_body: unknown): _body is unknown => true;
