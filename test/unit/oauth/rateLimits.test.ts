import { tooBusy, readProblem } from '../../../oauth/readProblem';
import { inWords, waitAsked } from '../../../oauth/rateLimits';
import { answer, call, sample } from '../../support/dialects';

describe('waiting times', () => {
	const NOW = Date.parse('2030-01-01T00:00:00Z');
	const YEAR = 365 * 86_400;
	it.each([
		[{ 'retry-after': '90' }, {}, 90],
		[{ 'retry-after': 'Tue, 01 Jan 2030 00:01:00 GMT' }, {}, 60],
		[{ 'retry-after': 'Mon, 31 Dec 2029 00:01:00 GMT' }, {}, 0],
		[{}, { retry_after: 0.35 }, 0.35],
		[{ 'retry-after': 'Tuesday, 01-Jan-30 00:01:00 GMT' }, {}, 60],
		[{ 'retry-after': 'Tue Jan  1 00:01:00 2030' }, {}, 60],
		[{ 'retry-after': '1893456060' }, {}, YEAR],
		[{ 'retry-after': '99999999999999' }, {}, YEAR],
		[{ 'retry-after': '9'.repeat(400) }, {}, YEAR],
		[{ 'retry-after': 'Sat, 13 Sep 275760 00:00:00 GMT' }, {}, YEAR],
		[{}, { retry_after: 1e308 }, YEAR],
		[{ 'retry-after': '-5' }, {}, 0],
		[{}, { retry_after: -1e308 }, 0],
		[{}, { retry_after: NaN }, undefined],
		[{ 'retry-after': 'NaN' }, { retry_after: 3 }, 3],
		[{ 'retry-after': 'soon' }, {}, undefined],
		[{}, undefined, undefined],
	])('%j with %j', (headers, body, expected) => {
		expect(waitAsked({}, { status: 429, headers: headers as Record<string, string> }, body, NOW)).toBe(
			expected,
		);
	});

	const limits = { remaining: 'x-left', reset: 'x-reset', resetForm: 'secondsFromNow' } as const;
	it.each([
		['of a refusal', 429, { 'x-reset-a': '30' }, 30],
		['of a refusal that tells which limit', 429, { 'x-reset-a': '30', 'x-reset-b': '5', 'x-left-b': '0' }, 5],
		['of a success that used the last one', 200, { 'x-reset-a': '30', 'x-left-a': '0' }, 30],
		['of a success with some left', 200, { 'x-reset-a': '30', 'x-left-a': '7' }, undefined],
	])('from the rate limit headers %s', (_, status, headers, expected) => {
		const answered = { status, headers: headers as unknown as Record<string, string> };
		expect(waitAsked({ rateLimits: limits }, answered, undefined, NOW)).toBe(expected);
	});

	it('from a reset at a time', () => {
		const headers = { 'x-left': '0', 'x-reset': String(NOW / 1000 + 12) };
		const rateLimits = { ...limits, resetForm: 'epochSeconds' } as const;
		expect(waitAsked({ rateLimits }, { status: 200, headers }, undefined, NOW)).toBe(12);
	});

	it.each(['1e308', '-1e308', 'NaN', 'Infinity', '-1'])(
		'from a reset of %s are none that a date cannot hold',
		(reset) => {
			const headers = { 'x-left': '0', 'x-reset': reset };
			for (const resetForm of ['secondsFromNow', 'epochSeconds'] as const) {
				const wait = waitAsked(
					{ rateLimits: { ...limits, resetForm } },
					{ status: 429, headers },
					undefined,
					NOW,
				);
				expect([undefined, 0, YEAR]).toContain(wait);
			}
		},
	);

	it.each([
		{ 'retry-after': '99999999999999' },
		{ 'retry-after': 'Sat, 13 Sep 275760 00:00:00 GMT' },
		{ 'retry-after': '-99999999999999' },
	])('as long as %j become a problem of a limit, with the day', (headers) => {
		const { kind, description, retryAfterSeconds } = readProblem(
			sample(),
			call(),
			answer(429, '', headers as never),
		);
		expect(kind).toBe('rateLimited');
		expect(retryAfterSeconds).toBeGreaterThanOrEqual(0);
		expect(description).toMatch(
			/Try again in (365 days, at \d{4}-\d\d-\d\d |0 seconds, at )\d\d:\d\d:\d\d UTC\./,
		);
	});

	it.each([NaN, Infinity, 1e308, -1e308])('of %d seconds can be put into words', (seconds) => {
		expect(tooBusy(sample(), call(), seconds).description).toMatch(/at [\d-]* ?\d\d:\d\d:\d\d UTC/);
	});

	it.each([
		[0, '0 seconds'],
		[-1, '0 seconds'],
		[NaN, '0 seconds'],
		[1, '1 second'],
		[90, '90 seconds'],
		[121, '2 minutes 1 second'],
		[128, '2 minutes 8 seconds'],
		[179.5, '3 minutes'],
		[599.5, '10 minutes'],
		[601, '11 minutes'],
		[7199, '120 minutes'],
		[7200, '2 hours'],
		[9001, '2 hours 31 minutes'],
		[200_000, '2 days 8 hours'],
		[Infinity, '365 days'],
	])('%d seconds are %s', (seconds, words) => {
		expect(inWords(seconds)).toBe(words);
	});
});
