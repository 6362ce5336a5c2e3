import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { dropboxSign } from '../nodes/DropboxSign/dropboxSign.dialect';
import { apiKey } from '../nodes/DropboxSign/signIns';
import { ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { testRules } from '../nodes/shared/sessions/credentialTest';
import { signWithKey } from '../nodes/shared/sessions/credentialClass';

/**
 * An API key of Dropbox Sign and the address of the API, which are all that is kept. By default the key goes to that
 * server alone, as the user name of HTTP Basic with an empty password (Dropbox Sign API document). Nothing renews it.
 * It may do all that its account may, whatever the scopes of an app (document).
 */
export class DropboxSignSessionsApi implements ICredentialType {
	name = 'dropboxSignSessionsApi';

	displayName = 'Dropbox Sign API';

	icon = {
		light: 'file:../nodes/DropboxSign/dropboxSign.svg',
		dark: 'file:../nodes/DropboxSign/dropboxSign.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/dropboxsign.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. my-api-key',
			description: 'One of the keys that the API page of your Dropbox Sign settings lists',
		},
		{
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.hellosign.com/v3',
			description: 'Leave it as it is, unless Dropbox Sign gave you another address',
		},
		...ownServerFields('baseUrl'),
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => signWithKey(apiKey, credentials, options);

	test: ICredentialTestRequest = {
		request: { url: '/account' },
		rules: testRules(dropboxSign, 'account'),
	};
}
