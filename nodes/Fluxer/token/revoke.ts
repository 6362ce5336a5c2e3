import { isEmptyOrObject } from '../../shared/http/successBodies';
import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { anyTokenInputs } from '../../shared/operations/introspection';
import { codeGrant } from '../access';
import { tokenFields } from '../tokenField';

/**
 * `POST /oauth2/token/revoke` (RFC 7009 §2.1), answered 200 without a body: all tokens of the user for the application
 * end. Of a refresh token without `token_type_hint=refresh_token` Fluxer answers the same, and nothing ends (observed,
 * February and July 2026).
 */
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
