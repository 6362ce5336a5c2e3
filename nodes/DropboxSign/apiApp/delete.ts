import { isEmptyOrObject } from '../../shared/doneAnswers';
import type { Operation } from '../../shared/operation';
import { API_KEY_TYPE, CONNECTED_TYPE, sessionOf } from '../access';
import { apiAppField, apiAppIdOf } from '../apps';

export const deleteApp: Operation = {
	name: 'Delete',
	action: 'Delete an API app',
	description: 'Delete an API app for good, and with it the sessions of all its users',
	endpoint: 'deleteApp',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [apiAppField],
	async run(context) {
		const apiAppId = apiAppIdOf(context);
		const { send, ...inputs } = await sessionOf(context);
		const settled = await context.settle(
			'deleteApp',
			{ ...inputs, apiAppId },
			send,
			isEmptyOrObject,
			ALREADY_GONE,
		);
		return settled === ALREADY_GONE ? ALREADY_GONE : { deleted: true };
	},
};

const ALREADY_GONE = { deleted: true, alreadyDeleted: true };
