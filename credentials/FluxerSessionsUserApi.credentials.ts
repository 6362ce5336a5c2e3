import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { fluxer } from '../nodes/Fluxer/fluxer.dialect';
import { userSession } from '../nodes/Fluxer/signIns';
import { ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { testRules } from '../nodes/shared/sessions/credentialTest';
import { signWithKey } from '../nodes/shared/sessions/credentialClass';

/**
 * The token of a session of somebody's own user at Fluxer (`flx_…`), the address of the API, and password or
 * two-factor secret for those who delete applications or reset secrets. All of it is kept as it was entered.
 *
 * By default the token goes to that server alone, as `Authorization` without a word before it (servers of February and
 * July 2026, observed). The password, or a code out of the secret, goes with deletions and resets alone, and not before
 * Fluxer has asked for it (`SUDO_MODE_REQUIRED`); a password that it took goes with each later one at once. Nothing
 * renews a session: when it is over, a person signs in again and enters the new token. To go over the global limit,
 * about 50 requests a second, ends it (Fluxer source).
 */
export class FluxerSessionsUserApi implements ICredentialType {
	name = 'fluxerSessionsUserApi';

	displayName = 'Fluxer Session API';

	icon = {
		light: 'file:../nodes/Fluxer/fluxer.svg',
		dark: 'file:../nodes/Fluxer/fluxer.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/fluxer.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. flx_…',
			description: 'The token of a session of your user, without any word before it',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for deleting applications and resetting secrets, where Fluxer asks for it. Accounts with two-factor authentication need the secret instead.',
		},
		{
			displayName: 'Two-Factor Secret',
			name: 'twoFactorSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. otpauth://totp/Fluxer:ada?secret=…',
			description:
				'Only for deleting applications and resetting secrets with two-factor authentication: the letters and digits shown beside the QR code when it was set up, or the whole address in that code (otpauth://…). The codes are computed from it.',
		},
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			required: true,
			default: 'https://api.fluxer.app/v1',
			description:
				'Leave it as it is, unless you use an instance of your own, whose API URL usually ends in /api',
		},
		...ownServerFields('apiUrl'),
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signWithKey(userSession, credentials, options);

	test: ICredentialTestRequest = {
		// Newer servers answer a bot at /oauth2/applications/@me as well; this one refuses bots.
		request: { url: '/users/@me/applications' },
		rules: testRules(fluxer, 'userApplications', {
			401: 'Fluxer does not accept the session token: that session is over, or it never was one. Sign in to Fluxer and enter the new one.',
			403: 'This is not the token of a user session. A bot token belongs into a Fluxer Bot API credential.',
		}),
	};
}
