import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE } from '../access';
import { listAuthorizations } from '../authorizations';
import { pageFields } from '../../shared/fields/pageFields';

/**
 * `GET /oauth2/@me/authorizations`: `{application, scopes, authorized_at}` each. There are no pages: the limit is
 * applied afterwards. `authorized_at` is the moment of the oldest refresh token (Fluxer's source): a refresh changes it
 * on servers that consume the old one, those of July 2026.
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
