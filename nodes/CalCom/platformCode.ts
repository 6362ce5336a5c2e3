import { parseAddress } from '../../oauth/addresses';
import { readCallback } from '../../oauth/authorization';

/**
 * The authorization code, out of a code or of the whole callback URL. Cal.com appends `?code=…` as text, even to a
 * redirect URI that has a query already, and knows of no state.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when there is none, or half of one
 */
export const platformCodeOf = (pasted: unknown): string => readCallback(pasted, { isAppended: true }).code;

/** The code in the address that a redirect leads to; undefined when there is none. */
export function authorizationCodeOf(callbackUrl: string): string | undefined {
	try {
		return platformCodeOf(callbackUrl);
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
