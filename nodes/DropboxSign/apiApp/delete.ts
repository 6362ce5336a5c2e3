import { isEmptyOrObject } from '../../shared/http/successBodies';
import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, CONNECTED_TYPE, sessionOf } from '../access';
import { apiAppField, apiAppIdOf } from '../apps';

/**
 * `DELETE /api_app/{client_id}`, for the owner alone; the sessions of its users end with it (unverified). Returns
 * `{deleted: true}`, and `alreadyDeleted` with it where Dropbox Sign answers `not_found`.
 */
export const deleteApp: Operation = {
	name: 'Delete',
	action: 'Delete API app',
	description: 'Delete an API app for good, and with it the sessions of all its users',
	endpoint: 'deleteApp',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [apiAppField],
	async run(context) {
		const apiAppId = apiAppIdOf(context);
		const { send, ...inputs } = await sessionOf(context);
		const removed = await context.requestRemoval(
			'deleteApp',
			{ ...inputs, apiAppId },
			send,
			isEmptyOrObject,
			ALREADY_GONE,
		);
		return removed === ALREADY_GONE ? ALREADY_GONE : { deleted: true };
	},
};

const ALREADY_GONE = { deleted: true, alreadyDeleted: true };
