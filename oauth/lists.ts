import { parseJson } from './json';
import { textOf, trimmed, unwrapped, withoutInvisible, type PastedField } from './pastedText';
import { inputProblem } from './problems';

/** Many times what any list of scopes, domains or addresses has, in characters. */
const LONGEST = 100_000;

const SCHEME = '[a-z][a-z0-9+.-]{0,30}:/';
/** Between words. */
const SEPARATOR = /[\s,;、，；]+/;
/** What stands before the lines of a list in a text. */
const BULLET = /^[ \t]*(?:[–—•·]|(?:[-*]|\d{1,3}[.)])[ \t])[ \t]*/;
/** Between addresses, which may have commas and semicolons of their own. */
const ADDRESS_SEPARATOR = new RegExp(`[,;、，；]?(?:\\s+|$)|[,;、，；](?=["'<]?${SCHEME})`, 'i');
/** Two that ran into each other, as when a line break was lost. */
const RUN_TOGETHER = /^[^?#]*[\w.-]https?:\/\//i;
const HAS_SCHEME = new RegExp(`^${SCHEME}`, 'i');

/**
 * The words of a field that takes several: of a list, a list as JSON, or a text with commas, semicolons, spaces or line
 * breaks between them.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when an element is no text, or when there are more than
 * any list has
 */
export const readWords = (value: unknown, field: PastedField): string[] =>
	elements(value, field, (text) => text.split(SEPARATOR));

/** The same for addresses; one with a comma in it is passed in as part of a list. */
export const readAddresses = (value: unknown, field: PastedField): string[] =>
	elements(value, field, (text, isElement) => addressesIn(text, isElement, field));

function elements(
	value: unknown,
	field: PastedField,
	split: (text: string, isElement: boolean) => string[],
): string[] {
	const list = listIn(value, field);
	const texts = (list ?? [value]).map((each) =>
		withoutBullets(trimmed(withoutInvisible(textOf(each, field, LONGEST)))),
	);
	if (texts.reduce((sum, { length }) => sum + length, 0) > LONGEST)
		throw inputProblem(`${field.subject} is too long to be a list`, field.hint);
	return texts
		.flatMap((text) => split(text, list !== undefined))
		.map(unwrapped)
		.filter((element) => {
			if (/["\p{Cc}]/u.test(element)) throw noList(field);
			return element !== '';
		});
}

/** One sign before a single word may be a word itself. */
function withoutBullets(text: string): string {
	const lines = text.split(/[\r\n]+/);
	const isList = lines.length > 1 && lines.every((line) => BULLET.test(line));
	return isList ? lines.map((line) => line.replace(BULLET, '')).join('\n') : text;
}

/** A list as such, or as JSON; undefined for a text without brackets. */
function listIn(value: unknown, field: PastedField): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	const text = typeof value === 'string' ? trimmed(value.slice(0, LONGEST + 1)) : '';
	if (!/^[[{]/.test(text)) return undefined;
	const list = text.length > LONGEST ? undefined : parseJson(text);
	if (Array.isArray(list)) return list;
	throw noList(field);
}

function addressesIn(text: string, isElement: boolean, { subject, hint }: PastedField): string[] {
	const addresses = text.split(ADDRESS_SEPARATOR).map(unwrapped).filter(Boolean);
	const isStray = (address: string) =>
		(addresses.length > 1 && !HAS_SCHEME.test(address)) ||
		(!isElement && /[,;]/.test(address)) ||
		RUN_TOGETHER.test(address);
	if (!addresses.some(isStray)) return addresses;
	throw inputProblem(
		`${subject} holds something else than whole addresses that can be told apart`,
		`Separate whole addresses with their schemes, such as https://app.example.com/callback, by line breaks. Where a comma or semicolon belongs to an address, pass in a list. ${hint}`,
	);
}

const noList = ({ subject, hint }: PastedField) =>
	inputProblem(
		`${subject} is not a list that can be read`,
		`Pass in a list, or its elements separated by commas or line breaks. ${hint}`,
	);
