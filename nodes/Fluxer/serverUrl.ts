import { inputProblem } from '../../oauth/problems';

/**
 * The base URL of a Fluxer server, out of what people paste: without the slash at its end; a missing scheme means https.
 *
 * @param title what the field is called where it was entered
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address, or carries a password
 */
export function serverUrl(title: string, pasted: unknown): string {
	const text = String(pasted ?? '').trim();
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
	if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') {
		return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
	}
	throw inputProblem(
		text === '' ? `The Fluxer ${title} is empty` : `The Fluxer ${title} is not a web address`,
		'Enter it as it is at Fluxer (https://api.fluxer.app/v1 for the API, https://web.fluxer.app for the web app), or as your own instance names it at /.well-known/fluxer. Nothing was sent.',
	);
}
