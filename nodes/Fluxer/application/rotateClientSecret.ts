import { isIntrospection } from '../../shared/operations/introspection';
import { rotate } from '../../shared/operations/rotate';
import { SESSION_TYPE } from '../access';
import { applicationField, isWithSecret } from '../applications';
import { newSecretNotice } from '../notices';
import { newSecret } from '../secrets';

/**
 * Like Reset Client Secret, then `POST /oauth2/introspect` (RFC 7662 §2.1) with the new one:
 * `{applicationId, clientSecret, status, reason}`. The secret is handed over whatever comes of the trial.
 */
export const rotateClientSecret = rotate({
	name: 'Rotate Client Secret',
	action: 'Rotate client secret of application',
	description: 'Replace the client secret by a new one, see that it works, and return it; tokens stay valid',
	endpoint: 'resetClientSecret',
	provenBy: 'introspect',
	credentials: [SESSION_TYPE],
	fields: [newSecretNotice, applicationField],
	reset: async (context) => await newSecret(context, 'resetClientSecret', isWithSecret),
	// Fluxer says that this is no token; but not to a client whose secret is wrong.
	async prove(context, { apiUrl, applicationId: clientId, answer }) {
		const nothing = { token: 'none', tokenTypeHint: 'access_token' };
		const inputs = { apiUrl, clientId, clientSecret: String(answer.client_secret), ...nothing };
		return await context.request('introspect', inputs, context.plain, isIntrospection);
	},
	output: ({ applicationId, answer }) => ({ applicationId, clientSecret: answer.client_secret }),
});
