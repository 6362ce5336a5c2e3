import { parseServer, withoutSlashes } from '../../oauth/addresses';
import { inputProblem } from '../../oauth/problems';
import { trimmedUrl } from '../shared/fields/ownServerFields';

/**
 * The base URL of a Cal.com server, out of what people paste: without a slash or the API's `/v2` at its end. A
 * missing scheme means https; a path is kept, because self-hosted servers may have the API below one.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address, or carries a password
 */
export function calComUrl(pasted: unknown, field = 'API URL'): string {
	const text = String(pasted ?? '').trim();
	const url = parseServer(text);
	if (url) return url.origin + withoutSlashes(url.pathname).replace(/\/v2$/, '');
	throw inputProblem(
		`The ${field} of the Cal.com credential is ${text === '' ? 'empty' : 'not a web address'}`,
		'Open the credential and enter the address of the server, such as https://api.cal.com, without user name or password. Nothing was sent.',
	);
}

/** The same for what n8n computes by itself out of a credential's field, which is good or bad as it was typed. */
export const urlExpression = (field: string): string => `${trimmedUrl(field)}.replace(/\\/v2$/, "")`;
