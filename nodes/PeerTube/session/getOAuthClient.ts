import { discoverClient } from '../../../oauth/clients';
import type { Operation } from '../../shared/operation';
import { instanceOf } from '../access';

export const getOAuthClient: Operation = {
	name: 'Get OAuth Client',
	action: 'Get the client of an instance',
	description:
		'Get the client ID and client secret that the instance hands to every program that signs people in. Log In and Refresh do this by themselves.',
	endpoint: 'discoverClient',
	async run(context) {
		return { ...(await discoverClient(context.dialect, await instanceOf(context), context.plain)) };
	},
};
