/** More characters than any date has; what is longer is not looked at. */
const LONGEST = 100;

/** `2026-11-26T16:15:28.123+01:00` and what databases make of it (RFC 3339 §5.6): a space, no zone, a short one. */
const ISO_DATE =
	/^(\d{4})([-/])(\d\d)\2(\d\d)(?:[Tt ](\d\d:\d\d)(:\d\d)?(?:[.,](\d{1,20}))?\s?([Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$/;
/** The three forms of RFC 9110 §5.6.7, of which the last names no zone, and that of JavaScript. */
const IMF_DATE = /^[a-z]{3}, (\d\d?) ([a-z]{3}) (\d{4,6}) (\d\d:\d\d:\d\d) (?:GMT|UTC|([+-][01]\d[0-5]\d))$/i;
const RFC850_DATE = /^[a-z]{6,9}, (\d\d)-([a-z]{3})-(\d\d) (\d\d:\d\d:\d\d) (?:GMT|UTC)$/i;
const ASCTIME_DATE = /^[a-z]{3} ([a-z]{3}) {1,2}(\d\d?) (\d\d:\d\d:\d\d) (\d{4})$/i;
const JAVASCRIPT_DATE =
	/^[a-z]{3} ([a-z]{3}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-][01]\d[0-5]\d)(?: \(.{1,40}\))?$/i;

/**
 * From 2001 to 2286: whole numbers of seconds in it are no lifetimes, and none of milliseconds is one of seconds, or a
 * date in digits, such as 20261126161528.
 */
const EPOCH_SECONDS = { from: 1e9, to: 1e10 };

/**
 * Days since the end of 1899, as sheets count them, from 2000 to 2100. A lifetime of seconds can be as large, but has no
 * fraction, so that a number without one is taken for neither.
 */
const SHEET_DAYS = { from: 36_526, to: 73_051 };
const SHEET_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/**
 * A moment in epoch milliseconds, in whatever form servers and databases write it; undefined for anything else.
 *
 * Text without a zone means UTC, wherever n8n runs. Numbers, and text of digits, are epoch seconds or epoch
 * milliseconds where they can be, or the days of a sheet; a lifetime such as 3600 is no moment. An object counts by its
 * time value, be it a date of this realm, of another one, or of a library.
 */
export function readMoment(value: unknown): number | undefined {
	const time = milliseconds(value);
	return Number.isNaN(time) ? undefined : time;
}

/**
 * A moment in the form in which another one is stored, so that it fits where that one was: a date, epoch seconds or
 * milliseconds, the days of a sheet, as a number or in digits, or text without a zone, as databases want it back. Where
 * the other one has no such form it is ISO 8601 in UTC.
 */
export function momentLike(sample: unknown, time: number): string | number | Date {
	if (Object.prototype.toString.call(sample) === '[object Date]') return new Date(time);
	if (typeof sample === 'number') return numberLike(sample, time);
	const text = typeof sample === 'string' && sample.length <= LONGEST ? sample.trim() : '';
	const [digits, mark = '.'] = DIGITS.exec(text) ?? [];
	if (digits) return String(numberLike(Number(digits.replace(',', '.')), time)).replace('.', mark);
	const iso = new Date(time).toISOString();
	const [, separator, fraction] = WITHOUT_ZONE.exec(text) ?? [];
	return separator ? `${iso.slice(0, 10)}${separator}${iso.slice(11, fraction ? 23 : 19)}` : iso;
}

const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(\.\d{1,9})?$/;

const DIGITS = /^\d{1,20}(?:([.,])\d{1,20})?$/;

/** Whole seconds are rounded down: nothing lasts longer than it does. */
function numberLike(sample: number, time: number): number {
	if (sample >= EPOCH_SECONDS.to) return time;
	if (sample < SHEET_DAYS.to) return (time - SHEET_EPOCH) / DAY_MS;
	return Number.isInteger(sample) ? Math.floor(time / 1000) : time / 1000;
}

function milliseconds(value: unknown): number {
	if (typeof value === 'number') return ofEpoch(value);
	if (typeof value === 'object' && value !== null) return ofObject(value);
	if (typeof value !== 'string' || value.length > LONGEST) return NaN;
	const text = value.trim();
	return DIGITS.test(text) ? ofEpoch(Number(text.replace(',', '.'))) : ofText(text);
}

function ofEpoch(value: number): number {
	const { from, to } = EPOCH_SECONDS;
	if (value >= from && value < to) return Math.round(value * 1000);
	if (value >= from * 1000 && value < to * 1000) return Math.round(value);
	const isSheetDate = value >= SHEET_DAYS.from && value < SHEET_DAYS.to && !Number.isInteger(value);
	return isSheetDate ? SHEET_EPOCH + Math.round(value * DAY_MS) : NaN;
}

/** Not `instanceof`: expressions may run in another realm. A time before 1970 is one as well. */
function ofObject(value: object): number {
	const time: unknown = typeof value.valueOf === 'function' ? value.valueOf() : undefined;
	return typeof time === 'number' && Math.abs(time) <= MOST_MS ? time : NaN;
}

/** What a JavaScript date can hold. */
const MOST_MS = 8.64e15;

function ofText(text: string): number {
	const iso = ISO_DATE.exec(text);
	if (iso) {
		const [, year, , month, day, time = '00:00', seconds = ':00', fraction = '0', zone = 'Z'] = iso;
		const written = `${year}-${month}-${day}T${time}${seconds}.${fraction.slice(0, 3)}`;
		return isDay(year, month, day) ? Date.parse(written + isoZone(zone)) : NaN;
	}
	const imf = IMF_DATE.exec(text);
	if (imf) return ofParts(imf[1], imf[2], imf[3], imf[4], imf[5]);
	const rfc850 = RFC850_DATE.exec(text);
	if (rfc850) return inThisCentury(rfc850[3], (year) => ofParts(rfc850[1], rfc850[2], year, rfc850[4]));
	const asctime = ASCTIME_DATE.exec(text);
	if (asctime) return ofParts(asctime[2], asctime[1], asctime[4], asctime[3]);
	const js = JAVASCRIPT_DATE.exec(text);
	return js ? ofParts(js[2], js[1], js[3], js[4], js[5]) : NaN;
}

/** V8 reads the 31st of each month, and takes it for a day of the next one. */
function isDay(year = '', month = '', day = ''): boolean {
	const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
	return Number(day) <= last;
}

/** `Z`, or an offset with its colon, which databases leave out. */
function isoZone(zone: string): string {
	const digits = zone.replace(':', '');
	return /^[+-]/.test(digits) ? `${digits.slice(0, 3)}:${digits.slice(3) || '00'}` : 'Z';
}

function ofParts(day = '', month = '', year = '', time = '', zone = '+0000'): number {
	const isThatDay = new Date(`${day} ${month} ${year} GMT`).getUTCDate() === Number(day);
	return isThatDay ? Date.parse(`${day} ${month} ${year} ${time} GMT${zone}`) : NaN;
}

/** Two digits of a year that would be more than fifty years ahead are those of the century before (RFC 9110 §5.6.7). */
function inThisCentury(digits = '', read: (year: string) => number): number {
	const now = new Date().getUTCFullYear();
	const year = Math.floor(now / 100) * 100 + Number(digits);
	return read(String(year > now + 50 ? year - 100 : year));
}
