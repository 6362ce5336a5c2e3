import type { Operation } from '../../shared/node/operation';
import { apiUrlField } from '../access';
import { isApplication, SECRETS } from '../applications';
import { serverUrl } from '../signIns';
import { withoutSecretsIn } from '../../shared/operations/masking';

/**
 * `GET /oauth2/applications/{applicationId}/public`, without a credential. `current_user`, which servers of July 2026
 * add, is null therefore. Secrets are masked in any case.
 */
export const get: Operation = {
	name: 'Get',
	action: 'Get public application',
	description: 'Get what anybody may know of an application, such as before asking for consent',
	endpoint: 'publicApplication',
	credentials: [],
	seed: true,
	fields: [
		{
			displayName: 'Application ID',
			name: 'publicApplicationId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1470000000000000003',
			description: 'The ID of any application, which is also its client ID',
		},
		apiUrlField,
	],
	async run(context) {
		const applicationId = context.id('publicApplicationId', 'Application ID');
		const inputs = { apiUrl: serverUrl('API URL', context.text('apiUrl')), applicationId };
		const found = await context.request('publicApplication', inputs, context.plain, isApplication);
		return withoutSecretsIn(found, SECRETS);
	},
};
