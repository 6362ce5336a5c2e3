import type { Operation } from '../../shared/operation';
import { refreshTokenField } from '../../shared/tokenFields';
import { codeGrant } from '../access';

export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke a refresh token',
	description:
		'End the consent that a refresh token stands for. FuseSign answers nothing but that it worked.',
	endpoint: 'revoke',
	credentials: codeGrant.credentials,
	seed: true,
	fields: [refreshTokenField],
	async run(context) {
		const refreshToken = context.requiredText('refreshToken', 'Refresh Token');
		const inputs = { ...(await codeGrant.inputsOf(context)), refreshToken };
		await context.request('revoke', inputs, context.plain, isAnything);
		return { success: true };
	},
};

/** The body may be empty or binary, whatever its type says. */
const isAnything = (_body: unknown): _body is unknown => true;
