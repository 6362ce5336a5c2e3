import { createHash, randomBytes } from 'node:crypto';
import { inputProblem } from './problems';

const VERIFIER = /^[A-Za-z0-9\-._~]{43,128}$/;

/** What proves that whoever exchanges a code is who asked for it (RFC 7636). */
export interface Pkce {
	/** 43 characters of the unreserved set (RFC 7636 §4.1), 256 bits of chance. */
	readonly codeVerifier: string;
	/** BASE64URL(SHA-256(verifier)) (RFC 7636 §4.2). */
	readonly codeChallenge: string;
	readonly codeChallengeMethod: 'S256';
}

/** A verifier for the exchange and its challenge for the authorization URL. */
export function createPkce(codeVerifier = randomBytes(32).toString('base64url')): Pkce {
	return { codeVerifier, codeChallenge: codeChallenge(codeVerifier), codeChallengeMethod: 'S256' };
}

/**
 * A verifier as it was stored; undefined for an empty one.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when it can be none; no code was spent
 */
export function validCodeVerifier(codeVerifier: string): string | undefined {
	if (codeVerifier === '') return undefined;
	if (VERIFIER.test(codeVerifier)) return codeVerifier;
	throw inputProblem(
		'The code verifier is invalid: it must have 43 to 128 letters, digits or any of - . _ ~',
		'Pass in the codeVerifier that Get Authorization URL returned together with the state. The code was not spent.',
	);
}

/** @throws {RangeError} when the verifier is not 43 to 128 unreserved characters. */
export function codeChallenge(codeVerifier: string): string {
	if (!VERIFIER.test(codeVerifier)) {
		throw new RangeError('A code verifier has 43 to 128 characters out of A-Z a-z 0-9 - . _ ~');
	}
	return createHash('sha256').update(codeVerifier).digest('base64url');
}
