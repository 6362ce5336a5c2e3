import fc from 'fast-check';
import { decodeBase32, readTwoFactorSecret, totp } from '../../../oauth/totp';
import { encodeBase32, oneTimeCode } from '../../../sandbox/shared/totp';
import { problemOf } from '../../support/dialects';

const field = { subject: 'The secret', hint: '' };

describe('one-time codes', () => {
	const secret = fc.uint8Array({ minLength: 6, maxLength: 64 }).map((bytes) => Buffer.from(bytes));
	const time = fc.integer({ min: 0, max: 4_102_444_800_000 });

	it('are those that the other side computes, in every form a secret is pasted in', () => {
		const forms = fc.constantFrom<(text: string) => string>(
			(text) => text,
			(text) => text.toLowerCase(),
			(text) => text.replace(/.{4}/g, '$& '),
			(text) => text.replace(/.{4}/g, '$&-'),
			(text) => `${text}====`,
			(text) => `otpauth://totp/demo?secret=${text}&issuer=demo`,
			(text) => ` "otpauth://totp/a?b#c?issuer=#&secret=${text}%3D%3D#d"\n`,
		);
		fc.assert(
			fc.property(secret, time, forms, (bytes, now, form) => {
				const text = encodeBase32(bytes);
				const read = readTwoFactorSecret(form(text), field);
				expect(read?.key).toEqual(bytes);
				expect(read && totp(read, now)).toBe(oneTimeCode(text, now));
				expect(decodeBase32(text)).toEqual(bytes);
			}),
		);
	});

	it('of anything else are a mistake that is not repeated', () => {
		const noSecret = fc.string({ minLength: 8 }).filter((text) => /[089!$%^*;~]/.test(text));
		fc.assert(
			fc.property(noSecret, (text) => {
				const problem = problemOf(() => readTwoFactorSecret(text, field));
				fc.pre(!/^\s*otpauth:/i.test(text));
				expect(problem).toMatchObject({ kind: 'input' });
				expect(problem?.message).not.toContain(text);
			}),
		);
	});
});
