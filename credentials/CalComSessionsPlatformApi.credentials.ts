import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { calComPlatform } from '../nodes/CalCom/calComPlatform.dialect';
import { OWN_CLIENT_ID, platformKey } from '../nodes/CalCom/signIns';
import { sealKeyFields } from '../nodes/shared/fields/sealKeyFields';
import { ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { testRules } from '../nodes/shared/sessions/credentialTest';
import { signWithKey } from '../nodes/shared/sessions/credentialClass';

/**
 * ID and secret of a client of Cal.com's platform product, and the address of the API; seal keys besides, where token
 * sets are sealed. By default they go to that server alone, as `x-cal-client-id` and `x-cal-secret-key`, and no
 * redirect takes them along. Nothing renews them. With them clients are listed and created, for which an API key of
 * the settings does not do (API v2 of July 2026, observed).
 */
export class CalComSessionsPlatformApi implements ICredentialType {
	name = 'calComSessionsPlatformApi';

	displayName = 'Cal.com Platform API';

	icon = {
		light: 'file:../nodes/CalCom/calCom.svg',
		dark: 'file:../nodes/CalCom/calCom.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/calcom.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. clsx38nbl0001vkhlwin9fmt0',
			description: 'Of an OAuth client of the platform product',
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
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.cal.com',
			description: 'Leave it as it is, unless the server is self-hosted: then the address of its API v2',
		},
		...ownServerFields('baseUrl'),
		...sealKeyFields,
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signWithKey(platformKey, credentials, options);

	test: ICredentialTestRequest = {
		request: {
			url: `/v2/oauth-clients/${OWN_CLIENT_ID}/users`,
			qs: { limit: 1 },
		},
		rules: testRules(calComPlatform, 'users', {
			401: 'Cal.com does not accept the client secret, or has no client with this ID. Check both.',
		}),
	};
}
