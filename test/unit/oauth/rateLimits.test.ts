import { inWords, waitAsked } from '../../../oauth/rateLimits';

describe('waiting times', () => {
	const NOW = Date.parse('2030-01-01T00:00:00Z');
	it.each([
		[{ 'retry-after': '90' }, {}, 90],
		[{ 'retry-after': 'Tue, 01 Jan 2030 00:01:00 GMT' }, {}, 60],
		[{ 'retry-after': 'Mon, 31 Dec 2029 00:01:00 GMT' }, {}, 0],
		[{}, { retry_after: 0.35 }, 0.35],
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

	it.each([
		[1, '1 second'],
		[90, '90 seconds'],
		[121, '3 minutes'],
		[7200, '2 hours'],
	])('%d seconds are %s', (seconds, words) => {
		expect(inWords(seconds)).toBe(words);
	});
});
