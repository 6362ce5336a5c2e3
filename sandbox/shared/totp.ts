import { createHmac, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepMs = 30_000;
const digits = 6;

/** Base32 of RFC 4648 without padding, as authenticator apps take it. */
export function encodeBase32(bytes: Buffer): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const groups = bits.match(/.{1,5}/g) ?? [];
	return groups.map((group) => alphabet.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

/** Reads base32 of RFC 4648, in either case and with or without padding; undefined if it is something else. */
export function decodeBase32(text: string): Buffer | undefined {
	const values = [...text.toUpperCase().replace(/=+$/, '')].map((letter) => alphabet.indexOf(letter));
	if (values.length === 0 || values.includes(-1)) return undefined;
	const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
	const bytes = bits.match(/.{8}/g) ?? [];
	return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** The one-time code of RFC 6238 (SHA-1, 6 digits, 30 s) at `atMs`, `stepsAway` whole steps from it. */
export function oneTimeCode(secret: string, atMs: number, stepsAway = 0): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(atMs / stepMs) + stepsAway));
	const digest = createHmac('sha1', decodeBase32(secret) ?? '')
		.update(counter)
		.digest();
	const offset = digest.readUInt8(digest.length - 1) & 0x0f;
	const number = digest.readUInt32BE(offset) & 0x7fffffff;
	return String(number % 10 ** digits).padStart(digits, '0');
}

/** Whether `code` is valid at `atMs`, one step either way allowed (PeerTube 7.0, observed; Fluxer source). */
export function isValidCode(secret: string, code: string, atMs: number): boolean {
	return [-1, 0, 1].some((stepsAway) => {
		const expected = Buffer.from(oneTimeCode(secret, atMs, stepsAway));
		const given = Buffer.from(code);
		return given.length === expected.length && timingSafeEqual(given, expected);
	});
}
