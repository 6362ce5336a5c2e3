import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { readSealKey, readSealKeys } from '../../../oauth/sealKeys';
import { problemOf } from '../../support/dialects';

const field = { subject: 'The seal key', hint: 'Make one.' };
const bytes = fc
	.uint8Array({ minLength: 32, maxLength: 32 })
	.filter((each) => new Set(each).size >= 8)
	.map((each) => Buffer.from(each));
/** Thirty-two bytes that are a sentence. */
const [NEW, OLD] = ['mustnotleak: the newest seal key', 'mustnotleak: the oldest seal key'].map((text) =>
	Buffer.from(text),
) as [Buffer, Buffer];

describe('a seal key', () => {
	it('is read in every form in which keys are made and pasted', () => {
		const form = fc.constantFrom<(key: Buffer) => string>(
			(key) => key.toString('base64'),
			(key) => key.toString('base64').replace(/=$/, ''),
			(key) => key.toString('base64url'),
			(key) => key.toString('hex'),
			(key) => key.toString('hex').toUpperCase(),
		);
		const around = fc.constantFrom<(text: string) => string>(
			(text) => text,
			(text) => ` "${text}"\r\n`,
			(text) => `\u00a0'${text}',`,
			(text) => `\ufeff${text.slice(0, 20)}\n${text.slice(20)}\u200b\n`,
		);
		fc.assert(
			fc.property(bytes, form, around, (key, write, wrap) => {
				expect(readSealKey(wrap(write(key)), field)?.bytes).toEqual(key);
			}),
		);
	});

	it('is called by eight characters that only the key itself gives', () => {
		fc.assert(
			fc.property(bytes, (key) => {
				const id = createHmac('sha256', key).update('seal key').digest('base64url').slice(0, 8);
				expect(readSealKey(key.toString('hex'), field)?.id).toBe(id);
			}),
		);
	});

	it.each([undefined, null, '', ' \n', '""'])('may be left out: %j', (nothing) => {
		expect(readSealKey(nothing, field)).toBeUndefined();
		expect(readSealKeys(nothing, nothing, 'Demo')).toBeUndefined();
	});

	it.each([
		'mustnotleak',
		'mustnotleak: the newest seal key',
		NEW.toString('base64').slice(0, 42),
		`${NEW.toString('hex')}0`,
		NEW.toString('hex').replace('6d', 'zz'),
		NEW.toString('base64').repeat(2),
		NEW.toString('hex').repeat(2),
		Buffer.alloc(32).toString('base64'),
		'{{ $vars.sealKey }}',
		'undefined',
	])('that is none, such as %j, is refused in words that do not repeat it', (pasted) => {
		const problem = problemOf(() => readSealKeys(pasted, '', 'Demo'));
		expect(problem).toMatchObject({
			kind: 'input',
			message: expect.stringContaining('The seal key of the Demo credential'),
			description: expect.stringMatching(/openssl rand -base64 32.*Crypto node.*Nothing was sent/),
		});
		expect(`${problem?.message} ${problem?.description}`).not.toContain(pasted);
	});

	it.each([{ a: 1 }, 12345678901234567890])('that is no text (%j) is refused', (pasted) => {
		expect(problemOf(() => readSealKeys(pasted, '', 'Demo'))).toMatchObject({ kind: 'input' });
	});
});

describe('older seal keys', () => {
	const [newest, oldest] = [NEW, OLD].map((key) => key.toString('base64')) as [string, string];
	const third = Buffer.from('mustnotleak: a third key of them').toString('hex');

	it.each([
		`${oldest},${third}`,
		`${oldest}\n${third}\n`,
		` "${oldest}" , '${third}' `,
		JSON.stringify([oldest, third]),
		[oldest, third],
		`- ${oldest}\n- ${third}`,
		`${oldest} ${newest} ${third}`,
	])('%j are two besides the newest', (older) => {
		const keys = readSealKeys(newest, older, 'Demo');
		expect(keys?.newest.bytes).toEqual(NEW);
		expect(keys?.all.map((key) => key.bytes)).toEqual([NEW, OLD, Buffer.from(third, 'hex')]);
	});

	it('are not enough: with which key to seal would not be known', () => {
		expect(problemOf(() => readSealKeys('', oldest, 'Demo'))).toMatchObject({
			kind: 'input',
			message: 'The Demo credential has older seal keys, and no seal key',
		});
	});

	it('are refused as a whole when one of them is none', () => {
		const problem = problemOf(() => readSealKeys(newest, `${oldest}, mustnotleak-value`, 'Demo'));
		expect(problem?.message).toMatch(/^An older seal key of the Demo credential is no key/);
		expect(problem?.message).not.toContain('mustnotleak');
	});
});
