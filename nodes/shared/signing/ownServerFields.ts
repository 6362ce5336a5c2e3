import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import type { RequestSettings } from '../http/settings';
import { addressExpression } from './addressExpression';

/** The switch that lets a credential sign requests over http. */
export const ALLOW_PLAIN_HTTP = 'allowPlainHttp';

/** n8n's own name for it, so that n8n heeds it where it connects and refreshes by itself. */
const IGNORE_SSL_ISSUES = 'ignoreSSLIssues';

/** What is dangerous, and only done where somebody has switched it on. */
type Allowed = Pick<RequestSettings, 'allowHttp' | 'ignoreSslIssues'>;

/** What somebody has switched on in a credential. */
export const allowedBy = (data: ICredentialDataDecryptedObject): Allowed => ({
	allowHttp: data[ALLOW_PLAIN_HTTP] === true,
	ignoreSslIssues: data[IGNORE_SSL_ISSUES] === true,
});

/** What is allowed where two have a say. */
export const eitherAllows = (one: Allowed, other: Allowed): Allowed => ({
	allowHttp: one.allowHttp || other.allowHttp,
	ignoreSslIssues: one.ignoreSslIssues || other.ignoreSslIssues,
});

/**
 * Where the switch for http is not shown: what is not shown is not stored, so that it is for an address in any other
 * spelling that may be read as http, and for an expression. Not by a regular expression: n8n gives each a quarter of a
 * second by the clock, and fails the item on a machine that is busy for so long.
 */
const SURELY_HTTPS = ['', { _cnd: { startsWith: 'https://' } }];

/**
 * The fields that bind a credential to its own server, by default: n8n's own default is any server.
 *
 * @param noPlainHttp what happens over http as long as it is not allowed
 */
export function ownServerFields(urlField: string, noPlainHttp = REFUSED): INodeProperties[] {
	return [
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			options: [
				{ name: 'All', value: 'all', description: 'Any address that a node asks for gets the session' },
				{ name: 'None', value: 'none', description: 'The HTTP Request node may not use this credential' },
				{ name: 'This Server Only', value: 'domains', description: 'No other host ever gets the session' },
			],
			default: 'domains',
			description: 'Where the HTTP Request node may send this session',
		},
		{
			displayName: 'Allow Plain HTTP',
			name: ALLOW_PLAIN_HTTP,
			type: 'boolean',
			default: false,
			description: `Whether passwords and tokens may be sent over http, where anyone on the way can read them. Only for a server in your own network. ${noPlainHttp}`,
			displayOptions: { hide: { [urlField]: SURELY_HTTPS } },
		},
		ignoreSslIssuesField,
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: allowedDomainsOf(urlField),
		},
	];
}

/** The host in a field that holds an address, as an expression of n8n's. */
export const allowedDomainsOf = (urlField: string): string =>
	`={{ ${addressExpression(urlField)}.match(/^https?:\\/\\/(\\[[^\\]]+\\]|[^\\/:]+)/i)[1] }}`;

const ignoreSslIssuesField: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: IGNORE_SSL_ISSUES,
	type: 'boolean',
	default: false,
	description:
		'Whether to send passwords and tokens even if the certificate of the server is self-signed, expired or for another name, so that anyone on the way may pose as the server. Safer: give n8n the certificate of whoever signed it, in a file named by the environment variable NODE_EXTRA_CA_CERTS.',
};

const REFUSED = 'Otherwise such requests are refused.';
/** n8n signs the requests of OAuth2 credentials by itself, without asking the credential. */
export const NOT_CHECKED_BY_N8N =
	'Otherwise connecting uses https in its place, and this package refuses such requests; the HTTP Request node sends what its own address says.';
