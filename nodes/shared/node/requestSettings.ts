import type { IDataObject } from 'n8n-workflow';
import { REQUEST_OPTIONS } from '../fields/requestOptionsField';
import { DEFAULTS, type RequestSettings } from '../http/settings';

/** What a timer can count. */
const LONGEST_MS = 2 ** 31 - 1;
const MOST_RETRIES = 10;
const MOST_PARALLEL = 1000;

/** The settings of one item; what is no number of its range counts as left out. */
export function requestSettings(parameter: (name: string) => unknown): RequestSettings {
	const chosen = (parameter(REQUEST_OPTIONS) ?? {}) as IDataObject;
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
