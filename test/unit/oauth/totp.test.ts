import { readOneTimeCode, readTwoFactorSecret, totp } from '../../../oauth/totp';
import { problemOf } from '../../support/dialects';

/** That of the test vectors of RFC 4226 and RFC 6238: the ASCII text 12345678901234567890. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const field = { subject: 'The secret', hint: 'Enter it.' };
const code = (pasted: unknown, now: number) => {
	const secret = readTwoFactorSecret(pasted, field);
	return secret && totp(secret, now);
};

describe('two-factor codes', () => {
	it('changes its code every thirty seconds', () => {
		expect(code(SECRET, 30_000)).toBe(code(SECRET, 59_999));
		expect(code(SECRET, 60_000)).not.toBe(code(SECRET, 59_999));
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
		['in an address with a question mark in its issuer', `${ADDRESS}&issuer=Tube?&digits=6`],
		['in an address with a picture', `${ADDRESS}&image=https://x.example/?a=1&digits=6`],
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
		['not base32!', 'is not valid'],
		['otpauth://totp/Tube?issuer=Tube', 'is not valid'],
		['otpauth://totp/Tube', 'is not valid'],
		['otpauth://totp/x?secret=', 'is not valid'],
		['A', 'is not valid'],
		[`${ADDRESS}&secret=MFRGG`, 'says something twice'],
		['otpauth://totp/x?secret=%E0%A4', 'says something twice, or holds half'],
		[`otpauth://hotp/x?secret=${SECRET}&counter=1`, 'do not go by the time'],
		[`otpauth://steam/x?secret=${SECRET}`, 'do not go by the time'],
		['undefined', 'without a value'],
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
		[-123456, 'The secret is not a code of six to eight digits'],
		['-123456', 'The secret is not a code of six to eight digits'],
		[123.456, 'The secret is not a code of six to eight digits'],
		[{}, 'The secret is not text'],
	])('the code %j is none', (pasted, message) => {
		expect(() => readOneTimeCode(pasted, field)).toThrow(expect.objectContaining({ kind: 'input', message }));
	});
});
