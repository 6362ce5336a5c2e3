/** The marks that a text may begin with to say how it is encoded. RFC 8259 §8.1 lets readers of JSON ignore them. */
const MARKS: ReadonlyArray<readonly [encoding: string, bytes: readonly number[]]> = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]],
];

/**
 * The bytes of a body as text: by the mark at its begin, which is no part of it, else as UTF-8. JSON and pages begin
 * with a sign of ASCII, so that UTF-16 without a mark shows by its zeros.
 */
export function decodeBody(bytes: Uint8Array): string {
	const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
	return new TextDecoder(marked?.[0] ?? encodingByZeros(bytes)).decode(bytes);
}

function encodingByZeros([first, second]: Uint8Array): string {
	if (first === 0 && second !== 0) return 'utf-16be';
	return first !== 0 && second === 0 ? 'utf-16le' : 'utf-8';
}
