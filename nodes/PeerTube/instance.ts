import { parseServer } from '../../oauth/addresses';
import { inputProblem } from '../../oauth/problems';

/**
 * The base URL of a PeerTube instance, out of what people paste. PeerTube always lives at the root of its
 * host, so a path copied along is dropped; a missing scheme means https.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when the text is no address, or carries a password
 */
export function peerTubeUrl(pasted: string): string {
	const text = pasted.trim();
	const url = parseServer(text);
	if (url) return url.origin;
	throw inputProblem(
		text === '' ? 'The PeerTube instance URL is empty' : 'The PeerTube instance URL is not a web address',
		'Enter the address of the instance as its start page shows it, such as https://peertube.example.com, without user name or password.',
	);
}
