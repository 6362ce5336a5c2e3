import { plainLayer, unescaped } from './escapes';

/** What a secret begins with: enough to know it by. A secret that is cut off behind that is found as well. */
const MOST_BYTES = 32;
/** Fewer signs of base64 may be part of anything. */
const SHORTEST_IN_BASE64 = 8;
/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 4;

/** Words of the protocols, which are no secrets wherever they stand. */
const WORDS = new Set(
	'true false null none undefined bearer basic bot s256 plain code token password secret state access_token refresh_token id_token authorization_code client_credentials refresh'.split(
		' ',
	),
);

/** No text that is looked through is longer than this, in characters. */
const LONGEST_SECRET = 270_000;
/** Secrets that look escaped themselves are passwords, which are short. */
const LONGEST_ESCAPED = 4096;

/** One way to write a secret, as bytes. */
export interface Spelling {
	/** What it is known by. */
	readonly begin: Uint8Array;
	readonly whole: Uint8Array;
	/** Whether it is found inside of base64, all of which is to go. */
	readonly isBase64: boolean;
}

/** The bytes that secrets consist of, as they are and in base64. */
export function spellingsOf(secrets: readonly string[]): Spelling[] {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET && !WORDS.has(secret.toLowerCase()))
		.flatMap((secret) => {
			const whole = Buffer.from(secret.slice(0, LONGEST_SECRET));
			// RFC 6749 §2.3.1: a client's secret is encoded as in a form before it becomes part of a Basic header.
			const form = new URLSearchParams({ v: secret.slice(0, 2 * MOST_BYTES) }).toString().slice(2);
			return [
				...[whole, ...withoutEscapes(whole.subarray(0, LONGEST_ESCAPED))].map((bytes) => ({
					begin: bytes.subarray(0, MOST_BYTES),
					whole: bytes,
					isBase64: false,
				})),
				...inBase64(whole),
				...(form === secret ? [] : inBase64(Buffer.from(form))),
			];
		});
}

/** What becomes of a secret that looks escaped itself, `p\\w`, where the escapes of a text around it are read. */
function withoutEscapes(secret: Buffer): Uint8Array[] {
	// The last backslash would belong to what follows it.
	const closed = secret.at(-1) === BACKSLASH ? secret.subarray(0, -1) : secret;
	const forms: Uint8Array[] = closed === secret ? [] : [closed];
	for (let form = unescaped(plainLayer(closed)); form; form = unescaped(form)) forms.push(form.bytes);
	return forms.filter(({ length }) => length >= SHORTEST_SECRET).slice(0, MOST_FORMS);
}

const BACKSLASH = 0x5c;
const MOST_FORMS = 4;

/**
 * What base64 makes of bytes at any place in what it encodes, such as behind `id:` in a Basic header: three forms, of
 * which those signs count that no other byte has a part in (RFC 4648 §4), each with the letters of base64url too (§5).
 */
function inBase64(bytes: Buffer): Spelling[] {
	const begin = bytes.subarray(0, 2 * MOST_BYTES);
	return [0, 1, 2].flatMap((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), begin]).toString('base64');
		const first = Math.ceil((before * 8) / 6);
		const signs = encoded.slice(first, Math.floor(((before + begin.length) * 8) / 6)).slice(0, MOST_BYTES);
		if (signs.length < SHORTEST_IN_BASE64) return [];
		const url = signs.replaceAll('+', '-').replaceAll('/', '_');
		return [...new Set([signs, url])].map((text) => {
			const known = Buffer.from(text);
			return { begin: known, whole: known, isBase64: true };
		});
	});
}
