import { dueAt, tokensDueAt } from '../../../oauth/lifetimes';

const OBTAINED = Date.UTC(2031, 0, 1);
const MINUTE = 60_000;

describe('when a token has to be renewed', () => {
	it.each([
		['a minute before its end', 60 * MINUTE, 59 * MINUTE],
		['a minute before its end, where that is half its life', 2 * MINUTE, MINUTE],
		['after half its life, where that is shorter', MINUTE, MINUTE / 2],
		['after half a second, where half its life is less', 600, 500],
		['after half a second, where it has no life at all', 0, 500],
		['never, where its end was before its begin', -1, Infinity],
		['never, where it does not end', Infinity, Infinity],
	])('%s', (_, lifeMs, dueMs) => {
		expect(dueAt({ obtainedAt: OBTAINED, expiresAt: OBTAINED + lifeMs })).toBe(OBTAINED + dueMs);
	});
});

describe('when a token set has to be renewed', () => {
	const obtainedAt = new Date(OBTAINED).toISOString();
	it.each([
		['as its token', '2031-01-01T01:00:00.000Z', Date.UTC(2031, 0, 1, 0, 59)],
		['never, where nobody tells its end', undefined, Infinity],
		['never, where its end is no date', 'soon', Infinity],
	])('%s', (_, expiresAt, due) => expect(tokensDueAt({ obtainedAt, expiresAt })).toBe(due));
});
