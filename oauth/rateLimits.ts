import type { Dialect, RateLimitHeaders } from './dialect';
import type { HttpAnswer } from './http';
import { isRecord } from './json';

/**
 * How long an answer asks to wait before the next request, in seconds; undefined when it does not say. From
 * `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), else from a `retry_after` in the body, else from the
 * dialect's rate limit headers once nothing is left.
 */
export function waitAsked(
	{ rateLimits }: Pick<Dialect, 'rateLimits'>,
	{ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
	body: unknown,
	now = Date.now(),
): number | undefined {
	const header = headers['retry-after'];
	const inBody = isRecord(body) ? body.retry_after : undefined;
	const seconds = [
		secondsIn(header),
		header !== undefined && A_DATE.test(header) ? (Date.parse(header) - now) / 1000 : NaN,
		secondsIn(inBody),
		rateLimits === undefined ? NaN : untilReset(rateLimits, headers, status === 429, now),
	].find((value) => Number.isFinite(value));
	return seconds === undefined ? undefined : Math.max(0, seconds);
}

const A_DATE = /[a-z]{3}/i;

const secondsIn = (value: unknown): number =>
	typeof value === 'number' || (typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value))
		? Number(value)
		: NaN;

/** Of several limits those that are used up count; where a refusal does not tell which it was, the one that ends first. */
function untilReset(
	{ remaining, reset, resetForm }: RateLimitHeaders,
	headers: HttpAnswer['headers'],
	isRefused: boolean,
	now: number,
): number {
	const isUsedUp = (name: string) => headers[`${remaining}${name}`] === '0';
	const resets = Object.keys(headers)
		.filter((header) => header.startsWith(reset) && Number.isFinite(Number(headers[header])))
		.map((header) => ({
			usedUp: isUsedUp(header.slice(reset.length)),
			seconds: Number(headers[header]) - (resetForm === 'epochSeconds' ? now / 1000 : 0),
		}));
	const usedUp = resets.flatMap((each) => (each.usedUp ? [each.seconds] : []));
	if (usedUp.length > 0) return Math.max(...usedUp);
	return isRefused && resets.length > 0 ? Math.min(...resets.map(({ seconds }) => seconds)) : NaN;
}

/** `40 seconds`, `5 minutes`, `2 hours`; rounded up, so that the time is over when one has waited that long. */
export function inWords(seconds: number): string {
	const [amount, unit] =
		seconds < 120
			? [seconds, 'second']
			: seconds < 7200
				? [seconds / 60, 'minute']
				: [seconds / 3600, 'hour'];
	const whole = Math.ceil(amount);
	return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
