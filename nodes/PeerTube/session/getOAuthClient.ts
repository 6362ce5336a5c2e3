import { discoverClient } from '../../../oauth/clients';
import type { Operation } from '../../shared/operation';
import { CREDENTIAL_TYPE, instanceOf } from '../access';

export const getOAuthClient: Operation = {
	name: 'Get OAuth Client',
	action: 'Get the client of an instance',
	description: 'Rarely needed: Log In and Refresh get the client of the instance by themselves',
	endpoint: 'discoverClient',
	credentials: [CREDENTIAL_TYPE],
	seed: true,
	async run(context) {
		return { ...(await discoverClient(context.dialect, await instanceOf(context), context.plain)) };
	},
};
