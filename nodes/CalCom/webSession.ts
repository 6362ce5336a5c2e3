import { inputProblem } from '../../oauth/problems';

/** No browser sends cookies as long as this, in characters. */
const LONGEST = 65_536;

/**
 * The token of a web session on Cal.com, out of what people copy from a browser: the value of the cookie, the
 * cookie with its name, or a whole `Cookie` header. Browsers cut a long one into numbered pieces.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when there is none; the message does not repeat it
 */
export function webSessionTokenOf(pasted: string): string {
	const named =
		pasted.length > LONGEST ? [] : [...pasted.matchAll(/next-auth\.session-token(?:\.\d+)?=([^;\s]*)/g)];
	const token = named.length > 0 ? named.map(([, value]) => value).join('') : pasted.trim();
	if (token.length <= LONGEST && /^[\x21-\x3a\x3c-\x7e]+$/.test(token)) return token;
	throw inputProblem(
		'The web session cookie is not one',
		'While the user is signed in to app.cal.com, copy the value of the cookie next-auth.session-token (or __Secure-next-auth.session-token). Nothing was sent.',
	);
}
