import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE } from '../access';
import { listApplications, SECRETS } from '../applications';
import { optionsOf } from '../../shared/fields/requestOptions';
import { pageFields } from '../../shared/fields/pageFields';
import { includeSecretsField } from '../../shared/fields/includeSecretsField';
import { maskSecrets } from '../../shared/operations/masking';

/**
 * `GET /oauth2/applications/@me`, or `GET /users/@me/applications`, which answers the same (observed, February and July
 * 2026). There are no pages: the limit is applied afterwards.
 */
export const getMany: Operation = {
	name: 'Get Many',
	action: 'Get many applications',
	description: 'List the applications of the user, with their redirect URIs and bots, without secrets',
	endpoint: 'applications',
	alsoEndpoints: ['userApplications'],
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [
		...pageFields,
		optionsOf([
			{
				displayName: 'Endpoint',
				name: 'endpoint',
				type: 'options',
				options: [
					{ name: 'OAuth2', value: 'applications', description: 'GET /oauth2/applications/@me' },
					{ name: 'Users', value: 'userApplications', description: 'GET /users/@me/applications' },
				],
				default: 'applications',
				description: 'Which of the two endpoints to ask; both list the same',
			},
			includeSecretsField,
		]),
	],
	async run(context) {
		const limit = context.limit();
		const isOther = context.option('endpoint') === 'userApplications';
		const all = await listApplications(context, isOther ? 'userApplications' : 'applications');
		return all.slice(0, limit).map((application) => maskSecrets(context, application, SECRETS));
	},
};
