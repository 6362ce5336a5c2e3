import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { accessTokenFields, CREDENTIAL_TYPES, sessionOf } from '../access';
import { isSuccess } from '../success';

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
