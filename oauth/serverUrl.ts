import { LONGEST_ADDRESS, urlOf } from './addresses';
import { inputProblem } from './problems';
import { textOf, trimmed } from './pastedText';

/** How a server's address is asked for, and which part of it counts. */
export interface ServerUrlField extends ServerUrlReading {
	/** Opens the message, such as `The API URL of the … credential`. */
	readonly subject: string;
	/** What to enter. */
	readonly hint: string;
	/** The server always lives at the root of its host, so that a path copied along is dropped. */
	readonly isRoot?: true;
}

/** What is peculiar to the addresses of a kind of server. */
export interface ServerUrlReading {
	/** A path that belongs to the requests and not to the server, where people paste it along. */
	readonly droppedEnd?: string;
}

/** What a pattern finds is replaced. */
export type ReadingStep = readonly [pattern: RegExp, replacement: string];

/** What a text that is no address is read as: a host that does not exist (RFC 6761 §6.4), so that nothing is sent to it. */
export const NO_ADDRESS = 'https://address-is-mistyped.invalid';

/** Signs that nobody sees, and that no address is written with. Joiners are none of them: names in some scripts need them. */
const INVISIBLE = '(?![\\u200c\\u200d])[\\p{Default_Ignorable_Code_Point}\\u2800]';
const AROUND = `\\s\\x00-\\x1f\\u0085\\p{Default_Ignorable_Code_Point}\\u2800"'\`<>“”„«»‘’‚`;
/** Parsers of addresses take any other host that ends in a number for an IPv4 address, in parts that are left out or octal. */
const IPV4 = '(?:(?:0|[1-9]\\d{0,2})(?:\\.(?!$|[:/])|(?=$|[:/]))){4}';
const NUMERIC_END = '(?:^|[/.])(?:\\d{1,255}|0x[\\da-f]{0,255})\\.?';
const HOST = `(?:\\[[\\da-f:.]{2,45}\\]|${IPV4}|(?!\\.)(?:[\\w\\u00a1-\\uffff-]|\\.(?!\\.)){1,255}(?<!${NUMERIC_END}))`;
/** A server has an address of its own; one that leads up from another would be read in two ways. */
const DOT_SEGMENT = '/(?:\\.|%2e){1,2}(?:/|$)';

/** How many characters of a text are read: more than any address has, and no more than an expression can look through at once. */
export const MOST_LOOKED_AT = LONGEST_ADDRESS + 1;

const STEPS: readonly ReadingStep[] = [
	[new RegExp(`^[^]{${MOST_LOOKED_AT}}$`), NO_ADDRESS],
	[/^([^?#]*)[?#][^]*/, '$1'],
	[/\\/g, '/'],
	// Blanks, quotation marks and brackets around it, and slashes, comma or semicolon behind it.
	[new RegExp(`^[${AROUND}]+|(?<![${AROUND},;/])[${AROUND},;/]+$|${INVISIBLE}`, 'gu'), ''],
	// The scheme twice, as when an address is pasted behind one that stands there already.
	[/^(?:https?[:;]?\/{1,3})+(?=https?[:;]?\/)/i, ''],
	// "https:/", "https//", "https;//", "https:///".
	[/^(https?)(?:[:;]\/+|\/{2,})/i, '$1://'],
	[/^:?\/{2,}/, 'https://'],
	// A single word is a host of one's own network, which is written with its scheme, or a mistake.
	[/^(?!https?:\/\/)(?:https?(?![\w.-])|(?!localhost(?:[:/]|$))[^.:/[]*(?:\/|$))[^]*/i, NO_ADDRESS],
	[/^(?![a-z][a-z0-9+.-]{0,30}:\/\/)/i, 'https://'],
];
const UNLESS_WELL_FORMED: ReadingStep = [
	new RegExp(
		`^(?!https?://${HOST}(?::\\d{1,5})?(?:/[^\\s\\x00-\\x1f\\x7f{}<>|"]*)?$)[^]*|^[^]*${DOT_SEGMENT}[^]*`,
		'i',
	),
	NO_ADDRESS,
];
const endDropped = (end: string): ReadingStep => [new RegExp(`(?<!/)/+${end.slice(1)}$`), ''];

/**
 * How the address of a server is read, step by step. n8n computes the addresses of OAuth2 credentials by expressions of
 * its own, which can do nothing but replace text: written this way, there and here the same is read. They are for the
 * first {@link MOST_LOOKED_AT} characters.
 */
export const readingSteps = ({ droppedEnd }: ServerUrlReading): ReadingStep[] => [
	...STEPS,
	...(droppedEnd === undefined ? [] : [endDropped(droppedEnd)]),
	UNLESS_WELL_FORMED,
];

/**
 * The base URL of a server, out of what people paste: without a slash at its end; a missing scheme means https. What
 * stands around it does not count.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when the text is no address, or carries a password
 */
export function serverUrl(pasted: unknown, { isRoot, ...field }: ServerUrlField): string {
	const text = textOf(pasted, field);
	if (trimmed(text) === '') throw inputProblem(`${field.subject} is empty`, field.hint);
	const begin = text.slice(0, MOST_LOOKED_AT);
	const read = readingSteps(field).reduce((rest, step) => rest.replace(...step), begin);
	const url = read === NO_ADDRESS ? undefined : urlOf(read);
	if (url === undefined) throw inputProblem(`${field.subject} is not a web address`, field.hint);
	const { origin, pathname } = url;
	return isRoot || pathname === '/' ? origin : origin + pathname;
}
