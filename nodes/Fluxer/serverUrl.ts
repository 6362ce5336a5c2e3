import { parseServer, withoutSlashes } from '../../oauth/addresses';
import { inputProblem } from '../../oauth/problems';

/**
 * The base URL of a Fluxer server, out of what people paste: without the slash at its end; a missing scheme means https.
 *
 * @param title what the field is called where it was entered
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address, or carries a password
 */
export function serverUrl(title: string, pasted: unknown): string {
	const text = String(pasted ?? '').trim();
	const url = parseServer(text);
	if (url) return withoutSlashes(url.origin + url.pathname);
	throw inputProblem(
		text === '' ? `The Fluxer ${title} is empty` : `The Fluxer ${title} is not a web address`,
		'Enter it as it is at Fluxer (https://api.fluxer.app/v1 for the API, https://web.fluxer.app for the web app), or as your own instance names it at /.well-known/fluxer. Nothing was sent.',
	);
}
