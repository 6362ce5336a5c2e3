import type { Operation } from '../../shared/node/operation';
import { callerOf, userCredentials } from '../access';
import { isOne, simplified, simplifyField } from '../answers';

const FIELDS = [
	'id',
	'username',
	'email',
	'name',
	'timeZone',
	'weekStart',
	'timeFormat',
	'defaultScheduleId',
];

/** `GET /v2/me`. Simplified to nine fields. An OAuth2 token needs the scope `PROFILE_READ` (Cal.com's source). */
export const getCurrent: Operation = {
	name: 'Get Current',
	action: 'Get current user',
	description: 'Get the user whom the credential stands for, which also shows whether it works',
	endpoint: 'probe',
	credentials: userCredentials,
	fields: [simplifyField],
	async run(context) {
		const { send, ...inputs } = await callerOf(context);
		const { data } = await context.request('probe', inputs, send, isOne);
		return simplified(context, data, [...FIELDS, 'organizationId']);
	},
};
