import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { inputProblem, type OAuthProblem } from './problems';
import type { SealKey } from './sealKeys';

/**
 * Sealed text: `sealed.v1.<key id>.<marks>.<iv>.<ciphertext and tag>`, all but the first two in base64url without padding
 * (RFC 4648 §5). AES-256-GCM (NIST SP 800-38D) with an IV of 96 bits by chance and a tag of 128 bits. The additional
 * authenticated data are the JSON text `["sealed.v1", key id, marks, provider, server, owner]`.
 *
 * The marks are for messages alone, since GCM does not tell what was damaged from what belongs to somebody else: the
 * first four bytes each of HMAC-SHA-256, under the key, of the JSON texts `["provider", …]`, `["server", …]` and `["owner", …]`.
 */

/** Whose something sealed is. It opens for nobody else. */
export interface SealBinding {
	readonly provider: string;
	/** Its base URL, as `serverUrl` reads it. */
	readonly server: string;
	/** Whatever tells the user from all others, such as an ID of one's own. */
	readonly owner: string;
}

const VERSION = 'sealed.v1';
const FORM = /^sealed\.v1\.([\w-]{8})\.([\w-]{16})\.([\w-]{16})\.([\w-]{22,})$/;
const CIPHER = 'aes-256-gcm';
/** In bytes. */
const [IV_LENGTH, TAG_LENGTH, MARK_LENGTH] = [12, 16, 4];

/** Whether a text is meant to be a sealed one, whole or not. */
export const isSealed = (text: string): boolean => text.startsWith('sealed.');

/** What opens with this key alone, and for this owner at this server. The same text is sealed in another way each time. */
export function seal(text: string, key: SealKey, binding: SealBinding, iv = randomBytes(IV_LENGTH)): string {
	const marks = marksOf(key, binding).toString('base64url');
	const cipher = createCipheriv(CIPHER, key.bytes, iv).setAAD(authenticated(key, marks, binding));
	const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
	return [VERSION, key.id, marks, iv.toString('base64url'), encrypted.toString('base64url')].join('.');
}

/**
 * What was sealed.
 *
 * @param subject opens the message, such as `The field "Access Token"`
 * @throws {import('./problems').OAuthProblem} of kind `input` when it is no sealed text, is damaged, belongs to somebody
 * else or was sealed with another key
 */
export function open(
	sealed: string,
	keys: readonly SealKey[],
	binding: SealBinding,
	subject: string,
): string {
	const { keyId, marks, iv, encrypted } = partsOf(sealed, subject);
	const key = keys.find(({ id }) => id === keyId);
	if (!key) throw otherKey(subject, keyId, keys);
	const others = differences(Buffer.from(marks, 'base64url'), marksOf(key, binding));
	if (others.length > 0) throw ofAnother(subject, others);
	const bytes = bytesOf(encrypted);
	const decipher = createDecipheriv(CIPHER, key.bytes, bytesOf(iv))
		.setAAD(authenticated(key, marks, binding))
		.setAuthTag(bytes.subarray(-TAG_LENGTH));
	const text = decipher.update(bytes.subarray(0, -TAG_LENGTH));
	try {
		return Buffer.concat([text, decipher.final()]).toString();
	} catch {
		throw damaged(subject);
	}
}

/** The ID of the key that a text was sealed with; undefined when it is no sealed text. */
export const keyIdOf = (sealed: string): string | undefined => FORM.exec(sealed)?.[1];

function partsOf(sealed: string, subject: string) {
	const [, keyId, marks = '', iv = '', encrypted = ''] = FORM.exec(sealed) ?? [];
	// The last letter has bits to spare, and no two texts are to open as the same.
	const isWhole = keyId !== undefined && bytesOf(encrypted).toString('base64url') === encrypted;
	if (isWhole) return { keyId, marks, iv, encrypted };
	if (!isSealed(sealed)) throw notSealed(subject);
	throw /^sealed\.v(?!1\.)\d{1,9}\./.test(sealed) ? tooNew(subject) : damaged(subject);
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

/** The same owner may be written in two ways (Unicode NFC and NFD), and databases change the one into the other. */
const authenticated = ({ id }: SealKey, marks: string, { provider, server, owner }: SealBinding): Buffer =>
	Buffer.from(JSON.stringify([VERSION, id, marks, provider, server, owner.normalize('NFC')]));

const BOUND = ['provider', 'server', 'owner'] as const;
/** What they are called where people meet them. */
const IN_WORDS = ['service', 'server', 'owner'];

const marksOf = ({ bytes }: SealKey, binding: SealBinding): Buffer =>
	Buffer.concat(
		BOUND.map((name) =>
			createHmac('sha256', bytes)
				.update(JSON.stringify([name, binding[name].normalize('NFC')]))
				.digest()
				.subarray(0, MARK_LENGTH),
		),
	);

/** Which of the three are others, in words. */
const differences = (found: Buffer, wanted: Buffer): string[] =>
	IN_WORDS.filter((_, index) => {
		const [start, end] = [index * MARK_LENGTH, (index + 1) * MARK_LENGTH];
		return !found.subarray(start, end).equals(wanted.subarray(start, end));
	});

const STORED = 'Look at where it is stored';

const notSealed = (subject: string): OAuthProblem =>
	inputProblem(
		`${subject} is not sealed`,
		'What is sealed begins with "sealed.v1.": pass in sealedTokens as it was put out. Nothing was sent.',
	);

const tooNew = (subject: string): OAuthProblem =>
	inputProblem(
		`${subject} was sealed by a newer version of this package`,
		'Update the package in this n8n. Nothing was sent.',
	);

const damaged = (subject: string): OAuthProblem =>
	inputProblem(
		`${subject} is sealed and damaged: something of it is missing or was changed`,
		`${STORED}: the column may be too short, or the text was cut or edited on its way. What cannot be restored from a backup is lost, and the user has to connect again. Nothing was sent.`,
	);

const ofAnother = (subject: string, others: readonly string[]): OAuthProblem =>
	inputProblem(
		`${subject} was sealed for another ${others.join(' and another ')}`,
		`A sealed value opens only for the service, the server and the owner that it was sealed for. Check that row, field Owner and address belong together; ${STORED.toLowerCase()}, if it was moved from another row or edited. Nothing was sent.`,
	);

const otherKey = (subject: string, keyId: string, keys: readonly SealKey[]): OAuthProblem =>
	inputProblem(
		`${subject} was sealed with the key ${keyId}, which the credential does not hold`,
		`Its keys are ${keys.map(({ id }) => id).join(', ')}. Open the credential and enter the key ${keyId} under Older Seal Keys. Nothing was sent.`,
	);
