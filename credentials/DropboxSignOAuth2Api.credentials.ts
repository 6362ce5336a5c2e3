import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { ownServerFields, trimmedUrl } from '../nodes/shared/fields/ownServerFields';

const OAUTH = `={{ ${trimmedUrl('$self["oauthUrl"]')} }}/oauth`;

export class DropboxSignOAuth2Api implements ICredentialType {
	name = 'dropboxSignOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Dropbox Sign OAuth2 API';

	icon = {
		light: 'file:../nodes/DropboxSign/dropboxSign.svg',
		dark: 'file:../nodes/DropboxSign/dropboxSign.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/dropboxsign.md';

	properties: INodeProperties[] = [
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
		{ displayName: 'Authorization URL', name: 'authUrl', type: 'hidden', default: `${OAUTH}/authorize` },
		{
			// n8n refreshes where it exchanges, and Dropbox Sign marks the URL of a refresh. While connecting there is no execution yet.
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: `${OAUTH}/token{{ $executionId === "__UNKNOWN__" ? "" : "?refresh" }}`,
		},
		// In the editor there is no execution either; see `nodes/shared/editorFunctions.ts`.
		{ displayName: 'Refresh URL', name: 'refreshUrl', type: 'hidden', default: `${OAUTH}/token?refresh` },
		// Scopes are those of the API app. Without a scope of its own the credential would ask for "openid".
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		...ownServerFields('baseUrl'),
	];
}
