import { authorizationCodeOf, redirectsTo, platformCodeOf } from '../../../../nodes/CalCom/platformCode';

describe('a code of the platform flow', () => {
	it.each([
		[' abc123 ', 'abc123'],
		['https://app.example/cb?code=abc123', 'abc123'],
		['https://app.example/cb?shop=1?code=abc123', 'abc123'],
		['https://app.example/cb?code=old&x=1?code=abc123', 'abc123'],
		['myapp://cb?code=a%2Bb#top', 'a+b'],
	])('out of %j', (pasted, code) => {
		expect(platformCodeOf(pasted)).toBe(code);
	});

	it.each([
		'https://app.example/cb?state=x',
		'https://app.example/cb?code=%',
		'https://app.example/cb?code=%ff',
		'https://app.example/cb?x=1?code=a&code=b',
		'',
	])('is missed in %s before anything is sent', (pasted) => {
		expect(() => platformCodeOf(pasted)).toThrow(expect.objectContaining({ kind: 'input' }));
		expect(authorizationCodeOf(pasted)).toBeUndefined();
	});

	it.each([
		['https://app.example/cb', 'https://app.example/cb?code=x', true],
		['https://app.example', 'https://app.example/?code=x', true],
		['https://app.example/ü', 'https://app.example/%C3%BC?code=x', true],
		['myapp://cb', 'myapp://cb?code=x', true],
		['https://app.example/cb', 'http://app.example/cb?code=x', false],
		['https://app.example/cb', 'https://app.example/login?code=x', false],
		['https://app.example/cb', '/login', false],
	])('%s is where %s leads: %s', (redirectUri, location, expected) => {
		expect(redirectsTo(redirectUri, location)).toBe(expected);
	});
});
