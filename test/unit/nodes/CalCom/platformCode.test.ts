import { calComOAuth2 } from '../../../../nodes/CalCom/calComOAuth2.dialect';
import { calComPlatform } from '../../../../nodes/CalCom/calComPlatform.dialect';
import { redirectsTo, platformCodeOf } from '../../../../nodes/CalCom/platformCode';
import { calComUrl } from '../../../../nodes/CalCom/signIns';
import { webSessionTokenOf } from '../../../../nodes/CalCom/webSession';

describe('the address of a Cal.com server', () => {
	it.each([
		['https://api.cal.com', 'https://api.cal.com'],
		[' https://api.cal.com/v2/ ', 'https://api.cal.com'],
		['cal.example', 'https://cal.example'],
		['http://localhost:5555//', 'http://localhost:5555'],
		['https://cal.example/api/v2', 'https://cal.example/api'],
	])('%j is %s', (pasted, url) => {
		expect(calComUrl(pasted)).toBe(url);
	});

	it.each([
		[''],
		['ftp://cal.example'],
		['https://mustnotleak:mustnotleak@cal.example'],
		['https://'],
		[undefined],
	])('%j is none, and is not repeated', (pasted) => {
		expect(() => calComUrl(pasted)).toThrow(
			/^The API URL of the Cal\.com credential is (empty|not a web address)$/,
		);
	});
});

describe('a web session, as people copy it', () => {
	it.each([
		['demo-value', 'demo-value'],
		['next-auth.session-token=demo-value', 'demo-value'],
		['Cookie: a=1; __Secure-next-auth.session-token=demo-value; b=2', 'demo-value'],
		['next-auth.session-token.0=demo-; next-auth.session-token.1=value', 'demo-value'],
	])('%j', (pasted, token) => {
		expect(webSessionTokenOf(pasted)).toBe(token);
	});

	it.each([['a; b=c'], ['two words'], ['line\r\nbreak'], ['näh'], ['next-auth.session-token=']])(
		'%j is none',
		(pasted) => expect(() => webSessionTokenOf(pasted)).toThrow('The web session cookie is not one'),
	);
});

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
	])('is missed in %s before anything is sent', (pasted) =>
		expect(() => platformCodeOf(pasted)).toThrow(
			expect.objectContaining({ kind: 'input', message: 'The callback URL holds no code' }),
		),
	);

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

describe.each([
	['platform', calComPlatform],
	['OAuth2', calComOAuth2],
])('the %s dialect', (_, { messagePatterns = {}, advice, deadGrantSigns, notFoundSigns = [] }) => {
	it('has advice for every meaning', () => {
		expect(Object.keys(messagePatterns).filter((name) => !advice[name])).toEqual([]);
	});

	it('goes by names that it has', () => {
		const signs = [...deadGrantSigns, ...notFoundSigns].filter((sign) => !/[:_]/.test(sign));
		expect(signs.filter((sign) => !messagePatterns[sign])).toEqual([]);
	});
});
