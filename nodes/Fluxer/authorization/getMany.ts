import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE } from '../access';
import { listAuthorizations } from '../authorizations';
import { pageFields } from '../../shared/fields/pageFields';

/**
 * `GET /oauth2/@me/authorizations`: `{application, scopes, authorized_at}` each. There are no pages: the limit is
 * applied afterwards. `authorized_at` changes with each refresh of the application's tokens.
 */
export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many authorizations',
	description: 'List the applications that have access to the account, with their scopes',
	endpoint: 'authorizations',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: pageFields,
	async run(context) {
		const limit = context.limit();
		return (await listAuthorizations(context)).slice(0, limit);
	},
};
