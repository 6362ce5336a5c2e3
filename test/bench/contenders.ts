import type { Workflow } from '../../host/entities';
import { CLIENT } from './sandbox';
import { base, chain, fixture, ours } from './workflows';

/** The work that is compared: a token operation, and a read that the credential signs. */
export type Work = 'introspect' | 'read';

/** How a node goes about many items. */
export type Pacing = 'unbounded' | 'paced';

export interface CredentialName {
	readonly id: string;
	readonly name: string;
}

interface Given {
	readonly apiUrl: string;
	/** A connected credential of the type `fluxerSessionsOAuth2Api`. */
	readonly credential: CredentialName;
	readonly pacing?: Pacing;
}

const TOKEN = '={{ $json.token }}';
/** As many at once as our pool, and the next as soon as a server that takes 50 ms has answered those. */
const BATCH = { batchSize: 20, batchInterval: 50 };

/** The fields of an introspection, but for its token. */
const fields = {
	token_type_hint: 'access_token',
	client_id: CLIENT.clientId,
	client_secret: CLIENT.clientSecret,
};
const form = { token: TOKEN, ...fields };

/** The introspections that plain axios sends. */
export const introspection = (apiUrl: string, count: number) => ({
	url: `${apiUrl}/oauth2/introspect`,
	form: fields,
	count,
});

const oauth2 = (credential: CredentialName) => ({ fluxerSessionsOAuth2Api: { ...credential } });

const ourNode = (work: Work, { credential }: Given): Workflow =>
	chain(`ours, ${work}`, {
		Fluxer: {
			type: ours('fluxer'),
			parameters:
				work === 'introspect'
					? { resource: 'token', operation: 'introspect', token: TOKEN, tokenTypeHint: 'access_token' }
					: { resource: 'user', operation: 'getCurrent', actFor: 'credential' },
			credentials: oauth2(credential),
		},
	});

const bareLoop = (work: Work, { credential }: Given): Workflow =>
	chain(`bare loop, ${work}`, {
		Loop: {
			type: fixture('bareLoop'),
			parameters: { operation: work, token: TOKEN },
			credentials: oauth2(credential),
		},
	});

const httpRequest = (work: Work, { apiUrl, credential, pacing }: Given): Workflow => {
	const options = pacing === 'paced' ? { batching: { batch: BATCH } } : {};
	return chain(`HTTP Request, ${work}, ${pacing}`, {
		'HTTP Request': {
			type: base('httpRequest'),
			typeVersion: 4.2,
			...(work === 'introspect'
				? {
						parameters: {
							method: 'POST',
							url: `${apiUrl}/oauth2/introspect`,
							sendBody: true,
							contentType: 'form-urlencoded',
							bodyParameters: {
								parameters: Object.entries(form).map(([name, value]) => ({ name, value })),
							},
							options,
						},
					}
				: {
						parameters: {
							url: `${apiUrl}/oauth2/@me`,
							authentication: 'predefinedCredentialType',
							nodeCredentialType: 'fluxerSessionsOAuth2Api',
							options,
						},
						credentials: oauth2(credential),
					}),
		},
	});
};

const declarative = (work: Work, { apiUrl, credential, pacing }: Given): Workflow => {
	const batching = pacing === 'paced' && { requestOptions: { batching: { batch: BATCH } } };
	return chain(`declarative, ${work}, ${pacing}`, {
		Declarative:
			work === 'introspect'
				? { type: fixture('declarative'), parameters: { apiUrl, ...form, ...batching } }
				: {
						type: fixture('declarativeRead'),
						parameters: { ...batching },
						credentials: oauth2(credential),
					},
	});
};

export const contenders = { ourNode, bareLoop, httpRequest, declarative };
