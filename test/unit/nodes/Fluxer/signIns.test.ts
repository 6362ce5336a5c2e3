import { serverUrl } from '../../../../nodes/Fluxer/signIns';

const input = (message: string) =>
	expect.objectContaining({ kind: 'input', message: expect.stringContaining(message) });

describe('the address of a Fluxer server', () => {
	it.each([
		['https://api.fluxer.app/v1', 'https://api.fluxer.app/v1'],
		[' https://api.fluxer.app/v1/ ', 'https://api.fluxer.app/v1'],
		['chat.example/api/v1', 'https://chat.example/api/v1'],
		['HTTP://Chat.Example:8080', 'http://chat.example:8080'],
		['https://web.fluxer.app/?x=y#z', 'https://web.fluxer.app'],
	])('%j is %s', (pasted, url) => {
		expect(serverUrl('API URL', pasted)).toBe(url);
	});

	it.each([
		['', 'The Fluxer API URL is empty'],
		[undefined, 'The Fluxer API URL is empty'],
		['my server', 'The Fluxer API URL is not a web address'],
		['ftp://chat.example', 'The Fluxer API URL is not a web address'],
		['https://user:pass@chat.example', 'The Fluxer API URL is not a web address'],
	])('%j is refused', (pasted, message) => {
		expect(() => serverUrl('API URL', pasted)).toThrow(input(message));
	});
});
