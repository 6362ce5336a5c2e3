import { createHmac } from 'node:crypto';
import { inputProblem } from './problems';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;
const DIGITS = 6;
/** A whole address has a few hundred characters. */
const LONGEST = 4096;

/**
 * The six-digit code an authenticator app shows at `now` (RFC 6238: SHA-1, 30 s).
 *
 * @param secret base32 in the forms people paste: any case, spaces, dashes, padding, or a whole `otpauth://` address
 * @param now epoch milliseconds
 * @throws {import('./problems').OAuthProblem} of kind `input` when the secret is not base32; the message does not repeat it
 */
export function totp(secret: string, now: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / STEP_SECONDS)));
	const mac = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
	const offset = (mac[mac.length - 1] ?? 0) & 0xf;
	const code = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS;
	return String(code).padStart(DIGITS, '0');
}

/** RFC 4648 §6. */
export function decodeBase32(secret: string): Buffer {
	const text = secret.length > LONGEST ? '' : secret.trim();
	const pasted = /^otpauth:/i.test(text) ? (/[?&]secret=([^&]{0,1000})/i.exec(text)?.[1] ?? '') : text;
	// Padding stands at the end only, and there is no need to see how much there is.
	const [symbols = '', padding = ''] = pasted
		.replace(/[\s-]/g, '')
		.toUpperCase()
		.split(/(?<!=)(?==)/);
	if (!/^[A-Z2-7]+$/.test(symbols) || !/^=*$/.test(padding)) {
		throw inputProblem(
			'This is not a two-factor secret: it must consist of letters and the digits 2 to 7',
			'Enter the secret that was shown beside the QR code when two-factor authentication was set up, not a six-digit code. Nothing was sent.',
		);
	}
	const bits = [...symbols].map((symbol) => ALPHABET.indexOf(symbol).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
