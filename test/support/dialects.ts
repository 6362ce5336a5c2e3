import type { Dialect, TokenFormat } from '../../oauth/dialect';
import type { HttpAnswer, HttpCall } from '../../oauth/http';
import { isOAuthProblem, type OAuthProblem } from '../../oauth/problems';

/** A provider made up for the tests: textbook OAuth unless told otherwise. */
export const sample = (changes: Partial<Dialect> = {}): Dialect => ({
	provider: 'Sample',
	endpoints: {
		refresh: {
			method: 'POST',
			url: '{instanceUrl}/token',
			form: { grant_type: 'refresh_token', refresh_token: '{refreshToken}' },
			effect: 'nonIdempotent',
			purpose: 'refresh the session',
		},
	},
	tokens: textbook,
	errorFamilies: ['flat', 'nested', 'validation', 'coded', 'problem'],
	deadGrantSigns: ['invalid_grant'],
	notFoundSigns: [],
	advice: {},
	...changes,
});

/** Token answers as RFC 6749 §5.1 has them, lifetimes in seconds. */
export const textbook: TokenFormat = {
	accessToken: 'access_token',
	refreshToken: 'refresh_token',
	tokenType: 'token_type',
	scope: 'scope',
	expiry: 'expires_in',
	lifetime: 'seconds',
};

/** A refresh that was built; what it carries is up to the test. */
export const call = (changes: Partial<HttpCall> = {}): HttpCall => ({
	endpoint: 'refresh',
	effect: 'nonIdempotent',
	method: 'POST',
	url: 'https://sample.example/token',
	headers: {},
	secrets: [],
	...changes,
});

/** An answer of a server; what is no text becomes JSON. */
export const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
	status,
	headers,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The problem that some work ends with; undefined when it has none. Any other error is thrown on. */
export function problemOf(work: () => unknown): OAuthProblem | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		if (!isOAuthProblem(error)) throw error;
		return error;
	}
}
