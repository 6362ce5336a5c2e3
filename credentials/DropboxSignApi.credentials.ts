import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { ownServerFields, trimmedUrl } from '../nodes/shared/fields/ownServerFields';

export class DropboxSignApi implements ICredentialType {
	name = 'dropboxSignApi';

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

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { auth: { username: '={{ $credentials.apiKey }}', password: '' } },
	};

	test: ICredentialTestRequest = {
		request: { baseURL: `={{ ${trimmedUrl('$credentials.baseUrl')} }}`, url: '/account' },
	};
}
