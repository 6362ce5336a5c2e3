import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { scopeField } from '../nodes/Fluxer/scopes';
import { additionalScopes, scopeExpression } from '../nodes/shared/fields/additionalScopes';
import { fluxer } from '../nodes/Fluxer/fluxer.dialect';
import { sealKeyFields } from '../nodes/shared/fields/sealKeyFields';
import { NOT_CHECKED_BY_N8N, ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { oAuth2ClientFields, oAuth2UrlFields } from '../nodes/shared/signing/oAuth2Fields';

/**
 * The client of a Fluxer application: its ID and secret, scopes, and the addresses of API and web app. n8n connects
 * it, with PKCE by S256, and keeps the tokens.
 *
 * By default the access token goes to the API's server alone, as `Authorization: Bearer …`; the client goes into the
 * form of a token request. Access tokens live a week (servers of February and July 2026, observed). A refresh consumes
 * the refresh token on those of July. n8n renews: for our node when a minute is left; in the HTTP Request node after a
 * 401.
 */
export class FluxerSessionsOAuth2Api implements ICredentialType {
	name = 'fluxerSessionsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Fluxer OAuth2 API';

	icon = {
		light: 'file:../nodes/Fluxer/fluxer.svg',
		dark: 'file:../nodes/Fluxer/fluxer.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/fluxer.md';

	properties: INodeProperties[] = [
		...oAuth2ClientFields,
		{
			...scopeField,
			name: 'scopes',
			required: false,
			description: 'What Fluxer asks you to allow; Identify, if none is chosen',
		},
		additionalScopes,
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'string',
			required: true,
			default: 'https://api.fluxer.app/v1',
			description:
				'Leave it as it is, unless you use an instance of your own, whose API URL usually ends in /api',
		},
		{
			displayName: 'Web App URL',
			name: 'webUrl',
			type: 'string',
			required: true,
			default: 'https://web.fluxer.app',
			description:
				'Where users are asked for consent. Leave it as it is, unless you use an instance of your own.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// Without any scope Fluxer refuses, and the editor may leave out the default of the list.
			default: scopeExpression('identify'),
		},
		// Servers that do not know PKCE ignore it; those that do take a plain challenge for granted unless told S256.
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'pkce' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		...oAuth2UrlFields(fluxer),
		...ownServerFields('apiUrl', NOT_CHECKED_BY_N8N),
		...sealKeyFields,
	];
}
