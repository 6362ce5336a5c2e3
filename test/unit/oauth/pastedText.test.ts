import { pastedPassword, textOf, trimmed, unwrapped, withoutInvisible } from '../../../oauth/pastedText';

const field = { subject: 'The field', hint: 'Do this.' };

describe('what people paste', () => {
	it.each([
		[' a b\n', 'a b'],
		['\u00a0\u200b\ufeffa\u2060\u00ad\u3000', 'a'],
		['"a"', 'a'],
		["'a'", 'a'],
		['`a`', 'a'],
		['“a”', 'a'],
		['„a“', 'a'],
		['« a »', 'a'],
		['<a>', 'a'],
		[' <"a"> ', 'a'],
		['"a",', 'a'],
		['"a"b', '"a"b'],
		['"a', '"a'],
		['"', '"'],
		['', ''],
		['a,', 'a,'],
	])('%j is meant as %j', (pasted, text) => expect(unwrapped(pasted)).toBe(text));

	it('keeps what stands inside', () => {
		expect(trimmed(' a\u200b b ')).toBe('a\u200b b');
		expect(withoutInvisible('a\u200bb\u{e0041}c d')).toBe('abc d');
	});

	it.each([
		[' a b \n', ' a b '],
		['\ufeff\u200ba"\r\n', 'a"'],
		['"a"', '"a"'],
		['\n', ''],
		['a\u200bb', 'a\u200bb'],
	])('the password %j is %j', (pasted, password) => expect(pastedPassword(pasted)).toBe(password));

	it.each([
		[undefined, ''],
		[null, ''],
		['', ''],
		[42, '42'],
		['x', 'x'],
	])('%j is the text %j', (value, text) => expect(textOf(value, field)).toBe(text));

	it.each([
		[{ a: 1 }, 'The field is not text'],
		[['a'], 'The field is not text'],
		[true, 'The field is not text'],
		[2 ** 53, 'The field is a number that has lost digits'],
		[1e-7, 'The field is a number that has lost digits'],
		[1e21, 'The field is a number that has lost digits'],
		['Bearer [object Object]', 'The field is not text'],
		['ab\ud83d', 'The field holds half of a sign, as text does that was cut in the middle'],
		[NaN, 'The field is not text'],
		[Infinity, 'The field is not text'],
		['x'.repeat(65_537), 'The field is too long to be one'],
	])('%p is none', (value, message) => {
		expect(() => textOf(value, field)).toThrow(
			expect.objectContaining({ kind: 'input', message, description: expect.stringContaining('Do this.') }),
		);
	});
});
