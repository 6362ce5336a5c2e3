import type { Operation } from '../../shared/node/operation';
import { BOT_TYPE, botOf } from '../access';
import { isApplication, SECRETS } from '../applications';
import { secretsOption } from '../../shared/fields/includeSecretsField';
import { maskSecrets } from '../../shared/operations/masking';

/**
 * `GET /applications/@me`, for bots alone: one object (observed, February and July 2026), a list by Fluxer's document.
 * Servers of July 2026 add `owner`, `redirect_uris` and `verify_key`, and leave out `flags`.
 */
export const getApplication: Operation = {
	name: 'Get Application',
	action: 'Get application of bot',
	description: 'Get the application that the bot of the credential belongs to, and see that its token works',
	endpoint: 'botApplication',
	credentials: [BOT_TYPE],
	seed: true,
	fields: [secretsOption],
	async run(context) {
		const { send, inputs } = await botOf(context);
		// One object: Fluxer's document calls this endpoint a list.
		const own = await context.request('botApplication', inputs, send, isApplication);
		return maskSecrets(context, own, SECRETS);
	},
};
