import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE } from '../access';
import { applicationField, isWithSecret } from '../applications';
import { newSecretNotice } from '../notices';
import { newSecret } from '../secrets';

/**
 * `POST /oauth2/applications/{applicationId}/client-secret/reset` in sudo mode (`sudo.ts`). Returns the application
 * with its new `client_secret`; the old one is over at once, tokens stay valid (observed, February and July 2026).
 * Never repeated.
 */
export const resetClientSecret: Operation = {
	name: 'Reset Client Secret',
	action: 'Reset client secret of application',
	description: 'Replace the client secret by a new one and return it; tokens stay valid',
	endpoint: 'resetClientSecret',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [newSecretNotice, applicationField],
	run: async (context) => (await newSecret(context, 'resetClientSecret', isWithSecret)).answer,
};
