import { isEmptyOrObject } from '../../shared/http/successBodies';
import type { Operation } from '../../shared/node/operation';
import { ownerField } from '../../shared/fields/ownerField';
import { refreshTokenField } from '../../shared/fields/tokenFields';
import { codeGrant } from '../access';

/**
 * `POST /api/Session/OAuthTokenRevoke` with `client_id` and `refresh_token`, and no secret (API document). Returns
 * `{success: true}`, and `alreadyRevoked` with it where FuseSign refuses the token itself; what it answers of one that
 * it does not know is unverified.
 */
export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke token',
	description:
		'End the consent that a refresh token stands for. One that is over already is an answer, not an error.',
	endpoint: 'revoke',
	spends: ['refreshToken'],
	credentials: codeGrant.credentials,
	seed: true,
	fields: [refreshTokenField, ownerField],
	async run(context) {
		const refreshToken = await context.token('refreshToken', 'Refresh Token', 'refreshToken');
		const inputs = { ...(await codeGrant.inputsOf(context)), refreshToken };
		const removed = await context.requestRemoval('revoke', inputs, context.plain, isDone, ALREADY_REVOKED);
		return removed === ALREADY_REVOKED ? ALREADY_REVOKED : { success: true };
	},
};

const ALREADY_REVOKED = { success: true, alreadyRevoked: true };

/** The body may be empty or binary, whatever its type says; but neither a page nor half of an object. */
export const isDone = (body: unknown): body is object | string | undefined =>
	isEmptyOrObject(body) || (typeof body === 'string' && !/^[<{[]/.test(body));
