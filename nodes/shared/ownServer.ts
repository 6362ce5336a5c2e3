import type { INodeProperties } from 'n8n-workflow';

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
		{ displayName: 'Allowed Domains', name: 'allowedDomains', type: 'hidden', default: `={{ ${host} }}` },
	];
}
