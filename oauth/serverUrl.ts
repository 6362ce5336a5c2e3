import { hasScheme, parseServer, withoutSlashes } from './addresses';
import { inputProblem } from './problems';

/** How a server's address is asked for, and which part of it counts. */
export interface ServerUrlField {
	/** Opens the message, such as `The API URL of the … credential`. */
	readonly subject: string;
	/** What to enter. */
	readonly hint: string;
	/** The server always lives at the root of its host, so that a path copied along is dropped. */
	readonly isRoot?: true;
	/** A path that belongs to the requests and not to the server, where people paste it along. */
	readonly droppedEnd?: string;
}

/**
 * The base URL of a server, out of what people paste: without a slash at its end; a missing scheme means https. Spaces
 * around it do not count.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when the text is no address, or carries a password
 */
export function serverUrl(
	pasted: unknown,
	{ subject, hint, isRoot, droppedEnd = '' }: ServerUrlField,
): string {
	const text = String(pasted ?? '').trim();
	const url = parseServer(text);
	// A single word is a host of one's own network, which is written with its scheme, or a mistake.
	const isWord = !hasScheme(text) && !/[.:]|^localhost$/.test(url?.host ?? '');
	if (!url || isWord) {
		throw inputProblem(`${subject} is ${text === '' ? 'empty' : 'not a web address'}`, hint);
	}
	const path = isRoot ? '' : withoutSlashes(url.pathname);
	const isDropped = droppedEnd !== '' && path.endsWith(droppedEnd);
	return url.origin + (isDropped ? withoutSlashes(path.slice(0, -droppedEnd.length)) : path);
}
