import { normalizedRedirectUri } from '../../../../nodes/Fluxer/applications';

const input = (message: string) =>
	expect.objectContaining({ kind: 'input', message: expect.stringContaining(message) });

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
