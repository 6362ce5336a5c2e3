import fc from 'fast-check';
import { readTokens } from '../../../oauth/tokens';
import { answer, call, problemOf } from '../../support/dialects';
import { shippedDialects } from '../../support/providers';

const SENT_AT = Date.parse('2030-01-01T00:00:00Z');
const named = shippedDialects.map((dialect) => ({
	dialect,
	name: `${dialect.provider}, ${dialect.tokens.accessToken}`,
}));
const token = fc.stringMatching(/^[A-Za-z0-9._-]{16,60}$/);

describe.each(named)('token answers of $name', ({ dialect }) => {
	const { tokens: format } = dialect;
	const read = (body: unknown, keepRefreshToken?: string, status = 200) =>
		readTokens(dialect, call(), answer(status, body), { sentAt: SENT_AT, keepRefreshToken });
	const wrapped = (body: object) => (format.wrapper ? { [format.wrapper]: body } : body);
	const lifetime = {
		seconds: (seconds: number) => seconds,
		dateTime: (seconds: number) => new Date(SENT_AT + seconds * 1000).toISOString(),
		epochMilliseconds: (seconds: number) => SENT_AT + seconds * 1000,
	}[format.lifetime];

	it('come out as they went in', () => {
		const seconds = fc.integer({ min: 0, max: 10 ** 8 });
		fc.assert(
			fc.property(token, token, seconds, (accessToken, refreshToken, left) => {
				const body = {
					[format.accessToken]: accessToken,
					[format.refreshToken]: refreshToken,
					[format.expiry]: lifetime(left),
				};
				expect(read(wrapped(body))).toMatchObject({
					accessToken,
					refreshToken,
					expiresAt: new Date(SENT_AT + left * 1000).toISOString(),
				});
			}),
		);
	});

	it('without a refresh token keep the old one, whatever stands in its place', () => {
		fc.assert(
			fc.property(token, token, fc.constantFrom(null, '', 0, {}, [], false), (accessToken, old, nothing) => {
				const body = wrapped({ [format.accessToken]: accessToken, [format.refreshToken]: nothing });
				expect(read(body, old).refreshToken).toBe(old);
			}),
		);
	});

	it('have times that can be read, or none, whatever stands in their place', () => {
		fc.assert(
			fc.property(token, fc.jsonValue(), (accessToken, expiry) => {
				const { expiresAt } = read(wrapped({ [format.accessToken]: accessToken, [format.expiry]: expiry }));
				if (expiresAt !== undefined) expect(new Date(expiresAt).toISOString()).toBe(expiresAt);
			}),
		);
	});

	it('that are none of a success are problems that quote no token', () => {
		const status = fc.oneof(fc.constant(200), fc.integer({ min: 300, max: 599 }));
		fc.assert(
			fc.property(token, fc.jsonValue(), status, (secret, junk, code) => {
				const body = { [`${format.accessToken}s`]: secret, junk };
				const problem = problemOf(() => read(body, undefined, code));
				expect(problem?.message).toBeTruthy();
				if (code === 200) expect(`${problem?.message} ${problem?.description}`).not.toContain(secret);
			}),
		);
	});
});
