import { omit } from '../../../oauth/json';
import { notice } from '../../shared/fields/notice';
import type { Operation } from '../../shared/node/operation';
import { redirectUriField } from '../../shared/fields/tokenFields';
import { platformClient } from '../access';
import { authorizationCodeOf, redirectsTo } from '../platformCode';
import { webSessionTokenOf } from '../webSession';

/**
 * `POST /v2/oauth/{clientId}/authorize` with the session cookie of a browser. Cal.com answers 302 to the redirect URI
 * with the code behind it, which is read and not followed: `{code, callbackUrl}`. The code does not expire, there is no
 * `state`, and while a code is unused the user gets no other one (Cal.com's source).
 */
export const authorize: Operation = {
	name: 'Authorize',
	action: 'Authorize platform client for user',
	description: "Let a platform client use a user's account, by the user's web session; returns a code",
	endpoint: 'authorize',
	credentials: platformClient.credentials,
	seed: true,
	fields: [
		notice(
			'webSession',
			'The cookie is as good as the password of its user: pass it in by an expression, so that it is not kept in the workflow. Managed users need none of this: use Force Refresh.',
		),
		{
			displayName: 'Web Session Cookie',
			name: 'webSessionCookie',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.cookie }}',
			description:
				'The cookie next-auth.session-token of a browser in which the user is signed in to Cal.com',
		},
		redirectUriField,
	],
	async run(context) {
		const client = omit(await platformClient.inputsOf(context), 'clientSecret');
		const webSessionToken = webSessionTokenOf(context.requiredText('webSessionCookie', 'Web Session Cookie'));
		const redirectUri = context.requiredText('redirectUri', 'Redirect URI');
		const inputs = { ...client, webSessionToken, redirectUri };
		const isCallback = (to: string) => redirectsTo(redirectUri, to) && authorizationCodeOf(to) !== undefined;
		const callbackUrl = await context.locationOf('authorize', inputs, context.plain, isCallback);
		return { code: authorizationCodeOf(callbackUrl), callbackUrl };
	},
};
