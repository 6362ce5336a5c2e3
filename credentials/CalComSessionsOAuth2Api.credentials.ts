import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { scopeExpression } from '../nodes/shared/fields/additionalScopes';
import { additionalScopesField, scopeOptions } from '../nodes/CalCom/scopes';
import { calComOAuth2 } from '../nodes/CalCom/calComOAuth2.dialect';
import { sealKeyFields } from '../nodes/shared/fields/sealKeyFields';
import { NOT_CHECKED_BY_N8N, ownServerFields } from '../nodes/shared/signing/ownServerFields';
import { oAuth2ClientFields, oAuth2UrlFields } from '../nodes/shared/signing/oAuth2Fields';

/**
 * An OAuth2 client of Cal.com: its type, ID, scopes, the addresses of API and app, and the secret of a confidential
 * one. n8n connects it and keeps the tokens.
 *
 * By default the access token goes to the API's server alone, as `Authorization: Bearer …`; the client goes into the
 * form of a token request, with a secret or with a PKCE verifier, since Cal.com refuses one field too many (Cal.com
 * API v2 source). Access tokens live 30 minutes, refresh tokens 30 days (source). n8n renews them under its lock: for
 * our node when a minute is left, or half the life where that is shorter; in the HTTP Request node after a 401, and
 * from n8n 2.40 on after a 498 (observed).
 */
export class CalComSessionsOAuth2Api implements ICredentialType {
	name = 'calComSessionsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Cal.com OAuth2 API';

	icon = {
		light: 'file:../nodes/CalCom/calCom.svg',
		dark: 'file:../nodes/CalCom/calCom.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/blob/main/docs/calcom.md';

	properties: INodeProperties[] = [
		{
			// n8n sends what the client type calls for: the secret and no PKCE, or PKCE and no secret.
			displayName: 'Client Type',
			name: 'grantType',
			type: 'options',
			options: [
				{ name: 'Confidential (Has a Client Secret)', value: 'authorizationCode' },
				{ name: 'Public (PKCE, No Client Secret)', value: 'pkce' },
			],
			default: 'authorizationCode',
			description: 'As the client was registered at Cal.com, which refuses what the other type sends',
		},
		...oAuth2ClientFields.map((field) =>
			field.name === 'clientSecret'
				? { ...field, displayOptions: { show: { grantType: ['authorizationCode'] } } }
				: field,
		),
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'multiOptions',
			options: scopeOptions,
			default: ['PROFILE_READ'],
			description:
				'What Cal.com asks you to allow, out of what the client is registered for; Profile: Read, if none is chosen',
		},
		additionalScopesField,
		{
			// Hidden, and never left out: n8n would ask for "openid".
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: scopeExpression('PROFILE_READ'),
		},
		{
			displayName: 'API URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.cal.com',
			description: 'Leave it as it is, unless the server is self-hosted: then the address of its API v2',
		},
		{
			displayName: 'App URL',
			name: 'appUrl',
			type: 'string',
			required: true,
			default: 'https://app.cal.com',
			description:
				'Leave it as it is, unless the server is self-hosted: then the address where users sign in',
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		...oAuth2UrlFields(calComOAuth2, '/v2'),
		...ownServerFields('baseUrl', NOT_CHECKED_BY_N8N),
		...sealKeyFields,
	];
}
