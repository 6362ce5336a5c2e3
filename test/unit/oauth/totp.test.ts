import { decodeBase32, readOneTimeCode, readTwoFactorSecret, totp } from '../../../oauth/totp';
import { encodeBase32, oneTimeCode } from '../../../sandbox/shared/totp';
import { problemOf } from '../../support/dialects';

/** That of the test vectors of RFC 4226 and RFC 6238: the ASCII text 12345678901234567890. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const field = { subject: 'The secret', hint: 'Enter it.' };
const code = (pasted: unknown, now: number) => {
	const secret = readTwoFactorSecret(pasted, field);
	return secret && totp(secret, now);
};

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
	])('of step %d are those of RFC 4226, appendix D', (step, expected) => {
		expect(code(SECRET, step * 30_000)).toBe(expected);
		expect(oneTimeCode(SECRET, step * 30_000)).toBe(expected);
	});

	// The last six of the eight digits of the RFC.
	it.each([
		[59, '287082'],
		[1111111109, '081804'],
		[1111111111, '050471'],
		[1234567890, '005924'],
		[2000000000, '279037'],
		[20000000000, '353130'],
	])('at %d seconds are those of RFC 6238, appendix B', (seconds, expected) => {
		expect(code(SECRET, seconds * 1000)).toBe(expected);
		expect(oneTimeCode(SECRET, seconds * 1000)).toBe(expected);
	});

	it('changes its code every thirty seconds', () => {
		expect(code(SECRET, 30_000)).toBe(code(SECRET, 59_999));
		expect(code(SECRET, 60_000)).not.toBe(code(SECRET, 59_999));
	});

	// RFC 6238, appendix B: the key is as long as the hash, and the codes have eight digits.
	const SEEDS = { SHA1: 20, SHA256: 32, SHA512: 64 } as const;
	it.each([
		[59, '94287082', '46119246', '90693936'],
		[1111111109, '07081804', '68084774', '25091201'],
		[1111111111, '14050471', '67062674', '99943326'],
		[1234567890, '89005924', '91819424', '93441116'],
		[2000000000, '69279037', '90698825', '38618901'],
		[20000000000, '65353130', '77737706', '47863826'],
	])('at %d seconds are those of RFC 6238, appendix B, for each algorithm', (seconds, ...codes) => {
		const computed = Object.entries(SEEDS).map(([algorithm, length]) => {
			const secret = encodeBase32(Buffer.from('1234567890'.repeat(7).slice(0, length)));
			return code(`otpauth://totp/x?secret=${secret}&algorithm=${algorithm}&digits=8`, seconds * 1000);
		});
		expect(computed).toEqual(codes);
	});

	const ADDRESS = `otpauth://totp/Tube:alice?secret=${SECRET}`;
	it.each([
		['in lower case', SECRET.toLowerCase()],
		['in groups', SECRET.replace(/(.{4})/g, '$1 ')],
		['with dashes', SECRET.replace(/(.{8})/g, '$1-')],
		['with long dashes', SECRET.replace(/(.{8})/g, '$1–')],
		['with padding', `${SECRET}====`],
		['with spaces around', `  ${SECRET}\n`],
		['with signs that nobody sees', `\ufeff${SECRET.replace(/(.{8})/g, '$1\u200b')}`],
		['in quotation marks', `"${SECRET}"`],
		['as the address in the QR code', `${ADDRESS}&issuer=Tube`],
		['in an address in quotation marks', `<${ADDRESS}>`],
		['in an address, with encoded padding', `${ADDRESS}%3D%3D%3D&issuer=Tube`],
		['in an address, in groups', `otpauth://totp/x?secret=${SECRET.replace(/(.{4})/g, '$1%20')}`],
		[
			'in an address, in groups with plus signs',
			`otpauth://totp/x?secret=${SECRET.replace(/(.{4})/g, '$1+')}`,
		],
		['in an address with a space', `OTPAUTH://TOTP/My Tube?Secret=${SECRET}`],
		['in an address with a fragment', `${ADDRESS}#top`],
		['in an address with a number sign in its label', `otpauth://totp/Tube #1?secret=${SECRET}`],
		['in an address with a number sign in its issuer', `${ADDRESS}&issuer=C#&digits=6`],
		['in an address with a question mark in its label', `otpauth://totp/Tube?:x?secret=${SECRET}`],
		['in an address as HTML writes it', `otpauth://totp/x?issuer=T&amp;secret=${SECRET}&amp;digits=6`],
		['in an address that says what is usual', `${ADDRESS}&algorithm=sha-1&digits=6&period=30`],
		['in an address that leaves it to the app', `${ADDRESS}&algorithm=&digits=&period=`],
	])('takes a secret %s', (_, pasted) => expect(code(pasted, 59_000)).toBe('287082'));

	it('go by what the address says', () => {
		expect(code(`${ADDRESS}&digits=8`, 59_000)).toBe('94287082');
		expect(code(`${ADDRESS}&period=60`, 119_000)).toBe('287082');
		expect(readTwoFactorSecret(`${ADDRESS}&algorithm=HmacSHA512`, field)).toMatchObject({
			algorithm: 'sha512',
		});
	});

	it.each([
		['123456', 'is a code'],
		['123 456', 'is a code'],
		['not base32!', 'is not one'],
		['otpauth://totp/Tube?issuer=Tube', 'is not one'],
		['otpauth://totp/Tube', 'is not one'],
		['otpauth://totp/x?secret=', 'is not one'],
		['A', 'is not one'],
		[`${ADDRESS}&secret=MFRGG`, 'says something twice'],
		['otpauth://totp/x?secret=%E0%A4', 'says something twice, or holds half'],
		[`otpauth://hotp/x?secret=${SECRET}&counter=1`, 'go by a counter'],
		['otpauth-migration://offline?data=demo', 'is the export of an authenticator app'],
		[`${ADDRESS}&algorithm=MD5`, 'another algorithm'],
		[`${ADDRESS}&digits=5`, 'another length'],
		[`${ADDRESS}&digits=six`, 'another length'],
		[`${ADDRESS}&period=0`, 'a period'],
		[`${ADDRESS}&period=1e1`, 'a period'],
		['x'.repeat(5000), 'is too long'],
		[{ secret: SECRET }, 'is not text'],
	])('refuses %j without repeating it', (pasted, mistake) => {
		const problem = problemOf(() => readTwoFactorSecret(pasted, field));
		expect(problem).toMatchObject({
			kind: 'input',
			message: expect.stringMatching(`^The secret .*${mistake}`),
		});
		expect(problem?.description).toContain('Enter it.');
		if (typeof pasted === 'string') expect(problem?.message).not.toContain(pasted);
	});

	it.each([[''], [undefined], [' \u200b']])('has nothing to read in %j', (pasted) => {
		expect(readTwoFactorSecret(pasted, field)).toBeUndefined();
		expect(readOneTimeCode(pasted, field)).toBe('');
	});

	it.each([
		['123456', '123456'],
		['123 456', '123456'],
		['123\u00a0456\n', '123456'],
		['012-345', '012345'],
		['"12345678"', '12345678'],
		[123456, '123456'],
	])('the code %j is %s', (pasted, meant) => expect(readOneTimeCode(pasted, field)).toBe(meant));

	it.each([
		[12345, 'The secret has fewer than six digits'],
		['123456789', 'The secret is not a code of six to eight digits'],
		[SECRET, 'The secret is not a code of six to eight digits'],
		['123456 654321', 'The secret is not a code of six to eight digits'],
		[{}, 'The secret is not text'],
	])('the code %j is none', (pasted, message) => {
		expect(() => readOneTimeCode(pasted, field)).toThrow(expect.objectContaining({ kind: 'input', message }));
	});

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
		expect(decodeBase32(symbols)?.toString()).toBe(text);
	});
});
