import { discoverClient } from '../../../oauth/clients';
import type { Operation } from '../../shared/node/operation';
import { CREDENTIAL_TYPE, instanceOf } from '../access';

/**
 * `GET /api/v1/oauth-clients/local`: `{clientId, clientSecret}` of the instance, the same for everybody (7.0). It is
 * asked each time, and Log In and Refresh remember what it said. A host name that is not the instance's own gets a 403.
 */
export const getOAuthClient: Operation = {
	name: 'Get OAuth Client',
	action: 'Get client of instance',
	description:
		'Return client ID and client secret of an instance. Rarely needed: Log In and Refresh get them by themselves.',
	endpoint: 'discoverClient',
	credentials: [CREDENTIAL_TYPE],
	seed: true,
	async run(context) {
		return { ...(await discoverClient(context.dialect, await instanceOf(context), context.plain)) };
	},
};
