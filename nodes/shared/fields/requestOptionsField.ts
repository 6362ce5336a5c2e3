import type { INodeProperties } from 'n8n-workflow';

/** The collection that every operation has at its end. */
export const REQUEST_OPTIONS = 'requestOptions';

export const requestOptionsField: INodeProperties = {
	displayName: 'Request Options',
	name: REQUEST_OPTIONS,
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Allow Plain HTTP',
			name: 'allowHttp',
			type: 'boolean',
			default: false,
			description:
				'Whether tokens and passwords may be sent over http, where anyone on the way can read them. This machine itself (localhost) needs no permission.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to send even if the certificate of the server is self-signed, expired or for another name, so that anyone on the way may pose as the server. A credential has a switch of its own.',
		},
		{
			displayName: 'Max Wait (Seconds)',
			name: 'maxWaitSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				'How long a request waits at most when the provider asks to slow down. Beyond it the item fails, with the time to try again.',
		},
		{
			displayName: 'Parallel Requests',
			name: 'parallelRequests',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 20,
			description:
				'How many items at once. Those that create, update, delete, reset or grant something go one by one, and so do items with the same token.',
		},
		{
			displayName: 'Retries',
			name: 'retries',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 2,
			description:
				'How often a request is repeated when the provider fails or cannot be reached. What must not happen twice is never repeated.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeoutSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'How long one request may take',
		},
	],
};
