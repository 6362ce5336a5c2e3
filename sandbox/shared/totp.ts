import { authenticator, hotp } from 'otplib';

const stepMs = 30_000;

/**
 * One-time codes by a library, so that what the package computes is held against somebody else's reading of the RFCs.
 * Its TOTP lengthens short secrets by repeating them, which authenticator apps do not do; so its HOTP is taken
 * (RFC 4226), with the number of the step for its counter (RFC 6238 §4.2).
 */
const codes = hotp.clone({ encoding: 'hex' as never });

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 of RFC 4648 without padding, as authenticator apps take it. The library's own is for ASCII only. */
export function encodeBase32(bytes: Buffer): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const groups = bits.match(/.{1,5}/g) ?? [];
	return groups.map((group) => alphabet.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

/** Reads base32 of RFC 4648, in either case and with or without padding; undefined if it is something else. */
export function decodeBase32(text: string): Buffer | undefined {
	if (!/^[A-Z2-7]+={0,6}$/i.test(text)) return undefined;
	return Buffer.from(authenticator.decode(text.replaceAll('=', '')), 'hex');
}

/** The one-time code of RFC 6238 (SHA-1, 6 digits, 30 s) at `atMs`, `stepsAway` whole steps from it. */
export const oneTimeCode = (secret: string, atMs: number, stepsAway = 0): string =>
	codes.generate(decodeBase32(secret)?.toString('hex') ?? '', Math.floor(atMs / stepMs) + stepsAway);

/** Whether `code` is valid at `atMs`, one step either way allowed (PeerTube 7.0, observed; Fluxer source). */
export const isValidCode = (secret: string, code: string, atMs: number): boolean =>
	[-1, 0, 1].some((stepsAway) => oneTimeCode(secret, atMs, stepsAway) === code);
