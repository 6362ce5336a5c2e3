import { peerTubeUrl } from '../../../../nodes/PeerTube/signIn';

describe('instance URLs as people paste them', () => {
	it.each([
		['https://tube.example', 'https://tube.example'],
		['https://tube.example/', 'https://tube.example'],
		['  tube.example ', 'https://tube.example'],
		['https://tube.example/api/v1', 'https://tube.example'],
		['https://tube.example/login?redirect=x#y', 'https://tube.example'],
		['HTTPS://Tube.Example:8443/', 'https://tube.example:8443'],
		['http://127.0.0.1:4801', 'http://127.0.0.1:4801'],
		['http://[::1]:4801/', 'http://[::1]:4801'],
	])('%s', (pasted, url) => {
		expect(peerTubeUrl(pasted)).toBe(url);
	});

	it.each([
		[''],
		['ftp://tube.example'],
		['https://'],
		['https://user:word@tube.example'],
		['javascript://x'],
		['a b'],
	])('%j is refused, and not repeated', (pasted) => {
		expect(() => peerTubeUrl(pasted)).toThrow(expect.objectContaining({ kind: 'input' }));
		expect(() => peerTubeUrl(pasted)).not.toThrow(/word/);
	});
});
