import { hasScheme, LONGEST_ADDRESS, parseAddress } from '../../oauth/addresses';
import { inputProblem } from '../../oauth/problems';

/**
 * The authorization code, out of a code or of the whole callback URL.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when a callback URL holds none
 */
export function platformCodeOf(pasted: string): string {
	const text = pasted.trim();
	const code = hasScheme(text) ? authorizationCodeOf(text) : text;
	if (code && code.length <= LONGEST_ADDRESS) return code;
	throw inputProblem(
		'The callback URL holds no code',
		'Pass in the whole address that Authorize returned, or that the browser was sent back to. Nothing was sent.',
	);
}

/**
 * The code in a callback URL; undefined when there is none, or half of one. Cal.com appends `?code=…` as text, even to
 * a redirect URI that has a query already, so that the address cannot be read like any other.
 */
export function authorizationCodeOf(callbackUrl: string): string | undefined {
	if (callbackUrl.length > LONGEST_ADDRESS) return undefined;
	const code = [...callbackUrl.matchAll(/[?&]code=([^?&#]+)/g)].at(-1)?.[1];
	try {
		return code && decodeURIComponent(code);
	} catch {
		return undefined;
	}
}

/** Whether an address is that of a redirect URI, whatever was appended to it and however the server spells it. */
export function redirectsTo(redirectUri: string, location: string): boolean {
	if (location.startsWith(redirectUri)) return true;
	const [asked, answered] = [parseAddress(redirectUri), parseAddress(location)];
	if (!asked || !answered) return false;
	return (['protocol', 'host', 'pathname'] as const).every((part) => asked[part] === answered[part]);
}
