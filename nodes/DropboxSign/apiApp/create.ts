import { inputProblem } from '../../../oauth/problems';
import { FILL_IN } from '../../../oauth/readProblem';
import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { API_KEY_TYPE, CONNECTED_TYPE, sessionOf } from '../access';
import { appInputs, domainsField, hasHalfOAuth, nameField, settingFields } from '../appFields';
import { appOf, isAppAnswer } from '../apps';

/**
 * `POST /api_app`. Returns the app, `created_at` in epoch seconds, and with OAuth its `oauth.secret` in the plain.
 * Never repeated: a second app would come of it.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` without domains, and for one of callback URL
 * and scopes without the other; that both are needed is unverified
 */
export const create: Operation = {
	name: 'Create',
	action: 'Create API app',
	description: 'Create an API app, and return it with its client ID and its OAuth secret',
	endpoint: 'createApp',
	credentials: [CONNECTED_TYPE, API_KEY_TYPE],
	fields: [
		notice(
			'storeTheSecret',
			'An app with OAuth comes with its secret: store it, and mind that n8n keeps what a node returns in its execution records.',
		),
		{ ...nameField, required: true },
		{ ...domainsField, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: settingFields,
		},
	],
	async run(context) {
		const name = context.requiredText('name', 'Name');
		const domains = context.choices('domains');
		if (domains.length === 0) throw inputProblem('The field "Domains" is empty', FILL_IN);
		const values = context.collection('additionalFields');
		if (hasHalfOAuth(values)) throw inputProblem('The app has only half of what OAuth needs', BOTH_OR_NONE);
		const { send, ...inputs } = await sessionOf(context);
		const app = { ...inputs, ...appInputs({ ...values, name, domains }) };
		return appOf(await context.request('createApp', app, send, isAppAnswer));
	},
};

const BOTH_OR_NONE =
	'Fill in both "OAuth Callback URL" and "OAuth Scopes", or neither for an app without OAuth. Nothing was sent.';
