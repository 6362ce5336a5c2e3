import type { Operation } from '../../shared/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationField, applicationIdOf, isAnything, orGone } from '../applications';
import { sudoNotice } from '../notices';
import { withSudo } from '../sudo';

export const deleteApplication: Operation = {
	name: 'Delete',
	action: 'Delete an application',
	description: 'Delete an application for good, with its bot; all tokens issued to it end',
	endpoint: 'deleteApplication',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [sudoNotice, applicationField],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const session = await sessionOf(context);
		const done = withSudo(context, session, async (send, proof) => {
			const inputs = { ...session.inputs, ...proof, applicationId };
			await context.request('deleteApplication', inputs, send, isAnything);
			return { deleted: true };
		});
		return await orGone(done, { deleted: true, alreadyDeleted: true });
	},
};
