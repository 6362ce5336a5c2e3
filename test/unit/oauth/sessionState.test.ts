import { isEarly, stateOfRefused, type RefusedSession } from '../../../oauth/sessionState';

const NOW = 1_800_000_000_000;
const [BEFORE, LATER] = [NOW - 1000, NOW + 1000];
const refused = (given: Partial<RefusedSession> = {}): RefusedSession => ({
	hasRefreshToken: true,
	now: NOW,
	expiresAt: LATER,
	...given,
});

describe('a session whose access token was refused', () => {
	it.each<[string, Partial<RefusedSession>, string, RegExp]>([
		['before its time', {}, 'ended', /refused before its time/],
		['at its end', { expiresAt: NOW }, 'expired', /Ensure Fresh/],
		['after its time', { expiresAt: BEFORE }, 'expired', /has expired/],
		['as expired, whatever the clock shows', { saidExpired: true }, 'expired', /has expired/],
		['and nobody knows its time', { expiresAt: undefined }, 'expired', /^The access token is over\. Whether/],
		[
			'before its time, where a refresh elsewhere does the same',
			{ refreshKeepsToken: true },
			'unknown',
			/Ensure Fresh tells which/,
		],
		[
			'by its time, where a refresh keeps the refresh token',
			{ refreshKeepsToken: true, expiresAt: BEFORE },
			'expired',
			/has expired/,
		],
		['without a refresh token', { hasRefreshToken: false, expiresAt: BEFORE }, 'ended', /no refresh token/],
		[
			'like its refresh token, by the time of both',
			{ expiresAt: BEFORE, refreshTokenExpiresAt: NOW },
			'ended',
			/^Both tokens have expired/,
		],
		[
			'while the time of its refresh token goes on',
			{ expiresAt: BEFORE, refreshTokenExpiresAt: LATER },
			'expired',
			/has expired/,
		],
		['and its refresh token is told to be good', { refreshTokenLives: true }, 'expired', /token is good/],
		[
			'and its refresh token is told to be over',
			{ expiresAt: BEFORE, refreshTokenLives: false },
			'ended',
			/^Both tokens are over/,
		],
	])('%s', (_, given, status, reason) => {
		expect(stateOfRefused(refused(given))).toEqual({ status, reason: expect.stringMatching(reason) });
	});

	it.each<[Partial<RefusedSession>, boolean]>([
		[{}, true],
		[{ saidExpired: true }, false],
		[{ expiresAt: NOW }, false],
		[{ expiresAt: undefined }, false],
	])('with %j was refused before its time: %s', (given, isBefore) => {
		expect(isEarly(refused(given))).toBe(isBefore);
	});
});
