import { isRecord, parseJson } from '../../oauth/json';
import { unwrapped, withoutInvisible } from '../../oauth/pastedText';
import { inputProblem } from '../../oauth/problems';

/** No browser sends cookies as long as this, in characters. */
const LONGEST = 65_536;
/** More pieces than that are no cookie of a browser. */
const MOST_PIECES = 20;

const NAME = '(?:__Secure-|__Host-)?next-auth\\.session-token(?:\\.(\\d{1,2}))?';
/** In a `Cookie` header, or in a row of a table or of a file with the cookies of a browser. */
const IN_TEXT = new RegExp(`(?<![\\w.-])${NAME}(?:=|\\t|"?\\s*[:,]\\s*")([^;\\s"]*)`, 'g');
const ONLY_NAME = new RegExp(`^${NAME}$`);

/** A cookie of that name, or a piece of it, as browsers cut a long one. */
interface Piece {
	/** Undefined for a whole one. */
	readonly number?: number;
	readonly value: string;
}

/**
 * The token of a web session on Cal.com, out of what people copy from a browser: the value of the cookie, the
 * cookie with its name, a whole `Cookie` header, or an export of cookies.
 *
 * @throws {import('../../oauth/problems').OAuthProblem} of kind `input` when there is none, or more than one; the message
 * does not repeat it
 */
export function webSessionTokenOf(pasted: string): string {
	if (pasted.length > LONGEST) throw mistake('is not valid');
	const text = unwrapped(withoutInvisible(pasted));
	const exported = /^[[{]/.test(text) ? parseJson(text) : undefined;
	const pieces = exported === undefined ? piecesIn(text) : exportedPieces(exported);
	const token = pieces.length > 0 ? joined(pieces) : exported === undefined ? text : '';
	if (/^[\x21-\x3a\x3c-\x7e]+$/.test(token)) return token;
	throw mistake(exported === undefined ? 'is not valid' : 'is not in this export');
}

const piece = (number: string | undefined, value: string): Piece =>
	number === undefined ? { value } : { number: Number(number), value };

const piecesIn = (text: string): Piece[] =>
	[...text.matchAll(IN_TEXT)].map(([, number, value = '']) => piece(number, value));

/** A list of cookies with their names and values, be it in an object, or an object of values by name. */
function exportedPieces(exported: unknown, level = 0): Piece[] {
	if (Array.isArray(exported)) return exported.flatMap((part: unknown) => exportedPieces(part, level + 1));
	if (!isRecord(exported) || level > 3) return [];
	const { name, value } = exported;
	const cookies = typeof name === 'string' ? [[name, value]] : Object.entries(exported);
	return cookies.flatMap(([title, content]) => {
		const [found, number] = ONLY_NAME.exec(String(title)) ?? [];
		if (found !== undefined && typeof content === 'string') return [piece(number, content)];
		return typeof name === 'string' ? [] : exportedPieces(content, level + 1);
	});
}

/** The pieces in the order of their numbers; which is not always that in which they were copied. */
function joined(pieces: readonly Piece[]): string {
	const distinct = new Map(pieces.map(({ number, value }) => [`${number} ${value}`, { number, value }]));
	const sorted = [...distinct.values()].sort((a, b) => (a.number ?? -1) - (b.number ?? -1));
	if (sorted.length === 1 && sorted[0]?.number === undefined) return sorted[0]?.value ?? '';
	const numbers = sorted.map(({ number }) => number);
	if (new Set(numbers).size < numbers.length || numbers.includes(undefined)) {
		throw mistake('is there more than once, with different values');
	}
	if (sorted.length > MOST_PIECES || sorted.some(({ number, value }, at) => number !== at || value === '')) {
		throw mistake('is not complete: browsers cut it into pieces, .0, .1 and so on, and one is missing');
	}
	return sorted.map(({ value }) => value).join('');
}

const mistake = (what: string) =>
	inputProblem(
		`The web session cookie ${what}`,
		'While the user is signed in to app.cal.com, copy the value of the cookie next-auth.session-token (or __Secure-next-auth.session-token), or all its pieces with their names. Nothing was sent.',
	);
