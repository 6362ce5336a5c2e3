import { createHmac } from 'node:crypto';
import { isNothing, textOf, unwrapped, withoutInvisible, type PastedField } from './pastedText';
import { inputProblem } from './problems';

/** What one-time codes are computed from (RFC 6238); apps are told it by the QR code. */
export interface TwoFactorSecret {
	readonly key: Buffer;
	readonly algorithm: 'sha1' | 'sha256' | 'sha512';
	readonly digits: number;
	readonly periodSeconds: number;
}

/** What to do where a secret is none. */
export const TWO_FACTOR_SECRET_HINT =
	'Enter the secret that was shown beside the QR code when two-factor authentication was set up, or the whole address in that code (otpauth://…), not a code of six digits.';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** A whole address has a few hundred characters. */
const LONGEST = 4096;

/** The code an authenticator app shows at `now`, in epoch milliseconds (RFC 6238). */
export function totp({ key, algorithm, digits, periodSeconds }: TwoFactorSecret, now: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / periodSeconds)));
	const mac = createHmac(algorithm, key).update(counter).digest();
	const offset = (mac[mac.length - 1] ?? 0) & 0xf;
	const code = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
	return String(code).padStart(digits, '0');
}

/**
 * A two-factor secret: base32 in the forms people paste (any case, spaces, dashes, padding), or the whole `otpauth://`
 * address of the QR code with what it says about the codes. Undefined where it is left out.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when it is none; the message does not repeat it
 */
export function readTwoFactorSecret(pasted: unknown, field: PastedField): TwoFactorSecret | undefined {
	const text = unwrapped(withoutInvisible(textOf(pasted, field)));
	if (text === '') return undefined;
	const secret = mistakeIn(text) ?? secretOf(/^otpauth:/i.test(text) ? parametersOf(text) : { secret: text });
	if (typeof secret === 'string') throw inputProblem(`${field.subject} ${secret}`, field.hint);
	return secret;
}

/** Why a text is none, where it looks like something else. */
function mistakeIn(text: string): string | undefined {
	if (text.length > LONGEST) return 'is too long to be one';
	if (/^\d(?:[\s-]?\d){0,8}$/.test(text)) return 'is a code, and not the secret that codes are computed from';
	if (/^otpauth-/i.test(text))
		return 'is the export of an authenticator app, and not the secret of one account';
	if (/^otpauth:(?!\/*totp\b)/i.test(text)) return 'is for codes that do not go by the time';
	if (isNothing(text)) return 'is none, but what an expression without a value leaves';
	return undefined;
}

type Parameter = 'secret' | 'algorithm' | 'digits' | 'period';
type Parameters = Readonly<Partial<Record<Parameter, string>>>;

const isParameter = (name: string): name is Parameter =>
	['secret', 'algorithm', 'digits', 'period'].includes(name);

const ALGORITHMS: Readonly<Record<string, TwoFactorSecret['algorithm'] | undefined>> = {
	SHA1: 'sha1',
	SHA256: 'sha256',
	SHA512: 'sha512',
};

/** What codes are computed from, or what is wrong with it. */
function secretOf(asked: Parameters | undefined): TwoFactorSecret | string {
	if (!asked) return 'says something twice, or holds half of an encoded sign';
	const key = decodeBase32(asked.secret ?? '');
	const algorithm = ALGORITHMS[(asked.algorithm || 'SHA1').toUpperCase().replace(/^HMAC|-/g, '')];
	const { digits, period } = { digits: asked.digits || '6', period: asked.period || '30' };
	if (!key) return 'is not valid: it must consist of letters and the digits 2 to 7';
	if (!algorithm) return 'asks for another algorithm than SHA1, SHA256 and SHA512';
	if (!/^[6-8]$/.test(digits)) return 'asks for codes of another length than 6 to 8 digits';
	if (!/^[1-9]\d{0,3}$/.test(period)) return 'asks for codes of a period that is not 1 to 9999 seconds';
	return { key, algorithm, digits: Number(digits), periodSeconds: Number(period) };
}

/**
 * Those of an `otpauth://` address; undefined where one of them stands there twice or cannot be decoded. Label and
 * issuer may hold any sign, so that the address cannot be read like any other.
 */
function parametersOf(address: string): Parameters | undefined {
	const parts = address.replace(/#[^&=#]*$/, '').split(/[?&](?:amp;)?/);
	const found: Partial<Record<Parameter, string>> = {};
	for (const part of parts) {
		const [name = '', ...values] = part.split('=');
		const parameter = name.toLowerCase();
		if (!isParameter(parameter)) continue;
		const value = decodedText(values.join('=').replaceAll('+', ' '));
		if (value === undefined || found[parameter] !== undefined) return undefined;
		found[parameter] = value.trim();
	}
	return found;
}

function decodedText(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** RFC 4648 §6, of any case, with blanks and dashes in it; undefined for what is none, or nothing. */
export function decodeBase32(text: string): Buffer | undefined {
	// Padding stands at the end only, and there is no need to see how much there is.
	const [symbols = '', padding = ''] = text
		.slice(0, LONGEST)
		.replace(/[\s\p{Pd}]/gu, '')
		.toUpperCase()
		.split(/(?<!=)(?==)/);
	if (!/^[A-Z2-7]+$/.test(symbols) || !/^=*$/.test(padding)) return undefined;
	const bits = [...symbols].map((symbol) => ALPHABET.indexOf(symbol).toString(2).padStart(5, '0')).join('');
	const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	return bytes.length > 0 ? bytes : undefined;
}

/**
 * A code as an app shows it, often in two groups. Empty where it is left out.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when it is none; the message does not repeat it
 */
export function readOneTimeCode(pasted: unknown, field: PastedField): string {
	const code = unwrapped(withoutInvisible(textOf(pasted, field))).replace(/(?<=\d)[\s\p{Pd}]+(?=\d)/gu, '');
	if (code === '' || /^\d{6,8}$/.test(code)) return code;
	const isShort = /^\d{1,5}$/.test(code);
	throw inputProblem(
		`${field.subject} ${isShort ? 'has fewer than six digits' : 'is not a code of six to eight digits'}`,
		isShort ? `A code that begins with 0 has to stay text. ${field.hint}` : field.hint,
	);
}
