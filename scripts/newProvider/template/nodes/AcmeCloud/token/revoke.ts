import { isEmptyOrObject } from '../../shared/http/successBodies';
import type { Operation } from '../../shared/node/operation';
import { codeGrant } from '../access';
import { tokenFields, tokenInputs } from '../tokenField';

export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke token',
	description: 'End a token. One that there is not, or not any more, counts as ended.',
	endpoint: 'revoke',
	spends: ['token'],
	credentials: codeGrant.credentials,
	seed: true,
	fields: tokenFields('refresh_token'),
	async run(context) {
		const inputs = await tokenInputs(context);
		await context.request('revoke', inputs, context.plain, isEmptyOrObject);
		return { success: true };
	},
};
