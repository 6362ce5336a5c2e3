import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import { applicationField, applicationIdOf, isWithSecret } from '../applications';
import { newSecretNotice } from '../notices';
import { withSudo } from '../sudo';

export const resetClientSecret: Operation = {
	name: 'Reset Client Secret',
	action: 'Reset client secret of application',
	description: 'Replace the client secret by a new one and return it; tokens stay valid',
	endpoint: 'resetClientSecret',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [newSecretNotice, applicationField],
	async run(context) {
		const applicationId = applicationIdOf(context);
		const session = await sessionOf(context);
		return await withSudo(context, session, async (send, proof) => {
			const inputs = { ...session.inputs, ...proof, applicationId };
			return await context.request('resetClientSecret', inputs, send, isWithSecret);
		});
	},
};
