import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { fuseSign } from '../nodes/FuseSign/fuseSign.dialect';
import { sealKeyFields } from '../nodes/shared/fields/sealKeyFields';
import { NOT_CHECKED_BY_N8N, ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { oAuth2ClientFields, oAuth2UrlFields } from '../nodes/shared/signing/oAuth2Fields';

/**
 * An OAuth2 client that FuseSign has set up: its ID and secret, the address of the API, the scope, and a realm if the
 * organization has one. n8n connects it and keeps the tokens.
 *
 * By default the access token goes to the API's server alone, as `Authorization: Bearer …`; the client goes into the
 * form of a token request. Exchange and refresh have a URL each, and lifetimes are date-times (FuseSign API document).
 * n8n renews: for our node when a minute is left, or half the life where that is shorter; in the HTTP Request node
 * after a 401. Nobody here has seen a running server.
 */
export class FuseSignSessionsOAuth2Api implements ICredentialType {
	name = 'fuseSignSessionsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'FuseSign OAuth2 API';

	icon = {
		light: 'file:../nodes/FuseSign/fuseSign.svg',
		dark: 'file:../nodes/FuseSign/fuseSign.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/fusesign.md';

	properties: INodeProperties[] = [
		...oAuth2ClientFields,
		{
			displayName:
				"If Connect fails although client ID, client secret and redirect URL are right, this FuseSign server may take JSON only: FuseSign's documents disagree on that, and n8n connects with forms. Exchange Code and Refresh of the FuseSign node work all the same; for your own account there is the credential FuseSign API.",
			name: 'jsonOnly',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.fuse.work',
			description: 'Leave it as it is, unless FuseSign gave you another address',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'options',
			options: [
				{ name: 'Everything', value: 'FUSESIGN' },
				{ name: 'Own Documents', value: 'FUSESIGN:OWN' },
			],
			default: 'FUSESIGN',
			description: 'What the user is asked to allow',
		},
		{
			displayName: 'Realm',
			name: 'realm',
			type: 'string',
			default: '',
			placeholder: 'e.g. example-company',
			description: 'The realm to sign in to, if the organization has one of its own',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '={{ $self["realm"] ? "Realm=" + encodeURIComponent($self["realm"]) : "" }}',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		...oAuth2UrlFields(fuseSign),
		...ownServerFields('baseUrl', NOT_CHECKED_BY_N8N),
		...sealKeyFields,
	];
}
