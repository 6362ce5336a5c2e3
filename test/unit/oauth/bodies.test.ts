import fc from 'fast-check';
import { decodeBody } from '../../../oauth/bodies';
import { parseJson } from '../../../oauth/json';

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();
const encodings: Array<[string, (text: string) => Uint8Array]> = [
	['UTF-8', (text) => Buffer.from(text)],
	['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
	['UTF-16, little end first', (text) => Buffer.from(text, 'utf16le')],
	['UTF-16, little end first, with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
	['UTF-16, big end first', bigEndian],
	['UTF-16, big end first, with a mark', (text) => bigEndian(`\ufeff${text}`)],
];

describe('the bytes of a body', () => {
	it.each(encodings)('in %s are the same JSON', (_, encode) => {
		fc.assert(
			fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
				const text = JSON.stringify({ value });
				fc.pre(text === Buffer.from(text).toString());
				expect(decodeBody(encode(text))).toBe(text);
			}),
		);
	});

	it.each([
		[[], ''],
		[[0xef, 0xbb, 0xbf], ''],
		[[0x7b], '{'],
		[[0xff], '\ufffd'],
		[[0, 0], '\0\0'],
		// What begins like a mark is none.
		[[0xef, 0x80, 0x80, 0x61], '\uf000a'],
		[[0xff, 0x61, 0x62], '\ufffdab'],
	])('%j are %j', (bytes, text) => expect(decodeBody(Uint8Array.from(bytes))).toBe(text));
});

it.each(['\ufeff', '\ufeff\ufeff'])(
	'a mark that is left in a text, %j, does not keep it from being JSON',
	(mark) => {
		expect(parseJson(`${mark}{"a":1}`)).toEqual({ a: 1 });
		expect(parseJson(` ${mark}{"a":1}`)).toBeUndefined();
	},
);
