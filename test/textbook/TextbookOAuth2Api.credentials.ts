import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { NOT_CHECKED_BY_N8N, ownServerFields } from '../../nodes/shared/signing/ownServerFields';
import { oAuth2UrlFields } from '../../nodes/shared/signing/oAuth2Fields';
import { CONNECTED_TYPE } from './operations';
import { textbook } from './textbook.dialect';

/** The client of a server that speaks OAuth 2.0 by the book: its ID and secret, and the address. n8n connects it and keeps the tokens. */
export class TextbookOAuth2Api implements ICredentialType {
	name = CONNECTED_TYPE;

	extends = ['oAuth2Api'];

	displayName = 'Textbook OAuth2 API';

	properties: INodeProperties[] = [
		{ displayName: 'URL', name: 'baseUrl', type: 'string', required: true, default: '' },
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'openid read' },
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'pkce' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
		...oAuth2UrlFields(textbook),
		...ownServerFields('baseUrl', NOT_CHECKED_BY_N8N),
	];
}
