import { notice } from '../../shared/fields/notice';
import { optionsOf } from '../../shared/fields/requestOptions';
import type { Operation } from '../../shared/node/operation';
import { SESSION_TYPE, sessionOf } from '../access';
import {
	flagFields,
	isWithSecret,
	redirectUrisField,
	normalizedRedirectUri,
	settingsOf,
} from '../applications';

/**
 * `POST /oauth2/applications` with a user session. Returns `client_secret` and `bot.token`, which Fluxer shows this
 * once (observed, February and July 2026). About ten an hour, 25 in all; servers that want a captcha answer 400
 * `CAPTCHA_REQUIRED` (July). Never repeated: a second application would come of it.
 */
export const create: Operation = {
	name: 'Create',
	action: 'Create application',
	description: 'Register an application, and return its client secret and the token of its bot',
	endpoint: 'createApplication',
	credentials: [SESSION_TYPE],
	seed: true,
	fields: [
		notice(
			'secretsOnce',
			'Fluxer shows the client secret and the bot token this once: store them. n8n keeps what a node returns in its execution records. Fluxer allows about ten new applications an hour; a server that wants a captcha for it refuses, and the web app has to be used.',
		),
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Example App',
		},
		redirectUrisField,
		optionsOf(flagFields),
	],
	async run(context) {
		const name = context.requiredText('name', 'Name');
		const redirectUris = context.addresses('redirectUris').map(normalizedRedirectUri);
		const { send, inputs } = await sessionOf(context);
		const given = { ...inputs, name, redirectUris, ...settingsOf(context.options()) };
		return await context.request('createApplication', given, send, isWithSecret);
	},
};
