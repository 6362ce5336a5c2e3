import type { Operation } from '../../shared/node/operation';
import { platformClient } from '../access';
import { platformKey } from '../signIns';
import { isOne, simplifyField } from '../answers';
import { managedUserInputs, userOutput, userPicker } from '../managedUsers';

/**
 * `GET /v2/oauth-clients/{clientId}/users/{userId}`. `createdDate` is an ISO date, `locale` null where none was given,
 * and `metadata` is absent where there is none (observed on API v2 of July 2026).
 */
export const get: Operation = {
	name: 'Get',
	action: 'Get platform user',
	description: 'Get one of the users whom the client manages, without tokens',
	endpoint: 'user',
	credentials: platformClient.credentials,
	fields: [userPicker, simplifyField],
	async run(context) {
		const inputs = await managedUserInputs(context);
		return userOutput(
			context,
			(await context.request('user', inputs, context.signed(platformKey), isOne)).data,
		);
	},
};
