import { LONGEST_ADDRESS } from './addresses';
import { isRecord, parseJson } from './json';
import { isExpression, isNothing, textOf, unwrapped, withoutInvisible, type PastedField } from './pastedText';
import { inputProblem } from './problems';

/** What a callback carries (RFC 6749 §4.1.2, RFC 9207 §2), by names in lower case: not every server keeps to that of the standard. */
const NAMES = ['code', 'state', 'error', 'error_description', 'error_uri', 'iss'];
const NAMED = `(?:${NAMES.join('|')})`;

/** Between parameters; a question mark or a semicolon only where it cannot be part of a value. */
const SEPARATOR = new RegExp(`[&#]|[?;](?=${NAMED}=)`, 'i');
const APPENDED = new RegExp(`^.*\\?(?=${NAMED}=)`, 'is');
const IS_NAMED = new RegExp(`^${NAMED}:`, 'i');
const HAS_PARAMETER = new RegExp(`(?:^|[?&#;])${NAMED}=`, 'i');
/** The whole as it is written within another address, once or several times. */
const IS_ENCODED = new RegExp(`(?:^|%(?:25){0,3}(?:3F|26|23))${NAMED}%(?:25){0,3}3D`, 'i');
const HAS_SEPARATOR = /[?&#=]/;
const MOST_ENCODINGS = 4;

/** An ampersand as web pages write it, also where a page quotes another. */
const HTML_AMPERSAND = /&(?:(?:amp|#0{0,4}38|#x0{0,4}26)(?:;|%3B)){1,8}/gi;

/** Begins as an address does, with a scheme or a host before a path; other dots and slashes may be those of a code. */
const IS_ADDRESS =
	/^(?:[a-zA-Z][\w+.-]{0,30}:\/|urn:|localhost\/|[a-z\d-]+(?:\.[a-z\d-]+)*(?:\.[a-z]{2,24}\/|:\d{1,5}\/)|(?:\d{1,3}\.){3}\d{1,3}\/|\[[\da-f:.]{2,45}\][:/])/;
/** Signs that no address has as they are (RFC 3986 §2) or ends with, and those that one, or its parameters, begin with. */
const NOT_IN_ADDRESS = /[\s"<>\\`\p{Cc}\p{Z}]|[',;]$/u;
const ITS_BEGIN = /^(?:[\p{L}\p{N}/?#&]|\[[\da-f:.]{2,45}\][:/])/iu;
/** Of a code there is no sign that RFC 6749 appendix A.11 does not have, nor a space, which would be a plus sign that got lost. */
const IS_CODE = /^[\x21-\x7e]*$/;
const NESTED = new RegExp(`[&?#;]${NAMED}=`, 'i');

/** The parameters of a callback, decoded and by names in lower case; undefined for one that is empty. */
export type CallbackParameters = ReadonlyMap<string, string | undefined>;

/** How messages name the field that a callback is pasted into, and how its server writes one. */
export interface CallbackField extends PastedField {
	/** The server appends its parameters as a text of their own, whatever query the redirect URI has. */
	readonly isAppended?: true;
}

/**
 * What came back in a callback, out of all that people and nodes have of it: the whole address, its query, the query as
 * an object, the item of a webhook, or the code alone.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when it is none of these, or says something twice
 */
export function callbackParameters(pasted: unknown, field: CallbackField): CallbackParameters {
	if (isRecord(pasted)) return ofObject(pasted, field);
	const text = unwrapped(withoutInvisible(textOf(pasted, field)));
	if (text === '') throw refused('is empty', field);
	if (text.length > LONGEST_ADDRESS) throw refused('is too long to be a callback URL', field);
	const object = text.startsWith('{') ? parseJson(text) : undefined;
	if (isRecord(object)) return ofObject(object, field);
	const address = decoded(text).replace(HTML_AMPERSAND, '&');
	return HAS_PARAMETER.test(address) || IS_ADDRESS.test(address)
		? ofAddress(address, field)
		: ofCode(text, field);
}

/** Of the query of a webhook, of its body (the response mode `form_post`), or of its whole item. */
function ofObject(object: Record<string, unknown>, field: CallbackField): CallbackParameters {
	const parts = [object, object.query, object.body].filter(isRecord);
	const answers = parts.filter((part) => Object.keys(part).some((name) => /^(?:code|error)$/i.test(name)));
	const answer = answers.find(({ state }) => state !== undefined) ?? answers[0];
	// Workflows copy a code out of the query; another one beside it is none of theirs.
	if (new Set(answers.map(({ code, error }) => JSON.stringify([code, error]))).size > 1)
		throw twice('a code or an error', field);
	if (!answer) throw refused('holds an object without a code', field);
	return collected(
		Object.entries(answer)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([name, value]) => [name, () => textIn(value, name, field)]),
		field,
	);
}

/** A parameter that came twice is a list there. */
function textIn(value: unknown, name: string, field: CallbackField): string {
	if (Array.isArray(value)) throw twice(name, field);
	return textOf(value, field);
}

function ofAddress(address: string, field: CallbackField): CallbackParameters {
	const response = field.isAppended ? address.replace(APPENDED, '') : address;
	const parts = response.split(SEPARATOR);
	if (NOT_IN_ADDRESS.test(address) || !ITS_BEGIN.test(address))
		throw refused('holds more than a callback URL, or a part of one', field);
	return collected(
		parts
			.filter((part) => part.includes('='))
			.map((part) => {
				const equals = part.indexOf('=');
				return [part.slice(0, equals), () => formDecoded(part.slice(equals + 1), field)];
			}),
		field,
	);
}

/** Those that are known by their names, each of them once; one without a value counts as left out (RFC 6749 §3.1). */
function collected(
	parameters: ReadonlyArray<readonly [name: string, read: () => string]>,
	field: CallbackField,
): CallbackParameters {
	const named = parameters
		.map(([name, read]) => [nameOf(name), read] as const)
		.filter(([name]) => NAMES.includes(name));
	const repeated = repeatedIn(named.map(([name]) => name));
	if (repeated !== undefined) throw twice(repeated, field);
	const known = new Map(named.map(([name, read]) => [name, read() || undefined]));
	const code = known.get('code') ?? '';
	if (isNothing(code) || isExpression(code))
		throw refused('holds no code, but an expression without a value', field);
	if (!IS_CODE.test(code) || NESTED.test(code)) throw refused('holds a code that got damaged', field);
	return known;
}

/** A parameter that is there more than once, which none may be (RFC 6749 §3.1). */
export const repeatedIn = (names: readonly string[]): string | undefined =>
	names.find((name, at) => names.indexOf(name) !== at);

/** As servers read it: without the address before it, decoded, and without the brackets of a list. */
function nameOf(written: string): string {
	const name = written.slice(written.lastIndexOf('?') + 1);
	return (percentDecoded(name) ?? name).toLowerCase().replace(/\[[^\]]{0,20}\]$/, '');
}

/** A code alone, if it is sure to be no piece of an address. */
function ofCode(code: string, field: CallbackField): CallbackParameters {
	const isPiece = /["'<>\\`?&#[\]{}]|%[\da-f]{2}|=[^=]/i.test(code) || IS_NAMED.test(code);
	if (IS_CODE.test(code) && !isPiece && !isNothing(code)) return new Map([['code', code]]);
	throw refused('holds neither a code nor a callback URL', field);
}

const isEncoded = (text: string): boolean => !HAS_SEPARATOR.test(text) && IS_ENCODED.test(text);

function decoded(text: string): string {
	let address = text;
	for (let step = 0; step < MOST_ENCODINGS && isEncoded(address); step++)
		address = percentDecoded(address) ?? '';
	return address;
}

/** As forms are written; what cannot be decoded has lost a part. */
function formDecoded(value: string, field: CallbackField): string {
	const text = percentDecoded(value.replace(/\+/g, ' '));
	if (text !== undefined) return text;
	throw refused('holds a callback URL that was cut off', field);
}

function percentDecoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

const refused = (mistake: string, { subject, hint }: CallbackField) =>
	inputProblem(`${subject} ${mistake}`, hint);

const twice = (name: string, { hint }: CallbackField) =>
	inputProblem(
		`The callback has ${name.toLowerCase()} more than once`,
		`No server answers like that, so somebody may have added to it. ${hint}`,
	);
