import { inputProblem } from '../../oauth/problems';

/**
 * The authorization code, out of a code or of the whole callback URL. Cal.com appends `?code=…` as text, even to a
 * redirect URI that has a query already, so that the address cannot be read like any other.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when a callback URL holds none
 */
export function platformCodeOf(pasted: string): string {
	const text = pasted.trim();
	if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
	const code = [...text.matchAll(/[?&]code=([^?&#]+)/g)].at(-1)?.[1];
	if (code) return decodeURIComponent(code);
	throw inputProblem(
		'The callback URL holds no code',
		'Pass in the whole address that Authorize returned, or that the browser was sent back to. Nothing was sent.',
	);
}
