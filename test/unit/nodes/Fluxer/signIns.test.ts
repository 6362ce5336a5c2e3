import { normalizedRedirectUri } from '../../../../nodes/Fluxer/applications';
import { allFitting, withinMaxLength } from '../../../../nodes/Fluxer/lengths';
import { serverUrl } from '../../../../nodes/Fluxer/signIns';
import { Changes } from '../../../../nodes/Fluxer/updateFields';

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

describe('redirect URIs', () => {
	it.each([
		['https://example.com', 'https://example.com/'],
		['https://example.com/back?x=y', 'https://example.com/back?x=y'],
		['HTTP://LOCALHOST:80', 'http://localhost/'],
		['https://example.com/a b', 'https://example.com/a%20b'],
	])('%s is registered as %s', (given, registered) => {
		expect(normalizedRedirectUri(given)).toBe(registered);
	});

	it.each(['example.com', '/back', ''])('%j is refused', (given) => {
		expect(() => normalizedRedirectUri(given)).toThrow(input('is no web address'));
	});
});

describe('lengths', () => {
	it('takes 256 characters, and not one more', () => {
		expect(withinMaxLength('state', 'x'.repeat(256))).toHaveLength(256);
		expect(() => withinMaxLength('state', 'x'.repeat(257))).toThrow(input('The state has 257 characters'));
	});

	it('names the input that is too long', () => {
		expect(() => allFitting({ scope: 'identify', redirectUri: 'x'.repeat(300) })).toThrow(
			input('The redirect uri has 300 characters'),
		);
		expect(allFitting({ state: undefined })).toEqual({ state: undefined });
	});
});

describe('changes', () => {
	it('tell what was added and left empty from what was not added', () => {
		const changes = new Changes({ bio: ' ', avatar: 'aGVsbG8=' });
		expect(['bio', 'avatar', 'banner'].map((name) => changes.clearable(name))).toEqual([
			null,
			'aGVsbG8=',
			undefined,
		]);
	});
});
