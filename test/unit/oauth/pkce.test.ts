import fc from 'fast-check';
import { validCodeVerifier, codeChallenge, createPkce } from '../../../oauth/pkce';
import { problemOf } from '../../support/dialects';

describe('PKCE', () => {
	it('makes a verifier of 43 unreserved characters, another one each time', () => {
		const [one, other] = [createPkce(), createPkce()];
		expect(one.codeVerifier).toMatch(/^[A-Za-z0-9\-._~]{43}$/);
		expect(one.codeVerifier).not.toBe(other.codeVerifier);
		expect(one.codeChallenge).toBe(codeChallenge(one.codeVerifier));
		expect(one.codeChallengeMethod).toBe('S256');
	});

	it.each([['x'.repeat(42)], ['x'.repeat(129)], ['x'.repeat(42) + ' '], ['']])('refuses %j', (verifier) => {
		expect(() => codeChallenge(verifier)).toThrow(RangeError);
	});

	it('a stored verifier is checked before a code is spent on it', () => {
		const { codeVerifier } = createPkce();
		expect(validCodeVerifier(codeVerifier)).toBe(codeVerifier);
		expect(validCodeVerifier('')).toBeUndefined();
		expect(() => validCodeVerifier('too short')).toThrow('The code verifier is invalid');
	});

	it('every verifier that the standard allows has a challenge of 43 characters of its own', () => {
		const verifier = fc.stringMatching(/^[A-Za-z0-9\-._~]{43,128}$/);
		fc.assert(
			fc.property(verifier, verifier, (one, other) => {
				expect(codeChallenge(one)).toMatch(/^[\w-]{43}$/);
				expect(codeChallenge(one) === codeChallenge(other)).toBe(one === other);
				expect(validCodeVerifier(one)).toBe(one);
			}),
		);
	});

	it('what is no verifier is a mistake, and what is made is one', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 140 }), (text) => {
				fc.pre(!/^[A-Za-z0-9\-._~]{43,128}$/.test(text));
				expect(problemOf(() => validCodeVerifier(text))).toMatchObject({ kind: 'input' });
				expect(validCodeVerifier(createPkce().codeVerifier)).toHaveLength(43);
			}),
		);
	});
});
