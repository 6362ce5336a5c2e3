import { isEmptyOrObject } from '../../shared/http/successBodies';
import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { anyTokenInputs } from '../../shared/operations/introspection';
import { codeGrant } from '../access';
import { tokenFields } from '../tokenField';

export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke token',
	description: 'End a token, and with it all tokens of that user for the application',
	endpoint: 'revoke',
	spends: ['token'],
	credentials: codeGrant.credentials,
	seed: true,
	fields: [
		notice(
			'endsAll',
			'All tokens that the application has for this user end. Fluxer answers the same if there was nothing to revoke: Introspect tells whether a token is still active.',
		),
		...tokenFields('refresh_token'),
	],
	async run(context) {
		const inputs = await anyTokenInputs(codeGrant, context);
		await context.request('revoke', inputs, context.plain, isEmptyOrObject);
		return { success: true };
	},
};
