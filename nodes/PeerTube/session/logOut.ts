import type { Operation } from '../../shared/operation';
import { accessTokenField, sessionOf } from '../access';
import { isSuccess } from '../success';

export const logOut: Operation = {
	name: 'Log Out',
	action: 'Log out of a session',
	description:
		'End a session: its access token and refresh token die within a moment. A credential that is logged out signs in again when it is next used.',
	endpoint: 'signOut',
	fields: [accessTokenField],
	async run(context) {
		const { send, ...inputs } = await sessionOf(context);
		return await context.request('signOut', inputs, send, isSuccess);
	},
};
