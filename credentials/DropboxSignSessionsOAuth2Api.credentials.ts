import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { dropboxSign } from '../nodes/DropboxSign/dropboxSign.dialect';
import { sealKeyFields } from '../nodes/shared/fields/sealKeyFields';
import { NOT_CHECKED_BY_N8N, ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { oAuth2ClientFields, oAuth2UrlFields } from '../nodes/shared/signing/oAuth2Fields';

/**
 * The client of an API app of Dropbox Sign: its ID and secret, and two addresses, since tokens come from another host
 * than the API's (Dropbox Sign API document). n8n connects it and keeps the tokens. Scopes are the app's, and none is
 * asked for.
 *
 * By default the access token goes to the API's host alone, as `Authorization: Bearer …`; the client goes into the
 * form of a token request. Access tokens live a day (document). n8n renews them, at `/oauth/token?refresh` in place of
 * `/oauth/token`: for our node when a minute is left, or half the life where that is shorter; in the HTTP Request node
 * after a 401. n8n sends no `state` when it exchanges the code, which the document asks for; whether the server
 * insists is unverified.
 */
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
