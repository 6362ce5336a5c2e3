import fc from 'fast-check';
import type { LifetimeForm } from '../../../oauth/dialect';
import { instant, readTokens, secondsLeft } from '../../../oauth/tokens';
import { answer, call, problemOf, sample, textbook } from '../../support/dialects';

const SENT_AT = Date.parse('2030-01-01T00:00:00Z');
const read = (body: unknown, tokens = textbook, keepRefreshToken?: string) =>
	readTokens(sample({ tokens }), call(), answer(200, body), { sentAt: SENT_AT, keepRefreshToken });

describe('token answers', () => {
	it('reads a textbook answer', () => {
		expect(
			read({ access_token: 'a', refresh_token: 'r', token_type: 'bearer', scope: 'x y', expires_in: 60 }),
		).toEqual({
			accessToken: 'a',
			refreshToken: 'r',
			tokenType: 'bearer',
			scopes: ['x', 'y'],
			expiresAt: '2030-01-01T00:01:00.000Z',
			obtainedAt: '2030-01-01T00:00:00.000Z',
			raw: expect.objectContaining({ access_token: 'a' }),
		});
	});

	it('reads camelCase, wrapped, in epoch milliseconds', () => {
		const tokens = {
			wrapper: 'data',
			accessToken: 'accessToken',
			refreshToken: 'refreshToken',
			expiry: 'accessTokenExpiresAt',
			refreshTokenExpiry: 'refreshTokenExpiresAt',
			lifetime: 'epochMilliseconds' as const,
		};
		const data = {
			accessToken: 'a',
			refreshToken: 'r',
			accessTokenExpiresAt: SENT_AT + 3_600_000,
			refreshTokenExpiresAt: SENT_AT + 7_200_000,
		};
		expect(read({ status: 'success', data }, tokens)).toMatchObject({
			accessToken: 'a',
			expiresAt: '2030-01-01T01:00:00.000Z',
			refreshTokenExpiresAt: '2030-01-01T02:00:00.000Z',
			tokenType: 'Bearer',
		});
	});

	it('keeps the refresh token that was sent when the answer has none, and takes the new one when it has', () => {
		expect(read({ access_token: 'a' }, textbook, 'old')).toMatchObject({ refreshToken: 'old' });
		expect(read({ access_token: 'a', refresh_token: null }, textbook, 'old')).toMatchObject({
			refreshToken: 'old',
		});
		expect(read({ access_token: 'a', refresh_token: 'new' }, textbook, 'old')).toMatchObject({
			refreshToken: 'new',
		});
	});

	it('keeps fields it does not know', () => {
		expect(read({ access_token: 'a', default_tenant_id: 't' }).extra).toEqual({ default_tenant_id: 't' });
	});

	it.each<[LifetimeForm, unknown, string | undefined]>([
		['seconds', 60, '2030-01-01T00:01:00.000Z'],
		['seconds', '60', '2030-01-01T00:01:00.000Z'],
		['seconds', 0, '2030-01-01T00:00:00.000Z'],
		['seconds', null, undefined],
		['seconds', 'soon', undefined],
		['seconds', '', undefined],
		['seconds', 1e300, '2129-12-08T00:00:00.000Z'],
		['seconds', 99999999999999, '2129-12-08T00:00:00.000Z'],
		['seconds', Infinity, '2129-12-08T00:00:00.000Z'],
		['seconds', -60, '2029-12-31T23:59:00.000Z'],
		['seconds', NaN, undefined],
		['dateTime', '2030-01-01T01:00:00+01:00', '2030-01-01T00:00:00.000Z'],
		['dateTime', 60, undefined],
		['dateTime', '9999-12-31T23:59:59.9999999', '2129-12-08T00:00:00.000Z'],
		['dateTime', '0001-01-01T00:00:00', '1930-01-26T00:00:00.000Z'],
		['dateTime', null, undefined],
		['epochMilliseconds', SENT_AT, '2030-01-01T00:00:00.000Z'],
		['epochMilliseconds', undefined, undefined],
		['epochMilliseconds', 1e308, undefined],
		['epochMilliseconds', 3600, undefined],
	])('reads a lifetime in %s given as %j', (form, value, expected) => {
		expect(instant(form, value, SENT_AT)).toBe(expected);
	});

	it.each([
		['2030-01-01T00:00:00', '2030-01-01T00:00:00Z'],
		['2030-01-01 00:00:00.1234567', '2030-01-01 00:00:00.1234567Z'],
		['2030-01-01T00:00:00Z', '2030-01-01T00:00:00Z'],
		['2030-01-01T00:00:00-03:00', '2030-01-01T00:00:00-03:00'],
		['2030-01-01', '2030-01-01'],
	])('takes the date-time %s for %s, wherever n8n runs', (written, meant) => {
		expect(instant('dateTime', written, SENT_AT)).toBe(new Date(meant).toISOString());
	});

	it.each([
		['no access token', { token_type: 'Bearer' }],
		['an empty access token', { access_token: '' }],
		['a number as access token', { access_token: 1 }],
		['a list', ['a']],
		['HTML', '<html>hello</html>'],
		['nothing', ''],
	])('calls %s unreadable', (_, body) => {
		expect(() => read(body)).toThrow(expect.objectContaining({ kind: 'unreadable', httpStatus: 200 }));
	});

	it.each([
		[
			{ error: 'invalid_grant', error_description: 'Used before' },
			'invalid_grant',
			'"Used before" (invalid_grant, HTTP 200)',
		],
		[
			{ error: 'invalid_grant', id_token: 'mustnotleak' },
			'invalid_grant',
			'"invalid_grant" (invalid_grant, HTTP 200)',
		],
		[{ code: 'EXPIRED', message: 'Too old' }, 'EXPIRED', '"Too old" (EXPIRED, HTTP 200)'],
		[{ status: 'error', error: { code: 'BadRequest', message: 'No' } }, 'BadRequest', '"No"'],
	])('says the error that a success holds in place of tokens: %j', (body, providerCode, quoted) => {
		const problem = problemOf(() => read(body));
		expect(problem).toMatchObject({ kind: 'refused', providerCode, outcomeUnknown: false });
		expect(problem?.description).toContain(quoted);
		expect(problem?.description).not.toContain('mustnotleak');
	});

	it('are read whatever mark of their encoding is left', () => {
		expect(read(`\ufeff${JSON.stringify({ access_token: 'a' })}`)).toMatchObject({ accessToken: 'a' });
		const refusal = answer(400, `\ufeff${JSON.stringify({ error: 'invalid_grant' })}`);
		expect(problemOf(() => readTokens(sample(), call(), refusal, { sentAt: SENT_AT }))).toMatchObject({
			kind: 'refused',
			providerCode: 'invalid_grant',
		});
	});

	it('counts seconds left down to zero', () => {
		expect(secondsLeft('2030-01-01T00:01:00.000Z', SENT_AT)).toBe(60);
		expect(secondsLeft('2030-01-01T00:01:00.000Z', SENT_AT + 59_001)).toBe(0);
		expect(secondsLeft('2030-01-01T00:00:00.000Z', SENT_AT + 5000)).toBe(0);
		expect(secondsLeft(undefined, SENT_AT)).toBeUndefined();
	});

	it('never fails but with a problem, whatever the answer', () => {
		fc.assert(
			fc.property(fc.oneof(fc.json(), fc.string()), fc.integer({ min: 200, max: 599 }), (body, status) => {
				try {
					const tokens = readTokens(sample(), call(), answer(status, body), { sentAt: SENT_AT });
					expect(tokens.accessToken).not.toBe('');
				} catch (error) {
					expect(error).toMatchObject({ name: 'OAuthProblem' });
				}
			}),
		);
	});
});
