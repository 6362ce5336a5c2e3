import type { INodeProperties } from 'n8n-workflow';

export const ALLOW_PLAIN_HTTP = 'allowPlainHttp';

/** Shown for an address over http in any spelling, and for an expression, which may yield one. */
const MAY_BE_HTTP = '^\\s*(=|[hH][tT][tT][pP]:)';

/**
 * The fields that bind a credential to its own server, by default: n8n's own default is any server.
 *
 * @param noPlainHttp what happens over http as long as it is not allowed
 */
export function ownServerFields(urlField: string, noPlainHttp = REFUSED): INodeProperties[] {
	// Bounded, since n8n evaluates it on whatever an expression yields.
	const host = `($self["${urlField}"] || "").trim().match(/^(?:[a-z]{1,10}:\\/\\/)?(\\[[^\\]]{0,64}\\]|[^\\/:?#]{0,255})/i)[1]`;
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
			displayOptions: { show: { [urlField]: [{ _cnd: { regex: MAY_BE_HTTP } }] } },
		},
		{ displayName: 'Allowed Domains', name: 'allowedDomains', type: 'hidden', default: `={{ ${host} }}` },
	];
}

const REFUSED = 'Otherwise such requests are refused.';
/** n8n signs the requests of OAuth2 credentials by itself, without asking the credential. */
export const NOT_CHECKED_BY_N8N =
	'Otherwise connecting uses https in its place, and this package refuses such requests; the HTTP Request node sends what its own address says.';
