import type { Operation } from '../../shared/operation';
import { pageFields } from '../../shared/pages';
import { SESSION_TYPE } from '../access';
import { listAuthorizations } from '../authorizations';

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
