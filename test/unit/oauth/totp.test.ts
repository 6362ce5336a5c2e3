import { decodeBase32, totp } from '../../../oauth/totp';
import { oneTimeCode } from '../../../sandbox/shared/totp';

/** That of the test vectors of RFC 4226 and RFC 6238: the ASCII text 12345678901234567890. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('two-factor codes', () => {
	it.each([
		[0, '755224'],
		[1, '287082'],
		[2, '359152'],
		[3, '969429'],
		[4, '338314'],
		[5, '254676'],
		[6, '287922'],
		[7, '162583'],
		[8, '399871'],
		[9, '520489'],
	])('of step %d are those of RFC 4226, appendix D', (step, code) => {
		expect(totp(SECRET, step * 30_000)).toBe(code);
		expect(oneTimeCode(SECRET, step * 30_000)).toBe(code);
	});

	// The last six of the eight digits of the RFC.
	it.each([
		[59, '287082'],
		[1111111109, '081804'],
		[1111111111, '050471'],
		[1234567890, '005924'],
		[2000000000, '279037'],
		[20000000000, '353130'],
	])('at %d seconds are those of RFC 6238, appendix B', (seconds, code) => {
		expect(totp(SECRET, seconds * 1000)).toBe(code);
		expect(oneTimeCode(SECRET, seconds * 1000)).toBe(code);
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
		['MY======', 'f'],
		['MZXQ====', 'fo'],
		['MZXW6===', 'foo'],
		['MZXW6YQ=', 'foob'],
		['MZXW6YTBOI======', 'foobar'],
		['MZXQ', 'fo'],
		['MZXW6', 'foo'],
		['MZXW6YQ', 'foob'],
		['MZXW6YTB', 'fooba'],
		['MZXW6YTBOI', 'foobar'],
	])('decodes %s as %s (RFC 4648 §10)', (symbols, text) => {
		expect(decodeBase32(symbols).toString()).toBe(text);
	});
});
