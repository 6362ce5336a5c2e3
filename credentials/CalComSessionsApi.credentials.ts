import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { calComOAuth2 } from '../nodes/CalCom/calComOAuth2.dialect';
import { apiKey } from '../nodes/CalCom/signIns';
import { ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { testRules } from '../nodes/shared/sessions/credentialTest';
import { signWithKey } from '../nodes/shared/sessions/credentialClass';

/**
 * An API key of Cal.com (`cal_…`), which somebody makes in their settings, and the address of the API. Both are all
 * that is kept. By default the key goes to that server alone, as `Authorization: Bearer cal_…`. Nothing renews it:
 * once it has expired it is answered 401 (Cal.com API v2 source). Keys of the settings carry no organization, so that
 * they neither list nor create platform clients: 401 (API v2 of July 2026, observed).
 */
export class CalComSessionsApi implements ICredentialType {
	name = 'calComSessionsApi';

	displayName = 'Cal.com API';

	icon = {
		light: 'file:../nodes/CalCom/calCom.svg',
		dark: 'file:../nodes/CalCom/calCom.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/calcom.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. cal_…',
			description:
				'Made at Cal.com under Settings, Developer. For platform clients it has to be that of an owner or admin of the organization.',
		},
		{
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.cal.com',
			description: 'Leave it as it is, unless the server is self-hosted: then the address of its API v2',
		},
		...ownServerFields('baseUrl'),
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signWithKey(apiKey, credentials, options);

	test: ICredentialTestRequest = {
		request: { url: '/v2/me' },
		rules: testRules(calComOAuth2, 'probe', {
			401: 'Cal.com does not know the API key, or it has expired: make a new one if need be. A self-hosted server without a licence (CALCOM_LICENSE_KEY) takes no key at all.',
		}),
	};
}
