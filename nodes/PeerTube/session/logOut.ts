import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { accessTokenFields, CREDENTIAL_TYPES, sessionOf } from '../access';
import { isSuccess } from '../success';

/**
 * `POST /api/v1/users/revoke-token` with a living access token; one that has expired is a 401, and has to be refreshed
 * first. Ends that token and its refresh token, no other session, within 300 ms (7.0) or before it answers (8.2.1).
 * Returns `{success: true}`.
 */
export const logOut: Operation = {
	name: 'Log Out',
	action: 'Log out of session',
	description: 'End the session of a token: both its tokens stop working within a moment',
	endpoint: 'signOut',
	spends: ['accessToken'],
	credentials: CREDENTIAL_TYPES,
	seed: true,
	fields: [
		notice('signsInAgain', 'A credential that is logged out signs in again when it is next used.'),
		...accessTokenFields,
	],
	async run(context) {
		const { send, ...inputs } = await sessionOf(context);
		return await context.request('signOut', inputs, send, isSuccess);
	},
};
