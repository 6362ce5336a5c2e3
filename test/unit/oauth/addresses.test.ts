import { hasScheme, LONGEST_ADDRESS, parseAddress, urlOf } from '../../../oauth/addresses';

describe('an address', () => {
	it.each([
		['https://a.example/x?y#z', 'https://a.example/x?y#z'],
		['myapp://cb', 'myapp://cb'],
		['https://bücher.example', 'https://xn--bcher-kva.example/'],
		['a.example', undefined],
		['', undefined],
		[`https://a.example/${'x'.repeat(LONGEST_ADDRESS)}`, undefined],
		['https://a.example/'.padEnd(LONGEST_ADDRESS, 'x'), 'https://a.example/'.padEnd(LONGEST_ADDRESS, 'x')],
		['https://a.example/'.padEnd(LONGEST_ADDRESS + 1, 'x'), undefined],
	])('%.40s is %s', (text, href) => expect(parseAddress(text)?.href).toBe(href));

	it('is read beside another one', () => {
		expect(urlOf('/x', 'https://a.example/y')?.href).toBe('https://a.example/x');
		expect(urlOf('/x', 'no address')).toBeUndefined();
	});

	it('with letters beyond ASCII is one however often it is read', () => {
		const refused = Array.from({ length: 20_000 }, () => urlOf('https://bücher.example/')).filter(
			(url) => !url,
		);
		expect(refused).toEqual([]);
	});

	it.each([
		['https://a', true],
		['my-app://a', true],
		['a.example/x://', false],
		['://a', false],
	])('%s has a scheme: %s', (text, has) => expect(hasScheme(text)).toBe(has));
});
