import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { calComPlatform } from '../nodes/CalCom/calComPlatform.dialect';
import { managedUser } from '../nodes/CalCom/signIns';
import { testRules } from '../nodes/shared/sessions/credentialTest';
import { keptSessionFields, renewSession, signWithSession } from '../nodes/shared/sessions/credentialClass';
import { ownServerFields } from '../nodes/shared/signing/ownServerFields';

/**
 * A managed user of a client of Cal.com's platform product: ID and secret of the client, the user's ID, and the
 * address of the API. The tokens are kept in hidden fields, which n8n blanks out before it shows them.
 *
 * By default the access token goes to that server alone, as `Authorization: Bearer …`; client and secret go there to
 * renew it. The first use forces a refresh, which ends all tokens that the user has elsewhere (Cal.com API v2 source).
 * From then on the session is refreshed when a minute of the access token is left, or half its life where that is
 * shorter; a refresh is forced again when the refresh token is refused. An edit of any of the four fields drops the
 * session.
 */
export class CalComSessionsPlatformUserApi implements ICredentialType {
	name = 'calComSessionsPlatformUserApi';

	displayName = 'Cal.com Platform User API';

	icon = {
		light: 'file:../nodes/CalCom/calCom.svg',
		dark: 'file:../nodes/CalCom/calCom.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/calcom.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'The first use ends all tokens that this user has elsewhere. Use one credential for each managed user, and leave its tokens to it.',
			name: 'oneCredentialEach',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. clsx38nbl0001vkhlwin9fmt0',
			description: 'Of the OAuth client that manages the user',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. my-client-secret',
		},
		{
			displayName: 'Managed User ID',
			name: 'userId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 42',
			description: 'The ID that Platform User: Get Many of the Cal.com node shows',
		},
		{
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.cal.com',
			description: 'Leave it as it is, unless the server is self-hosted: then the address of its API v2',
		},
		...keptSessionFields,
		...ownServerFields('baseUrl'),
	];

	test: ICredentialTestRequest = {
		request: { url: '/v2/me' },
		rules: testRules(calComPlatform, 'probe', {
			403: 'The tokens work, but the OAuth client lacks the permission PROFILE_READ; add it there to have the user tested as well.',
		}),
	};

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signWithSession(managedUser, credentials, options);

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ accessToken?: string }> {
		return await renewSession(managedUser, this, credentials);
	}
}
