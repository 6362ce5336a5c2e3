import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { peerTube } from '../nodes/PeerTube/peerTube.dialect';
import { instanceUrlField } from '../nodes/PeerTube/instanceUrlField';
import { account } from '../nodes/PeerTube/signIn';
import { testRules } from '../nodes/shared/sessions/credentialTest';
import { keptSessionFields, renewSession, signWithSession } from '../nodes/shared/sessions/credentialClass';
import { sealKeyFields } from '../nodes/shared/fields/sealKeyFields';
import { ownServerFields } from '../nodes/shared/signing/ownServerFields';

/**
 * An account of a PeerTube instance: its address, user name, password, and a two-factor secret if the account has one.
 * The tokens are kept in hidden fields, which n8n blanks out before it shows them; seal keys besides, where token sets
 * are sealed.
 *
 * By default all of it goes to that instance alone: the access token as `Authorization: Bearer …`, user name and
 * password in the form of a sign-in, a code out of the secret in the header `x-peertube-otp`. The first use signs in.
 * The session is refreshed when a minute of the access token is left, or half its life where that is shorter; access
 * tokens live a day (7.0.0 and 8.2.1, observed). It signs in again when the refresh token is refused. An edit of any
 * of the four fields drops the session.
 */
export class PeerTubeSessionsApi implements ICredentialType {
	name = 'peerTubeSessionsApi';

	displayName = 'PeerTube API';

	icon = {
		light: 'file:../nodes/PeerTube/peerTube.svg',
		dark: 'file:../nodes/PeerTube/peerTube.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/peertube.md';

	properties: INodeProperties[] = [
		instanceUrlField,
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. ada',
			description: 'User name or e-mail address of the account',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Two-Factor Secret',
			name: 'twoFactorSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. otpauth://totp/PeerTube:ada?secret=…',
			description:
				'Only for accounts with two-factor authentication: the letters and digits shown beside the QR code when it was set up, or the whole address in that code (otpauth://…). The codes are computed from it, so nobody is asked for one.',
		},
		...keptSessionFields,
		...ownServerFields('instanceUrl'),
		...sealKeyFields,
	];

	test: ICredentialTestRequest = {
		request: { url: '/api/v1/users/me' },
		rules: testRules(peerTube, 'probe'),
	};

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signWithSession(account, credentials, options);

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken?: string }> {
		return await renewSession(account, this, credentials);
	}
}
