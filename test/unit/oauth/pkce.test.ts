import { validCodeVerifier, codeChallenge, createPkce } from '../../../oauth/pkce';

describe('PKCE', () => {
	it('makes the challenge of RFC 7636 appendix B', () => {
		expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
			'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
		);
	});

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
});
