/** A text in UTF-8, and where each of its bytes begins and ends in the text that it was written as. */
export interface Layer {
	readonly bytes: Uint8Array;
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
}

/** A text as it is, in UTF-8: each byte stands for itself. */
export function plainLayer(bytes: Uint8Array): Layer {
	const [starts, ends] = [new Uint32Array(bytes.length), new Uint32Array(bytes.length)];
	for (let at = 0; at < bytes.length; at++) {
		starts[at] = at;
		ends[at] = at + 1;
	}
	return { bytes, starts, ends };
}

/** The values of hexadecimal digits, by their bytes; -1 for all other bytes. */
const HEX = Int8Array.from({ length: 256 }, (_, byte) =>
	'0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase()),
);

/** A short name as a number, so that a long text costs no text for each of its entities. */
const add = (key: number, letter: number) => (key * 31 + letter) | 0;
const keyOf = (name: string) => [...name].reduce((key, letter) => add(key, letter.charCodeAt(0)), 0);

/** HTML's names for the signs that secrets are made of. */
const ENTITIES = new Map(
	'amp& lt< gt> quot" apos\' sol/ bsol\\ plus+ equals= num# percnt% dollar$ colon: semi; comma, period. excl! quest? commat@ lowbar_ ast* lpar( rpar) lsqb[ rsqb] lcub{ rcub} verbar| grave` Hat^'
		.split(' ')
		.map((entity) => [keyOf(entity.slice(0, -1)), entity.charCodeAt(entity.length - 1)]),
);
const LONGEST_NAME = 6;
/** Eight digits are more than the number of any sign has. */
const MOST_DIGITS = 8;

/** What JSON's escapes of one letter stand for (RFC 8259 §7); every other sign stands for itself. */
const LETTERS = new Map(
	Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12 }).map(([c, to]) => [c.charCodeAt(0), to]),
);

const [AMPERSAND = 0, BACKSLASH = 0, PERCENT = 0, HASH = 0, SEMICOLON = 0] = Buffer.from('&\\%#;');
const [LETTER_U = 0, LETTER_X = 0] = Buffer.from('ux');
const UTF8 = new TextEncoder();

/**
 * What a text stands for where URLs, JSON or HTML have escaped some of its signs: `%2f`, `\/`, `\u002B`, `&#x2F;`,
 * `&amp;`. Undefined when nothing in it is escaped. Of something escaped twice, one layer is taken off.
 */
export const unescaped = (layer: Layer): Layer | undefined => new Unescaping(layer).layer();

class Unescaping {
	private readonly bytes: Uint8Array;
	/** The sign that was read last, in UTF-8, and where it ends. */
	private readonly sign = new Uint8Array(4);
	private length = 0;
	private end = 0;

	constructor(private readonly from: Layer) {
		this.bytes = from.bytes;
	}

	layer(): Layer | undefined {
		if (![PERCENT, BACKSLASH, AMPERSAND].some((sign) => this.bytes.includes(sign))) return undefined;
		const { bytes, from } = this;
		const to = new Uint8Array(bytes.length);
		const starts = new Uint32Array(bytes.length);
		const ends = new Uint32Array(bytes.length);
		let written = 0;
		for (let at = 0; at < bytes.length; at = this.end) {
			this.read(bytes[at] ?? 0, at);
			for (let each = 0; each < this.length; each++) {
				to[written] = this.sign[each] ?? 0;
				starts[written] = from.starts[at] ?? 0;
				ends[written++] = from.ends[this.end - 1] ?? 0;
			}
		}
		if (written === bytes.length) return undefined;
		return {
			bytes: to.subarray(0, written),
			starts: starts.subarray(0, written),
			ends: ends.subarray(0, written),
		};
	}

	private read(byte: number, at: number): void {
		if (byte === PERCENT) this.percent(at);
		else if (byte === BACKSLASH) this.backslash(at + 1);
		else if (byte === AMPERSAND) this.entity(at + 1);
		else this.single(byte, at + 1);
	}

	/** A byte, and not a sign. */
	private percent(at: number): void {
		const value = this.hex(at + 1, 2);
		if (value >= 0) this.single(value, at + 3);
		else this.single(PERCENT, at + 1);
	}

	private backslash(at: number): void {
		const next = this.bytes[at] ?? BACKSLASH;
		const code = next === LETTER_U ? this.hex(at + 1, 4) : -1;
		if (code >= 0) this.unicode(code, at + 5);
		else if (next === LETTER_X && this.hex(at + 1, 2) >= 0) this.point(this.hex(at + 1, 2), at + 3);
		else this.single(LETTERS.get(next) ?? next, Math.min(at + 1, this.bytes.length));
	}

	/** A sign beyond four digits is two such escapes (RFC 8259 §7). */
	private unicode(high: number, end: number): void {
		const isFirst = high >= 0xd800 && high < 0xdc00 && this.bytes[end] === BACKSLASH;
		const low = isFirst && this.bytes[end + 1] === LETTER_U ? this.hex(end + 2, 4) : -1;
		if (low >= 0xdc00 && low < 0xe000) this.point(0x10000 + (high - 0xd800) * 1024 + low - 0xdc00, end + 6);
		else this.point(high, end);
	}

	private entity(at: number): void {
		if (this.bytes[at] === HASH) return this.numeric(at + 1);
		let key = 0;
		let end = at;
		while (end - at < LONGEST_NAME && (this.bytes[end] ?? 0) >= 0x41) key = add(key, this.bytes[end++] ?? 0);
		const sign = this.bytes[end] === SEMICOLON ? ENTITIES.get(key) : undefined;
		if (sign === undefined) this.single(AMPERSAND, at);
		else this.single(sign, end + 1);
	}

	private numeric(at: number): void {
		const isHex = ((this.bytes[at] ?? 0) | 0x20) === LETTER_X;
		const first = isHex ? at + 1 : at;
		let value = 0;
		let end = first;
		for (; end < first + MOST_DIGITS; end++) {
			const digit = HEX[this.bytes[end] ?? 0] ?? -1;
			if (digit < 0 || (!isHex && digit > 9)) break;
			value = value * (isHex ? 16 : 10) + digit;
		}
		if (end === first || value > 0x10ffff) this.single(AMPERSAND, at - 1);
		else this.point(value, this.bytes[end] === SEMICOLON ? end + 1 : end);
	}

	/** The number that some digits make; -1 when they are none. */
	private hex(at: number, digits: number): number {
		let value = 0;
		for (let each = at; each < at + digits; each++) {
			const digit = HEX[this.bytes[each] ?? 0] ?? -1;
			if (digit < 0) return -1;
			value = value * 16 + digit;
		}
		return value;
	}

	private single(byte: number, end: number): void {
		this.sign[0] = byte;
		this.length = 1;
		this.end = end;
	}

	private point(code: number, end: number): void {
		if (code < 0x80) return this.single(code, end);
		this.length = UTF8.encodeInto(String.fromCodePoint(code), this.sign).written;
		this.end = end;
	}
}
