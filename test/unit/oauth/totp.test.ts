import { decodeBase32, totp } from '../../../oauth/totp';

/** RFC 6238 appendix B: the ASCII secret 12345678901234567890, the last six of its eight digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('two-factor codes', () => {
	it.each([
		[59, '287082'],
		[1111111109, '081804'],
		[1111111111, '050471'],
		[1234567890, '005924'],
		[2000000000, '279037'],
		[20000000000, '353130'],
	])('at %d seconds the RFC secret gives %s', (seconds, code) => {
		expect(totp(SECRET, seconds * 1000)).toBe(code);
	});

	it('changes its code every thirty seconds', () => {
		expect(totp(SECRET, 30_000)).toBe(totp(SECRET, 59_999));
		expect(totp(SECRET, 60_000)).not.toBe(totp(SECRET, 59_999));
	});

	it.each([
		['in lower case', SECRET.toLowerCase()],
		['in groups', SECRET.replace(/(.{4})/g, '$1 ')],
		['with dashes', SECRET.replace(/(.{8})/g, '$1-')],
		['with padding', `${SECRET}====`],
		['with spaces around', `  ${SECRET}\n`],
		['as the address in the QR code', `otpauth://totp/Tube:alice?secret=${SECRET}&issuer=Tube`],
	])('takes a secret %s', (_, pasted) => {
		expect(totp(pasted, 59_000)).toBe('287082');
	});

	it.each([['123456'], ['not base32!'], [''], ['otpauth://totp/Tube?issuer=Tube']])(
		'refuses %j without repeating it',
		(pasted) => {
			expect(() => totp(pasted, 0)).toThrow('This is not a two-factor secret');
			expect(() => totp(pasted, 0)).toThrow(expect.objectContaining({ kind: 'input' }));
			if (pasted) expect(() => totp(pasted, 0)).not.toThrow(pasted);
		},
	);

	it.each([
		['MY', 'f'],
		['MZXQ', 'fo'],
		['MZXW6', 'foo'],
		['MZXW6YQ', 'foob'],
		['MZXW6YTB', 'fooba'],
		['MZXW6YTBOI', 'foobar'],
	])('decodes %s as %s (RFC 4648 §10)', (symbols, text) => {
		expect(decodeBase32(symbols).toString()).toBe(text);
	});
});
