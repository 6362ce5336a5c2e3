import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** How the requests of a node behave; every operation has these options. */
export interface RequestSettings {
	readonly timeoutMs: number;
	/** The longest wait for rate limits, in all, for one request. */
	readonly maxWaitMs: number;
	/** How often a request that is safe to repeat is repeated. */
	readonly retries: number;
	/** Whether secrets may travel over plain http to other machines. */
	readonly allowHttp: boolean;
	/** Most requests of a reading operation under way at once. */
	readonly parallel: number;
}

export const DEFAULTS: RequestSettings = {
	timeoutMs: 30_000,
	maxWaitMs: 60_000,
	retries: 2,
	allowHttp: false,
	parallel: 20,
};

const NAME = 'requestOptions';

export const requestOptionsField: INodeProperties = {
	displayName: 'Request Options',
	name: NAME,
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
				'How many items at once, for operations that only read. Those that spend or change something go one by one.',
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

/** What a timer can count. */
const LONGEST_MS = 2 ** 31 - 1;
const MOST_RETRIES = 10;
const MOST_PARALLEL = 1000;

/** The settings of one item; what is no number of its range counts as left out. */
export function requestSettings(parameter: (name: string) => unknown): RequestSettings {
	const chosen = (parameter(NAME) ?? {}) as IDataObject;
	const number = (value: unknown, least: number) =>
		value !== '' && Number(value) >= least ? Number(value) : undefined;
	const milliseconds = (value: unknown, least: number) => {
		const seconds = number(value ?? NaN, least);
		return seconds === undefined ? undefined : Math.min(Math.round(seconds * 1000), LONGEST_MS);
	};
	return {
		timeoutMs: milliseconds(chosen.timeoutSeconds, 0.001) ?? DEFAULTS.timeoutMs,
		maxWaitMs: milliseconds(chosen.maxWaitSeconds, 0) ?? DEFAULTS.maxWaitMs,
		retries: Math.min(number(chosen.retries ?? NaN, 0) ?? DEFAULTS.retries, MOST_RETRIES),
		allowHttp: chosen.allowHttp === true,
		parallel: Math.min(
			Math.floor(number(chosen.parallelRequests ?? NaN, 1) ?? DEFAULTS.parallel),
			MOST_PARALLEL,
		),
	};
}
