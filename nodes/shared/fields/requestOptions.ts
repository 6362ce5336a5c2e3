import type { INodeProperties } from 'n8n-workflow';
import { alphabetically } from './alphabetical';

/** How the requests of a run are sent. Every operation offers these among its optional fields. */
const requestOptions: readonly INodeProperties[] = [
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
];

const REQUEST_OPTION_NAMES = new Set(requestOptions.map(({ name }) => name));

/** What an operation's optional fields are stored under: it has one box to add them from, as n8n's own nodes have. */
export const BOXES = ['options', 'additionalFields', 'updateFields'] as const;

const isBox = ({ name }: INodeProperties) => (BOXES as readonly string[]).includes(name);

/** The name of the box among an operation's fields. */
export const boxOf = (fields: readonly INodeProperties[]): string =>
	fields.find(isBox)?.name ?? optionsOf([]).name;

/** The box of an operation that has few optional fields, or none. */
export const optionsOf = (options: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...options].sort(alphabetically('displayName')),
});

/** An operation's fields, and last of all its box, with the request options among what it had. */
export function withRequestOptions(fields: readonly INodeProperties[]): INodeProperties[] {
	const box = fields.find(isBox) ?? optionsOf([]);
	const options = [...((box.options ?? []) as INodeProperties[]), ...requestOptions];
	return [
		...fields.filter((field) => !isBox(field)),
		{ ...box, options: options.sort(alphabetically('displayName')) },
	];
}

/** The values in a box without those of the request options. */
export const withoutRequestOptions = <T>(values: Record<string, T>): Record<string, T> =>
	Object.fromEntries(Object.entries(values).filter(([name]) => !REQUEST_OPTION_NAMES.has(name)));
