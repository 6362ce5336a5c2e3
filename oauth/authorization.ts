import { randomBytes } from 'node:crypto';
import { excerpt } from './excerpt';
import { inputProblem } from './problems';

/** An unguessable `state` (RFC 6749 §10.12): 256 bits of chance in 43 characters, which every provider takes. */
export const createState = (): string => randomBytes(32).toString('base64url');

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
	if (!/^https?:\/\//i.test(pasted)) return { code: pasted };
	const answer = URL.canParse(pasted) ? new URL(pasted).searchParams : new URLSearchParams();
	const error = answer.get('error');
	if (error !== null) {
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
	if (code) return { code, state: answer.get('state') ?? undefined };
	throw inputProblem(
		'The callback URL holds no code',
		'Pass in the whole address that the browser was sent back to.',
	);
}
