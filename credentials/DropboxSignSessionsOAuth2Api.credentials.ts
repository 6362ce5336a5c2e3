import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { dropboxSign } from '../nodes/DropboxSign/dropboxSign.dialect';
import { sealKeyFields } from '../nodes/shared/fields/sealKeyFields';
import { NOT_CHECKED_BY_N8N, ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { oAuth2ClientFields, oAuth2UrlFields } from '../nodes/shared/signing/oAuth2Fields';

export class DropboxSignSessionsOAuth2Api implements ICredentialType {
	name = 'dropboxSignSessionsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Dropbox Sign OAuth2 API';

	icon = {
		light: 'file:../nodes/DropboxSign/dropboxSign.svg',
		dark: 'file:../nodes/DropboxSign/dropboxSign.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/dropboxsign.md';

	properties: INodeProperties[] = [
		...oAuth2ClientFields,
		{
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.hellosign.com/v3',
			description: 'Leave it as it is, unless Dropbox Sign gave you another address',
		},
		{
			displayName: 'OAuth URL',
			name: 'oauthUrl',
			type: 'string',
			required: true,
			default: 'https://app.hellosign.com',
			description: 'Where users allow access, and where tokens come from. Leave it as it is, too.',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		// Scopes are those of the API app. Without a scope of its own the credential would ask for "openid".
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		...oAuth2UrlFields(dropboxSign),
		...ownServerFields('baseUrl', NOT_CHECKED_BY_N8N),
		...sealKeyFields,
	];
}
