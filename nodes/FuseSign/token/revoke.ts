import { isEmptyOrObject } from '../../shared/http/successBodies';
import type { Operation } from '../../shared/node/operation';
import { ownerField } from '../../shared/fields/ownerField';
import { refreshTokenField } from '../../shared/fields/tokenFields';
import { codeGrant } from '../access';

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
