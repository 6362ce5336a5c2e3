import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { fuseSign } from '../nodes/FuseSign/fuseSign.dialect';
import { apiToken } from '../nodes/FuseSign/signIns';
import { ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { testRules } from '../nodes/shared/sessions/credentialTest';
import { signWithKey } from '../nodes/shared/sessions/credentialClass';

/**
 * An API token of FuseSign and the address of the API, which are all that is kept. By default the token goes to that
 * server alone, as `X-API-Token` (FuseSign's guides), and no redirect takes it along. Nothing renews it; whether it
 * expires is not documented.
 */
export class FuseSignSessionsApi implements ICredentialType {
	name = 'fuseSignSessionsApi';

	displayName = 'FuseSign API';

	icon = {
		light: 'file:../nodes/FuseSign/fuseSign.svg',
		dark: 'file:../nodes/FuseSign/fuseSign.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/fusesign.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. my-api-token',
		},
		{
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.fuse.work',
			description: 'Leave it as it is, unless FuseSign gave you another address',
		},
		...ownServerFields('baseUrl'),
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signWithKey(apiToken, credentials, options);

	test: ICredentialTestRequest = {
		request: { url: '/api/Tenant/List' },
		rules: testRules(fuseSign, 'tenants'),
	};
}
