import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, CONNECTED_TYPE } from '../access';
import { listApps, maskedApp } from '../apps';
import { pageFields } from '../../shared/fields/pageFields';
import { secretsOption } from '../../shared/fields/includeSecretsField';

/**
 * `GET /api_app/list`, 100 a page. Admins and developers of a team see the apps of teammates as well (API document).
 * Secrets are masked as in Get.
 */
export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many API apps',
	description:
		'List the API apps that the account may see. Their OAuth secrets are masked, unless they are asked for.',
	endpoint: 'apps',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [...pageFields, secretsOption],
	async run(context) {
		const apps = await listApps(context, context.limit());
		return apps.map((app) => maskedApp(context, app));
	},
};
