import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { accountOf } from '../nodes/PeerTube/account';
import { peerTube } from '../nodes/PeerTube/peerTube.dialect';
import { keptSessionFields, SessionCredential } from '../nodes/shared/sessions/sessionCredential';
import { ownServerFields } from '../nodes/shared/fields/ownServerFields';

const session = new SessionCredential(peerTube, accountOf);

export class PeerTubeApi implements ICredentialType {
	name = 'peerTubeApi';

	displayName = 'PeerTube API';

	icon = {
		light: 'file:../nodes/PeerTube/peerTube.svg',
		dark: 'file:../nodes/PeerTube/peerTube.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/peertube.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Instance URL',
			name: 'instanceUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'https://peertube.example.com',
			description: 'The address of the PeerTube instance, as its start page shows it',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
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
			description:
				'Only for accounts with two-factor authentication: the letters and digits shown beside the QR code when it was set up. The six-digit codes are computed from it, so nobody is asked for one.',
		},
		...keptSessionFields,
		...ownServerFields('instanceUrl'),
	];

	test: ICredentialTestRequest = { request: { url: '/api/v1/users/me' } };

	// No method: n8n copies what a credential has for the editor, which offers in its HTTP Request node what signs requests,
	// and a copy is without methods.
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => session.sign(credentials, options);

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken?: string }> {
		return await session.renew(this, credentials);
	}
}
