import { createCipheriv, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { isSealed, keyIdOf, open, seal, type SealBinding } from '../../../oauth/seal';
import { readSealKeys, type SealKey } from '../../../oauth/sealKeys';
import { problemOf } from '../../support/dialects';

/** Keys out of sentences of 32 letters, so that nobody takes them for real ones. */
const keyOf = (text: string): SealKey =>
	(readSealKeys(Buffer.from(text).toString('base64'), '', 'Demo') as { newest: SealKey }).newest;
const KEY = keyOf('mustnotleak: the newest seal key');
const OLDER = keyOf('mustnotleak: the oldest seal key');
const ADA: SealBinding = { provider: 'Demo', server: 'https://demo.example/api', owner: 'ada' };
const TEXT = '{"accessToken":"mustnotleak"}';

const opened = (sealed: string, keys = [KEY], binding = ADA) => open(sealed, keys, binding, 'The row');
const problem = (...given: Parameters<typeof opened>) => problemOf(() => opened(...given));

const word = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }));
const binding = fc.record({ provider: word, server: word, owner: word });
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((each) => new Set(each).size >= 8);

/** The same written once more, after the words in `oauth/seal.ts`, and with none of its code. */
function sealedByHand(text: string, key: Uint8Array, { provider, server, owner }: SealBinding, iv: Buffer) {
	const mac = (value: string) => createHmac('sha256', key).update(value).digest();
	const id = mac('seal key').subarray(0, 6).toString('base64url');
	const parts = Object.entries({ provider, server, owner: owner.normalize('NFC') });
	const normalized = parts.map(([name, value]) => [name, value.normalize('NFC')]);
	const marks = Buffer.concat(normalized.map((part) => mac(JSON.stringify(part)).subarray(0, 4)));
	const head = ['sealed.v1', id, marks.toString('base64url')];
	const cipher = createCipheriv('aes-256-gcm', key, iv);
	cipher.setAAD(Buffer.from(JSON.stringify([...head, provider, server, owner.normalize('NFC')])));
	const encrypted = [cipher.update(text, 'utf8'), cipher.final()];
	const tail = [iv, Buffer.concat([...encrypted, cipher.getAuthTag()])];
	return [...head, ...tail.map((part) => part.toString('base64url'))].join('.');
}

describe('what is sealed', () => {
	it('opens as it was, with the newest key or an older one, and differs each time', () => {
		fc.assert(
			fc.property(word, bytes, binding, (text, key, whose) => {
				const { newest } = readSealKeys(Buffer.from(key).toString('hex'), '', 'Demo') as { newest: SealKey };
				const sealed = seal(text, newest, whose);
				expect(opened(sealed, [KEY, newest], whose)).toBe(text);
				expect([isSealed(sealed), keyIdOf(sealed)]).toEqual([true, newest.id]);
				expect(sealed).toMatch(/^sealed\.v1(\.[\w-]+){4}$/);
				expect(seal(text, newest, whose)).not.toBe(sealed);
			}),
		);
	});

	it('is what others write by the same words, byte by byte', () => {
		const iv = fc.uint8Array({ minLength: 12, maxLength: 12 }).map((each) => Buffer.from(each));
		fc.assert(
			fc.property(word, bytes, binding, iv, (text, key, whose, by) => {
				const { newest } = readSealKeys(Buffer.from(key).toString('hex'), '', 'Demo') as { newest: SealKey };
				expect(seal(text, newest, whose, by)).toBe(sealedByHand(text, key, whose, by));
			}),
		);
	});

	it('stays what it is from version to version', () => {
		expect(seal(TEXT, KEY, ADA, Buffer.alloc(12, 7))).toBe(VECTOR);
		expect(opened(VECTOR)).toBe(TEXT);
	});

	it('opens for an owner that a database has written in the other form of Unicode', () => {
		const [nfc, nfd] = ['NFC', 'NFD'].map((form) => ({ ...ADA, owner: 'Zoë'.normalize(form) }));
		expect(opened(seal(TEXT, KEY, nfd as SealBinding), [KEY], nfc)).toBe(TEXT);
	});

	it('shows nothing of what is in it, nor of the key', () => {
		const sealed = seal(TEXT, KEY, ADA);
		for (const secret of [TEXT, 'mustnotleak', KEY.bytes.toString('base64url'), 'ada'])
			for (const encoding of ['utf8', 'base64url', 'hex'] as const)
				expect(Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url').toString(encoding)).not.toContain(
					secret,
				);
	});
});

describe('does not open', () => {
	const sealed = seal(TEXT, KEY, ADA);

	it('when any character of it is another one', () => {
		for (let at = 0; at < sealed.length; at++) {
			for (const other of ['A', 'b', '-', '.', '=', ' ']) {
				if (sealed.charAt(at) === other) continue;
				const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
				expect(problem(changed)).toMatchObject({ kind: 'input' });
			}
		}
	});

	it('when any bit of what is encrypted is another one, which is told as damage', () => {
		const [encrypted = '', ...head] = sealed.split('.').reverse();
		const whole = Buffer.from(encrypted, 'base64url');
		for (let bit = 0; bit < whole.length * 8; bit++) {
			const flipped = Buffer.from(whole);
			flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit % 8));
			const changed = [flipped.toString('base64url'), ...head].reverse().join('.');
			expect(problem(changed)?.message).toMatch(/^The row is sealed and damaged/);
		}
	});

	it('when it was cut anywhere, or has something behind it', () => {
		for (let length = 'sealed.'.length; length < sealed.length; length++)
			expect(problem(sealed.slice(0, length))?.message).toMatch(/^The row is sealed and damaged/);
		for (const more of ['A', '.', '\n', '=', ' ']) expect(problem(sealed + more)?.kind).toBe('input');
	});

	it.each([
		[{ owner: 'bob' }, 'another owner'],
		[{ owner: 'Ada' }, 'another owner'],
		[{ server: 'https://demo.example' }, 'another server'],
		[{ provider: 'Other' }, 'another service'],
		[
			{ provider: 'Other', server: 'https://other.example', owner: 'bob' },
			'another service and another server and another owner',
		],
	])('for %j: it is said to be of %s', (other, words) => {
		expect(problem(sealed, [KEY], { ...ADA, ...other })).toMatchObject({
			kind: 'input',
			message: `The row was sealed for ${words}`,
			description: expect.stringContaining('Nothing was sent'),
		});
	});

	it('for another owner when the marks are made to fit: what counts is authenticated', () => {
		const marks = seal(TEXT, KEY, { ...ADA, owner: 'bob' }).split('.')[3] ?? '';
		const forged = sealed.replace(sealed.split('.')[3] ?? '', marks);
		expect(problem(forged, [KEY], { ...ADA, owner: 'bob' })?.message).toContain('damaged');
	});

	it('with other keys than its own, which is named by its ID', () => {
		expect(problem(seal(TEXT, OLDER, ADA))).toMatchObject({
			kind: 'input',
			message: `The row was sealed with the key ${OLDER.id}, which the credential does not hold`,
			description: expect.stringMatching(new RegExp(`Its keys are ${KEY.id}\\. .*Older Seal Keys`)),
		});
		expect(opened(seal(TEXT, OLDER, ADA), [KEY, OLDER])).toBe(TEXT);
	});

	it.each([
		['demo-token', 'The row is not sealed'],
		['', 'The row is not sealed'],
		['sealed.v2.abc', 'The row was sealed by a newer version of this package'],
		['sealed.', 'The row is sealed and damaged: something of it is missing or was changed'],
		['sealed.v1', 'The row is sealed and damaged: something of it is missing or was changed'],
	])('%j: %s', (text, message) => {
		expect(problem(text)?.message).toBe(message);
	});
});

const VECTOR =
	'sealed.v1.MLVUw1IQ.w5i8QFjbT0N5opkQ.BwcHBwcHBwcHBwcH.Sd1P_BcCAK3VNy0cyNsTC7NyQoKk1uv-Cjt3Ax6ufhuAKhAwfO1aJLqH7Zph';
