import { readMoment } from './dates';
import type { Dialect, RateLimitHeaders } from './dialect';
import type { HttpAnswer } from './http';
import { isRecord } from './json';

/**
 * The longest wait that is believed, in seconds: a year. No limit of a real API lasts as long, nobody waits for more,
 * and the moment at which it ends is still one that a date can hold.
 */
const LONGEST_WAIT = 365 * 24 * 3600;

/** A wait as it can be reckoned with: from 0 to a year. */
const clamped = (seconds: number): number => Math.min(Math.max(seconds, 0), LONGEST_WAIT);

/**
 * How long an answer asks to wait before the next request, in seconds, a year at most; undefined when it does not say.
 * From `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), else from a `retry_after` in the body, else from the
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
		untilDate(header, now),
		secondsIn(inBody),
		rateLimits === undefined ? NaN : untilReset(rateLimits, headers, status === 429, now),
	].find((value) => !Number.isNaN(value));
	return seconds === undefined ? undefined : clamped(seconds);
}

/** Infinity for more than a number can hold. */
function secondsIn(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.length < 1000 && /^-?\d+(?:\.\d+)?$/.test(value.trim())
		? Number(value)
		: NaN;
}

/** Digits alone are seconds, and never the time of an epoch. */
function untilDate(header: string | undefined, now: number): number {
	if (header === undefined || !Number.isNaN(secondsIn(header))) return NaN;
	return ((readMoment(header) ?? NaN) - now) / 1000;
}

/** Of several limits those that are used up count; where a refusal does not tell which it was, the one that ends first. */
function untilReset(
	{ remaining, reset, resetForm }: RateLimitHeaders,
	headers: HttpAnswer['headers'],
	isRefused: boolean,
	now: number,
): number {
	const isUsedUp = (name: string) => headers[`${remaining}${name}`] === '0';
	const resets = Object.keys(headers)
		.filter((header) => header.startsWith(reset) && !Number.isNaN(Number(headers[header])))
		.map((header) => ({
			usedUp: isUsedUp(header.slice(reset.length)),
			seconds: Number(headers[header]) - (resetForm === 'epochSeconds' ? now / 1000 : 0),
		}));
	const usedUp = resets.flatMap((each) => (each.usedUp ? [each.seconds] : []));
	if (usedUp.length > 0) return Math.max(...usedUp);
	return isRefused && resets.length > 0 ? Math.min(...resets.map(({ seconds }) => seconds)) : NaN;
}

/**
 * `40 seconds`, `2 minutes 8 seconds`, `15 minutes`, `3 days`: two units below ten of the first. Rounded up, so that the
 * time is over when one has waited that long.
 */
export function inWords(seconds: number): string {
	const wait = clamped(Number.isNaN(seconds) ? 0 : seconds);
	const at = UNITS.findIndex(({ most }) => wait < most);
	const [unit = UNITS[0], smaller] = [UNITS[at], UNITS[at - 1]];
	if (smaller === undefined || wait >= 10 * unit.size) return counted(Math.ceil(wait / unit.size), unit);
	const small = Math.ceil(wait / smaller.size);
	const each = unit.size / smaller.size;
	const [whole, rest] = [counted(Math.floor(small / each), unit), counted(small % each, smaller)];
	return small % each === 0 ? whole : `${whole} ${rest}`;
}

interface Unit {
	/** In seconds. */
	readonly size: number;
	readonly name: string;
	/** Waits of so many seconds and more are told in the next unit. */
	readonly most: number;
}

const UNITS: readonly [Unit, ...Unit[]] = [
	{ size: 1, name: 'second', most: 120 },
	{ size: 60, name: 'minute', most: 7200 },
	{ size: 3600, name: 'hour', most: 48 * 3600 },
	{ size: 86_400, name: 'day', most: Infinity },
];

const counted = (count: number, { name }: Unit): string => `${count} ${name}${count === 1 ? '' : 's'}`;

/** When a wait that begins now is over: `12:34:56 UTC`, with the day where it is not over within one. */
export function endOfWait(seconds: number, now = Date.now()): string {
	const wait = clamped(Number.isNaN(seconds) ? 0 : seconds);
	const end = new Date(now + wait * 1000).toISOString();
	return `${wait < 86_400 ? '' : `${end.slice(0, 10)} `}${end.slice(11, 19)} UTC`;
}
