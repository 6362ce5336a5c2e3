import fc from 'fast-check';
import { momentLike, readMoment } from '../../../oauth/dates';
import { secondsLeft } from '../../../oauth/tokens';

const MOMENT = '2026-11-26T16:15:28.000Z';
const read = (value: unknown) => {
	const moment = readMoment(value);
	return moment === undefined ? undefined : new Date(moment).toISOString();
};

describe('a moment in the form of another one', () => {
	const time = Date.parse(MOMENT) + 123;

	it.each<[unknown, unknown]>([
		['2030-01-31T12:00:00.000Z', '2026-11-26T16:15:28.123Z'],
		['2030-01-31T13:00:00+01:00', '2026-11-26T16:15:28.123Z'],
		['2030-01-31 12:00:00', '2026-11-26 16:15:28'],
		['2030-01-31T12:00:00.5', '2026-11-26T16:15:28.123'],
		[1895788800, 1795709728],
		['1895788800', '1795709728'],
		[1895788800000, 1795709728123],
		['1895788800000', '1795709728123'],
		[1895788800.5, 1795709728.123],
		['1895788800.5', '1795709728.123'],
		['1895788800,5', '1795709728,123'],
		[1895788800000.5, 1795709728123],
		[new Date(), new Date(time)],
		[null, '2026-11-26T16:15:28.123Z'],
		['', '2026-11-26T16:15:28.123Z'],
	])('is written as %j is', (other, expected) => {
		expect(momentLike(other, time)).toEqual(expected);
	});

	it('means the same, but for what is less than a second', () => {
		const others = [
			1895788800,
			1895788800.25,
			'47000.5',
			'1895788800000',
			47_000.5,
			'2030-01-31 12:00:00',
			new Date(),
			'soon',
			{},
		];
		fc.assert(
			fc.property(fc.constantFrom(...others), fc.integer({ min: 1e12, max: 4e12 }), (other, moment) => {
				const off = moment - (readMoment(momentLike(other, moment)) ?? NaN);
				expect(off >= -1 && off < 1000).toBe(true);
			}),
		);
	});
});

describe('a moment', () => {
	it.each([
		['2026-11-26T16:15:28.000Z'],
		['2026-11-26T16:15:28Z'],
		['2026-11-26t16:15:28z'],
		['2026-11-26T16:15:28'],
		['2026-11-26 16:15:28'],
		['2026-11-26 16:15:28.0000000'],
		['2026-11-26 16:15:28,000'],
		[' 2026-11-26 16:15:28 UTC\n'],
		['2026-11-26 16:15:28+00'],
		['2026-11-26T17:15:28+01:00'],
		['2026-11-26T11:15:28-0500'],
		['2026-11-26 21:45:28+05:30'],
		['Thu, 26 Nov 2026 16:15:28 GMT'],
		['Thu, 26 Nov 2026 11:15:28 -0500'],
		['Thursday, 26-Nov-26 16:15:28 GMT'],
		['Thu Nov 26 16:15:28 2026'],
		['Thu Nov 26 2026 17:15:28 GMT+0100 (Central European Standard Time)'],
		[1795709728],
		[1795709728000],
		['1795709728'],
		['1795709728000'],
		['1795709728.000'],
		['2026/11/26 16:15:28'],
		[46352.677407407],
		['46352.677407407'],
		['46352,677407407'],
		[new Date(MOMENT)],
		[{ valueOf: () => Date.parse(MOMENT) }],
	])('is read out of %j', (written) => {
		expect(read(written)).toBe(MOMENT);
	});

	it.each([
		['2026-11-26T16:15:28.1234567', '2026-11-26T16:15:28.123Z'],
		['2026-11-26', '2026-11-26T00:00:00.000Z'],
		['2026-11-26 16:15', '2026-11-26T16:15:00.000Z'],
		['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37.000Z'],
		['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37.000Z'],
		['2028-02-29', '2028-02-29T00:00:00.000Z'],
		['Sat, 13 Sep 275760 00:00:00 GMT', '+275760-09-13T00:00:00.000Z'],
	])('is read as it is: %s', (written, moment) => {
		expect(read(written)).toBe(moment);
	});

	it.each([
		[3600],
		['20261126161528'],
		[20261126161528],
		['3600'],
		['86400'],
		['46352'],
		[46352],
		[86400.5],
		['30000.5'],
		['2026-02-29'],
		['2026-11-31T16:15:28Z'],
		['2026-11-26T25:00:00Z'],
		['2026-11-26T16:15:28+99:00'],
		['2026-11/26'],
		['Tue, 31 Nov 2026 16:15:28 GMT'],
		['Thu, 26 Nov 2026 16:15:28 +9999'],
		[0],
		[-1795709728],
		[NaN],
		[Infinity],
		[1e308],
		['1e12'],
		['soon'],
		[''],
		[' '],
		['2026'],
		['26.11.2026'],
		['11/26/2026, 4:15:28 PM'],
		['2026-13-26T16:15:28Z'],
		['2026-11-26T16:15:28 Europe/Berlin'],
		['Sun, 06 Nov 999999 08:49:37 GMT'],
		[null],
		[undefined],
		[true],
		[{}],
		[[]],
		[new Date(NaN)],
		[Object.create(null)],
	])('is none: %p', (written) => {
		expect(readMoment(written)).toBeUndefined();
		expect(secondsLeft(written, 0)).toBeUndefined();
	});
});

describe('whatever moment is meant', () => {
	const seconds = fc.integer({ min: Date.UTC(2001, 8, 10) / 1000, max: Date.UTC(2099, 11, 30) / 1000 });
	const zone = fc.integer({ min: -14 * 4, max: 14 * 4 }).map((quarters) => quarters * 15);
	/** As a clock in a zone shows it, and the zone: `+05:30`. */
	const shown = (at: number, minutes: number) => {
		const offset = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16);
		return [new Date((at + minutes * 60) * 1000), `${minutes < 0 ? '-' : '+'}${offset}`] as const;
	};

	it('is read out of every form that it is written in', () => {
		fc.assert(
			fc.property(seconds, zone, (at, minutes) => {
				const [clock, offset] = shown(at, minutes);
				const utc = new Date(at * 1000).toISOString();
				const http = new Date(at * 1000).toUTCString();
				const forms: unknown[] = [
					...[at, at * 1000, String(at), String(at * 1000), new Date(at * 1000), utc, http],
					...[utc.slice(0, 19), utc.slice(0, 19).replace('T', ' '), utc.slice(0, 19).replaceAll('-', '/')],
					...[':', ''].map((colon) => clock.toISOString().slice(0, 23) + offset.replace(':', colon)),
					`${clock.toUTCString().slice(0, -3)}${offset.replace(':', '')}`,
					`${http.slice(0, 4).replace(',', '')}${http.slice(7, 11)} ${http.slice(5, 7).replace(/^0/, ' ')} ${http.slice(17, 25)} ${http.slice(12, 16)}`,
				];
				const days = at / 86_400 + 25_569;
				if (!Number.isInteger(days)) forms.push(days, String(days), String(days).replace('.', ','));
				for (const form of forms) expect([form, readMoment(form)]).toEqual([form, at * 1000]);
			}),
		);
	});

	it('is never guessed: what is read was written as a moment', () => {
		const sign = fc.constantFrom(...'0123456789-:/.,TZ+ ', 'Nov', '2026', '2026-11-26', ' GMT');
		const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''));
		fc.assert(
			fc.property(fc.oneof(text, fc.anything(), fc.double(), fc.integer()), (value) => {
				const moment = readMoment(value);
				if (moment === undefined || typeof value === 'object') return;
				expect(new Date(moment).getTime()).toBe(moment);
				expect(String(value)).toMatch(
					/\d{4}[-/]\d\d[-/]\d\d|^\s*\d{5}[.,]\d*[1-9]\d*\s*$|^\s*\d{10,14}([.,]\d+)?\s*$|GMT/,
				);
			}),
			{ numRuns: 1000 },
		);
	});

	it('a lifetime is no moment, so that none is taken for fresh', () => {
		fc.assert(
			fc.property(fc.integer({ min: -1, max: 999_999_999 }), (lifetime) => {
				for (const value of [lifetime, String(lifetime), ` ${lifetime} `, `${lifetime}.0`])
					expect([value, readMoment(value)]).toEqual([value, undefined]);
			}),
		);
	});
});
