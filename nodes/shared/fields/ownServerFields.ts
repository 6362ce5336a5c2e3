import type { INodeProperties } from 'n8n-workflow';

export const ALLOW_PLAIN_HTTP = 'allowPlainHttp';

/** The fields that bind a credential to its own server, by default: n8n's own default is any server. */
export function ownServerFields(urlField: string): INodeProperties[] {
	const host = `($self["${urlField}"] || "").trim().match(/^(?:[a-z]+:\\/\\/)?(\\[[^\\]]*\\]|[^\\/:?#]*)/i)[1]`;
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
			description:
				'Whether passwords and tokens may be sent over http, where anyone on the way can read them. Only for a server in your own network.',
			displayOptions: { show: { [urlField]: [{ _cnd: { startsWith: 'http:' } }] } },
		},
		{ displayName: 'Allowed Domains', name: 'allowedDomains', type: 'hidden', default: `={{ ${host} }}` },
	];
}

/**
 * An address as n8n computes it by itself out of a credential's field: without the spaces and slashes that come along.
 * Only the first slash of a row may begin the row that is looked at, or a long one would be looked at once for each slash.
 */
export const trimmedUrl = (field: string): string => `(${field} || "").trim().replace(/(?<!\\/)\\/+$/, "")`;
