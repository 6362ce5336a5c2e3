import { isEmptyOrObject } from '../../shared/http/successBodies';
import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationField, applicationIdOf } from '../applications';
import { sudoNotice } from '../notices';
import { withSudo } from '../sudo';

/**
 * `DELETE /oauth2/applications/{applicationId}` in sudo mode (`sudo.ts`), about ten an hour, refused ones included.
 * Returns `{deleted: true}`, and `alreadyDeleted` with it for `UNKNOWN_APPLICATION`.
 */
export const deleteApplication: Operation = {
	name: 'Delete',
	action: 'Delete application',
	description: 'Delete an application for good, with its bot; all tokens issued to it end',
	endpoint: 'deleteApplication',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [sudoNotice, applicationField],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const session = await sessionOf(context);
		const removed = await withSudo(context, session, async (send, proof) => {
			const inputs = { ...session.inputs, ...proof, applicationId };
			return await context.requestRemoval('deleteApplication', inputs, send, isEmptyOrObject, ALREADY_GONE);
		});
		return removed === ALREADY_GONE ? ALREADY_GONE : { deleted: true };
	},
};

const ALREADY_GONE = { deleted: true, alreadyDeleted: true };
