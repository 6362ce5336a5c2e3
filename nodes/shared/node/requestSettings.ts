import type { IDataObject } from 'n8n-workflow';
import { DEFAULTS, type RequestSettings } from '../http/settings';

/** No answer of these providers takes an hour; items choose their timeouts, and each keeps a connection that long. */
const LONGEST_TIMEOUT_MS = 3_600_000;
/** Limits of a day are real, and no timer counts more than 24 days. */
const LONGEST_WAIT_MS = 7 * 86_400_000;
const MOST_RETRIES = 10;
const MOST_PARALLEL = 1000;

/**
 * The settings of one item; what is no number of its range counts as left out.
 *
 * @param box the values of the operation's optional fields
 */
export function requestSettings(box: unknown): RequestSettings {
	const chosen = (box ?? {}) as IDataObject;
	const number = (value: unknown, least: number) =>
		value !== '' && Number(value) >= least ? Number(value) : undefined;
	const milliseconds = (value: unknown, least: number, mostMs: number) => {
		const seconds = number(value ?? NaN, least);
		return seconds === undefined ? undefined : Math.min(Math.round(seconds * 1000), mostMs);
	};
	return {
		timeoutMs: milliseconds(chosen.timeoutSeconds, 0.001, LONGEST_TIMEOUT_MS) ?? DEFAULTS.timeoutMs,
		maxWaitMs: milliseconds(chosen.maxWaitSeconds, 0, LONGEST_WAIT_MS) ?? DEFAULTS.maxWaitMs,
		retries: Math.min(number(chosen.retries ?? NaN, 0) ?? DEFAULTS.retries, MOST_RETRIES),
		allowHttp: chosen.allowHttp === true,
		ignoreSslIssues: chosen.ignoreSslIssues === true,
		parallel: Math.min(
			Math.floor(number(chosen.parallelRequests ?? NaN, 1) ?? DEFAULTS.parallel),
			MOST_PARALLEL,
		),
	};
}
