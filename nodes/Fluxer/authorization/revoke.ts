import type { Operation } from '../../shared/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationIdOf, applicationPicker, isAnything, orGone } from '../applications';

export const revoke: Operation = {
	name: 'Revoke',
	action: 'Revoke an authorization',
	description: "End an application's access to the account: all its tokens for it stop working",
	endpoint: 'deauthorize',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [applicationPicker('authorizations', 'The application whose access ends')],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const { send, inputs } = await sessionOf(context);
		const done = context
			.request('deauthorize', { ...inputs, applicationId }, send, isAnything)
			.then(() => ({ success: true }));
		return await orGone(done, { success: true, alreadyRevoked: true });
	},
};
