import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../shared/node/operation';
import { accessTokenFields, CREDENTIAL_TYPES } from '../access';
import { currentUser } from '../currentUser';

/**
 * `GET /api/v1/users/me`. Simplified to ten fields: `role` is its label, `displayName` and `url` are those of the
 * account. `emailVerified` is null for users whom an administrator has made (8.2.1).
 */
export const getCurrent: Operation = {
	name: 'Get Current',
	action: 'Get current user',
	description: 'Get the user that is signed in, which also shows whether a session is alive',
	endpoint: 'probe',
	credentials: CREDENTIAL_TYPES,
	fields: [
		...accessTokenFields,
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	],
	async run(context) {
		const user = await currentUser(context);
		return context.flag('simplify') ? simplified(user) : user;
	},
};

function simplified({ role, account, ...user }: IDataObject): IDataObject {
	const { label } = (role ?? {}) as IDataObject;
	const { displayName, url } = (account ?? {}) as IDataObject;
	const { id, username, email, emailVerified, twoFactorEnabled, blocked, createdAt } = user;
	return {
		id,
		username,
		displayName,
		email,
		emailVerified,
		role: label,
		twoFactorEnabled,
		blocked,
		url,
		createdAt,
	};
}
