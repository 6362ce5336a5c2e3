import { randomBytes } from 'node:crypto';
import { LONGEST_ADDRESS, parseAddress } from './addresses';
import { excerpt } from './excerpt';
import { inputProblem } from './problems';

/** An unguessable `state` (RFC 6749 §10.12): 256 bits of chance in 43 characters, which every provider takes. */
export const createState = (): string => randomBytes(32).toString('base64url');

/** Of a web page, or of an app with a scheme of its own (RFC 8252 §7.1). */
const ADDRESS = /^(https?:\/\/|[a-z][a-z0-9+.-]*:\/.*\?)/i;

export interface Callback {
	readonly code: string;
	/** Absent when only the code was given. */
	readonly state?: string;
}

/**
 * The authorization code, out of a code or of the whole address that the provider sent the browser back to.
 *
 * @param expectedState the `state` of the authorization URL; empty when it is checked elsewhere
 * @throws {import('./problems').OAuthProblem} of kind `input` when the user declined, the `state` is another
 * one, or there is no code; the code was not spent
 */
export function readCallback(pasted: string, expectedState: string): Callback {
	if (pasted.length > LONGEST_ADDRESS) {
		throw inputProblem(
			'This is neither a code nor a callback URL: it is too long',
			'Pass in the code, or the whole address that the browser was sent back to. Nothing was sent.',
		);
	}
	if (!ADDRESS.test(pasted)) return { code: pasted };
	const answer = parametersOf(pasted);
	const error = answer.get('error');
	if (error !== undefined) {
		throw inputProblem(
			`No consent was given: ${excerpt(error)}`,
			`${excerpt(answer.get('error_description') ?? '')} Ask again.`.trim(),
		);
	}
	if (expectedState !== '' && answer.get('state') !== expectedState) {
		throw inputProblem(
			'The callback does not belong to this authorization: its state is another one',
			'Compare with the state that Get Authorization URL returned for the same user. The code was not spent.',
		);
	}
	const code = answer.get('code');
	if (code) return { code, state: answer.get('state') };
	throw inputProblem(
		'The callback URL holds no code',
		'Pass in the whole address that the browser was sent back to.',
	);
}

/** Those of a query, by names in lower case: not every server keeps to that of the standard. */
function parametersOf(address: string): Map<string, string> {
	const query = parseAddress(address)?.searchParams ?? new URLSearchParams();
	return new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
}
