import { anyTokenFields } from '../../shared/fields/anyTokenFields';
import { isEmptyOrObject } from '../../shared/http/successBodies';
import type { Operation } from '../../shared/node/operation';
import { anyTokenInputs } from '../../shared/operations/introspection';
import { codeGrant } from '../access';

/** Ends one token (RFC 7009). A server answers 200 for a token that it does not know. */
export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke token',
	description: 'End a token. One that there is not, or not any more, counts as ended.',
	endpoint: 'revoke',
	spends: ['token'],
	credentials: codeGrant.credentials,
	seed: true,
	fields: anyTokenFields('refresh_token'),
	async run(context) {
		const inputs = await anyTokenInputs(codeGrant, context);
		await context.request('revoke', inputs, context.plain, isEmptyOrObject);
		return { success: true };
	},
};
