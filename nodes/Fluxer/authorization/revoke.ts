import { isEmptyOrObject } from '../../shared/http/successBodies';
import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationIdOf, applicationPicker } from '../applications';

/**
 * `DELETE /oauth2/@me/authorizations/{applicationId}`: all tokens of the application for this user end. Returns
 * `{success: true}`, also where there was no authorization (observed, February and July 2026); `alreadyRevoked` with it
 * says that there is no such application.
 */
export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke authorization',
	description: "End an application's access to the account: all its tokens for it stop working",
	endpoint: 'deauthorize',
	spends: ['applicationId'],
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [applicationPicker('authorizations', 'The application whose access ends')],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const { send, inputs } = await sessionOf(context);
		const given = { ...inputs, applicationId };
		const removed = await context.requestRemoval('deauthorize', given, send, isEmptyOrObject, ALREADY_GONE);
		return removed === ALREADY_GONE ? ALREADY_GONE : { success: true };
	},
};

const ALREADY_GONE = { success: true, alreadyRevoked: true };
