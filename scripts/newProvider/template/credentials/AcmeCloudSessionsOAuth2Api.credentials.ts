import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { acmeCloud } from '../nodes/AcmeCloud/acmeCloud.dialect';
import { sealKeyFields } from '../nodes/shared/fields/sealKeyFields';
import { NOT_CHECKED_BY_N8N, ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { oAuth2ClientFields, oAuth2UrlFields } from '../nodes/shared/signing/oAuth2Fields';

/**
 * An OAuth2 client of Acme Cloud: its ID and secret, the address of the API, and scopes. n8n connects it, with PKCE by
 * S256, and keeps the tokens.
 *
 * By default the access token goes to the API's server alone, as `Authorization: Bearer …`; the client goes to the
 * token endpoint, as HTTP Basic. n8n renews: for our node when a minute is left, or half the life where that is
 * shorter; in the HTTP Request node after a 401.
 */
export class AcmeCloudSessionsOAuth2Api implements ICredentialType {
	name = 'acmeCloudSessionsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Acme Cloud OAuth2 API';

	icon = {
		light: 'file:../nodes/AcmeCloud/acmeCloud.svg',
		dark: 'file:../nodes/AcmeCloud/acmeCloud.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/acmecloud.md';

	properties: INodeProperties[] = [
		...oAuth2ClientFields,
		{
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://acmecloud.example.com',
			description: 'The address of Acme Cloud, without a path of an endpoint',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'read',
			placeholder: 'e.g. read write',
			description: 'What you are asked to allow, separated by spaces',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'pkce' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
		...oAuth2UrlFields(acmeCloud),
		...ownServerFields('baseUrl', NOT_CHECKED_BY_N8N),
		...sealKeyFields,
	];
}
