import { createHmac } from 'node:crypto';
import { readWords } from './lists';
import { textOf, unwrapped, withoutInvisible, type PastedField } from './pastedText';
import { inputProblem } from './problems';

/** A key of AES-256, and what it is called in the open. */
export interface SealKey {
	/** Eight characters that tell it from other keys, and nothing of it to whoever has not got it. */
	readonly id: string;
	readonly bytes: Buffer;
}

/** The keys of one credential. */
export interface SealKeys {
	/** What is sealed from now on is sealed with it. */
	readonly newest: SealKey;
	/** Those that still open what was sealed with them, the newest among them. */
	readonly all: readonly SealKey[];
}

/** In bytes. */
const ID_LENGTH = 6;
/** Fewer of 32 bytes by chance are never different. */
const LEAST_DIFFERENT = 8;

const HEX = /^[\da-f]{64}$/i;
const BASE64 = /^[\w+/-]{43}=?$/;

const HOW_TO_MAKE_ONE =
	'Make one with "openssl rand -base64 32", or with the action Generate of n8n\'s Crypto node (type HEX, length 64), and keep a copy of it where you keep passwords.';

/**
 * The seal keys of a credential; undefined where it has none.
 *
 * @param credential names it, for messages
 * @throws {import('./problems').OAuthProblem} of kind `input` when one of them is no key, and when there are older ones
 * only; no message repeats a key
 */
export function readSealKeys(newest: unknown, older: unknown, credential: string): SealKeys | undefined {
	const key = readSealKey(newest, keyField(`The seal key of the ${credential} credential`));
	const olderKeys = readOlderKeys(older, keyField(`An older seal key of the ${credential} credential`));
	if (key) return { newest: key, all: [key, ...olderKeys.filter(({ id }) => id !== key.id)] };
	if (olderKeys.length === 0) return undefined;
	throw inputProblem(
		`The ${credential} credential has older seal keys, and no seal key`,
		`Open the credential and enter the key that is to be used from now on under Seal Key. ${HOW_TO_MAKE_ONE} Nothing was sent.`,
	);
}

/**
 * A key of 32 bytes as base64, base64url or hexadecimal digits, with whatever was copied along; undefined when there is
 * none.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when it is no key
 */
export function readSealKey(pasted: unknown, field: PastedField): SealKey | undefined {
	const text = unwrapped(withoutInvisible(textOf(pasted, field))).replace(/\s/g, '');
	return text === '' ? undefined : keyIn(text, field);
}

function readOlderKeys(pasted: unknown, field: PastedField): SealKey[] {
	return readWords(pasted ?? '', field).map((word) => keyIn(word, field));
}

function keyIn(text: string, { subject, hint }: PastedField): SealKey {
	if (!HEX.test(text) && !BASE64.test(text)) {
		throw inputProblem(
			`${subject} ${lengthOf(text)}`,
			`A key is 32 bytes by chance, written as 44 characters of base64 or 64 hexadecimal digits. ${hint}`,
		);
	}
	const bytes = Buffer.from(text, HEX.test(text) ? 'hex' : 'base64url');
	if (new Set(bytes).size >= LEAST_DIFFERENT) return { id: idOf(bytes), bytes };
	throw inputProblem(`${subject} can be guessed, since it repeats itself`, hint);
}

const lengthOf = (text: string): string =>
	text.length > 64
		? 'is more than one key without a comma in between, or something else'
		: `is no key: it is ${text.length} characters long`;

/** Keyed by the key itself, so that nothing can be tried out on it that could not be on what is sealed. */
const idOf = (bytes: Buffer): string =>
	createHmac('sha256', bytes).update('seal key').digest().subarray(0, ID_LENGTH).toString('base64url');

const keyField = (subject: string): PastedField => ({
	subject,
	hint: `${HOW_TO_MAKE_ONE} Nothing was sent.`,
});
