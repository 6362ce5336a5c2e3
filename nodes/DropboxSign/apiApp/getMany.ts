import type { Operation } from '../../shared/operation';
import { pageFields } from '../../shared/pages';
import { includeSecretsField } from '../../shared/secretOutput';
import { API_KEY_TYPE, CONNECTED_TYPE } from '../access';
import { listApps, maskedApp } from '../apps';

export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many API apps',
	description:
		'List the API apps that the account may see. Their OAuth secrets are masked, unless they are asked for.',
	endpoint: 'apps',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [...pageFields, includeSecretsField],
	async run(context) {
		const apps = await listApps(context, context.limit());
		return apps.map((app) => maskedApp(context, app));
	},
};
