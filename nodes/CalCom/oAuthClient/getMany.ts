import type { Operation } from '../../shared/node/operation';
import { simplifyField } from '../answers';
import { clientCredentials, clientOutput, listClients } from '../oauthClients';
import { pageFields } from '../../shared/fields/pageFields';
import { secretsOption } from '../../shared/fields/includeSecretsField';

/**
 * `GET /v2/oauth-clients`, which has no pages: the limit is applied afterwards. An API key that was made in the
 * settings gets a 401, as it names no organization (observed on API v2 of July 2026).
 */
export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many platform clients',
	description: 'List the platform clients of the organization, by default with their secrets masked',
	endpoint: 'clients',
	credentials: clientCredentials,
	fields: [...pageFields, simplifyField, secretsOption],
	async run(context) {
		const limit = context.limit();
		const clients = await listClients(context);
		return clients.slice(0, limit).map((client) => clientOutput(context, client));
	},
};
