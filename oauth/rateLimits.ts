import { isRecord } from './json';

/**
 * How long a provider asks to wait, in whole seconds rounded up: from `Retry-After` in seconds or as a date
 * (RFC 9110 §10.2.3), else from a `retry_after` in the body; undefined when it does not say.
 */
export function retryAfterSeconds(
	headers: Readonly<Record<string, string>>,
	body: unknown,
	now = Date.now(),
): number | undefined {
	const header = headers['retry-after'];
	const inBody = isRecord(body) ? body.retry_after : undefined;
	const seconds = [
		header === undefined ? NaN : Number(header),
		header === undefined ? NaN : (Date.parse(header) - now) / 1000,
		typeof inBody === 'number' ? inBody : NaN,
	].find((value) => Number.isFinite(value));
	return seconds === undefined ? undefined : Math.max(0, Math.ceil(seconds));
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
