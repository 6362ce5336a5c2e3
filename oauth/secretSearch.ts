import { plainLayer, unescaped, type Layer } from './escapes';
import { Ranges } from './ranges';
import { spellingsOf, type Spelling } from './secretSpellings';

/** How often something may have been escaped within something escaped: a form in JSON in an address in a page. */
const MOST_LAYERS = 4;
const MASK = '…';
const [SPACE = 0, PLUS = 0] = Buffer.from(' +');
/** The bytes that base64 and base64url consist of (RFC 4648 §4 and §5), padding included. */
const BASE64 = Uint8Array.from({ length: 256 }, (_, byte) =>
	/[\w+/=-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/**
 * Finds all spellings of some secrets at once, in a time that depends on the length of the text only, whatever it says
 * (Aho and Corasick, "Efficient string matching", 1975): text comes from servers, and may be made to be slow.
 */
export class SecretSearch {
	/** By state and class of byte, the state that follows; states are numbered by where they stand in here. */
	private readonly next: Int32Array;
	/** By state, how many bytes of a spelling end there; 0 for none. */
	private readonly found: Uint8Array;
	private readonly spellings: Record<number, Spelling[] | undefined> = {};
	/** By state, whether more than what was found may belong to the secret. */
	private readonly goesOn: Uint8Array;
	/** Bytes that occur in no spelling are all the same; a space is a plus sign to forms. */
	private readonly classOf = new Uint8Array(256);
	private classes = 1;

	constructor(secrets: readonly string[]) {
		const spellings = spellingsOf(secrets);
		for (const byte of spellings.flatMap(({ begin }) => [...begin])) this.classOf[byte] ||= this.classes++;
		const shared = this.classOf[SPACE] || this.classOf[PLUS] || 0;
		this.classOf[SPACE] = this.classOf[PLUS] = shared;
		const size = spellings.reduce((sum, { begin }) => sum + begin.length, 1) * this.classes;
		this.next = new Int32Array(size);
		this.found = new Uint8Array(size);
		this.goesOn = new Uint8Array(size);
		this.addAll(spellings);
	}

	get isEmpty(): boolean {
		return this.next.length === this.classes;
	}

	private addAll(spellings: readonly Spelling[]): void {
		let added = 0;
		for (const spelling of spellings) {
			let state = 0;
			for (const unit of spelling.begin) {
				const at = state + (this.classOf[unit] ?? 0);
				state = this.next[at] ||= added += this.classes;
			}
			this.found[state] = spelling.begin.length;
			if (spelling.isBase64 || spelling.whole.length > spelling.begin.length) this.goesOn[state] = 1;
			this.spellings[state] = [...(this.spellings[state] ?? []), spelling];
		}
		this.addFallbacks();
	}

	/** Where a state has no successor of its own, it has that of the longest other state that it ends with. */
	private addFallbacks(): void {
		const fallback = new Int32Array(this.next.length);
		const queue = [0];
		for (const state of queue) {
			const other = fallback[state] ?? 0;
			if (state !== 0 && this.found[state] === 0) {
				this.found[state] = this.found[other] ?? 0;
				this.spellings[state] = this.spellings[other];
				this.goesOn[state] = this.goesOn[other] ?? 0;
			}
			for (let each = 0; each < this.classes; each++) {
				const own = this.next[state + each] ?? 0;
				const byFallback = state === 0 ? 0 : (this.next[other + each] ?? 0);
				if (own === 0) this.next[state + each] = byFallback;
				else {
					fallback[own] = byFallback;
					queue.push(own);
				}
			}
		}
	}

	/** A text without the secrets, be they written as they are or in any of the usual ways. */
	mask(text: string): string {
		const bytes = Buffer.from(text);
		const marks = new Uint8Array(bytes.length);
		let layer: Layer | undefined = plainLayer(bytes);
		for (let depth = 0; layer && depth <= MOST_LAYERS; depth++) {
			this.rangesIn(layer).markIn(marks);
			layer = unescaped(layer);
		}
		return marks.includes(1) ? blankedOut(bytes, marks) : text;
	}

	private rangesIn({ bytes, starts, ends }: Layer): Ranges {
		const { next, found, classOf, goesOn } = this;
		const ranges = new Ranges();
		let state = 0;
		for (let at = 0; at < bytes.length; at++) {
			state = next[state + (classOf[bytes[at] ?? 0] ?? 0)] ?? 0;
			const length = found[state] ?? 0;
			if (length === 0) continue;
			let first = at - length + 1;
			if (goesOn[state] === 1) {
				const last = this.endOf(state, bytes, at + 1) - 1;
				if (this.isBase64(state)) {
					while (first > 0 && BASE64[bytes[first - 1] ?? 0] === 1 && (starts[first] ?? 0) > ranges.lastEnd)
						first--;
				}
				if (last > at) [state, at] = [0, last];
			}
			ranges.add(starts[first] ?? 0, ends[at] ?? 0);
		}
		return ranges;
	}

	private isBase64(state: number): boolean {
		return (this.spellings[state] ?? []).some(({ isBase64 }) => isBase64);
	}

	/** Where the secrets end, all that belongs to them included, that have been found by what they begin with. */
	private endOf(state: number, bytes: Uint8Array, at: number): number {
		let last = at;
		for (const { isBase64, whole, begin } of this.spellings[state] ?? []) {
			let end = at;
			if (isBase64) while (end < bytes.length && BASE64[bytes[end] ?? 0] === 1) end++;
			const missing = whole.length - begin.length;
			while (end - at < missing && this.isSame(bytes[end], whole[begin.length + end - at])) end++;
			last = Math.max(last, end);
		}
		return last;
	}

	/** Forms write a plus sign for a space. */
	private isSame(byte: number | undefined, wanted: number | undefined): boolean {
		return byte === wanted || (byte === PLUS && wanted === SPACE);
	}
}

function blankedOut(bytes: Buffer, marks: Uint8Array): string {
	let kept = '';
	for (let at = 0; at < bytes.length;) {
		const start = marks.indexOf(1, at);
		if (start < 0) return kept + bytes.toString('utf8', at);
		kept += bytes.toString('utf8', at, start) + MASK;
		const end = marks.indexOf(0, start);
		at = end < 0 ? bytes.length : end;
	}
	return kept;
}
