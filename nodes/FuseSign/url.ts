import { parseServer, withoutSlashes } from '../../oauth/addresses';
import { inputProblem } from '../../oauth/problems';

/**
 * The base URL of FuseSign, out of what people paste: without a slash at its end; a missing scheme means https.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address, or carries a password
 */
export function fuseSignUrl(pasted: unknown): string {
	const text = String(pasted ?? '').trim();
	const url = parseServer(text);
	if (url) return withoutSlashes(url.origin + url.pathname);
	throw inputProblem(
		`The API URL of the FuseSign credential is ${text === '' ? 'empty' : 'not a web address'}`,
		'Open the credential and enter https://api.fuse.work, unless FuseSign gave you another address, without user name or password. Nothing was sent.',
	);
}
