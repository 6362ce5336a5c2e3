import { inputProblem } from './problems';

/** The field that something was pasted into, for messages. */
export interface PastedField {
	/** Opens the message, such as `The API key of the … credential` or `The field "Access Token"`. */
	readonly subject: string;
	/** What to do. */
	readonly hint: string;
}

/** More than any header, cookie or token that a server takes, in characters. */
export const LONGEST_PASTED = 65_536;

/** Signs that nobody sees, which pages, chats and mail programs put between letters. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const IS_BLANK = /^[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]$/u;

const IS_UNTYPED = /^[\r\n\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;

/** What people, pages and programs write around a text to show where it begins and ends. */
const AROUND = ['""', "''", '``', '“”', '„“', '„”', '‘’', '‚‘', '«»', '»«', '<>'];

/** Deeper than anybody wraps a text; each step looks at no more than the ends. */
const MOST_WRAPPINGS = 8;

/** Without the signs in it that nobody sees. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** Without spaces, line breaks and signs that nobody sees, at both ends: sign by sign, since an expression would look at a long row again and again. */
export function trimmed(text: string): string {
	const plain = text.trim();
	let [start, end] = [0, plain.length];
	while (start < end && IS_BLANK.test(plain.charAt(start))) start++;
	while (end > start && IS_BLANK.test(plain.charAt(end - 1))) end--;
	return plain.slice(start, end);
}

/**
 * A password without the line breaks and invisible signs around it, which nobody can have typed where it was chosen.
 * Everything else may belong to it.
 */
export function pastedPassword(text: string): string {
	let [start, end] = [0, text.length];
	while (start < end && IS_UNTYPED.test(text.charAt(start))) start++;
	while (end > start && IS_UNTYPED.test(text.charAt(end - 1))) end--;
	return text.slice(start, end);
}

/** Without the quotation marks, brackets and blanks that stand around it, and the comma after them in a line of JSON. */
export function unwrapped(text: string): string {
	let inner = trimmed(text);
	for (let step = 0; step < MOST_WRAPPINGS; step++) {
		const whole = /^["']/.test(inner) ? inner.replace(/[,;]$/, '') : inner;
		if (whole.length < 2 || !AROUND.includes(`${whole.charAt(0)}${whole.at(-1)}`)) return inner;
		inner = trimmed(whole.slice(1, -1));
	}
	return inner;
}

/** Beyond 2^53, or as short as JavaScript writes what is longer; a fraction is whole as it is written. */
const hasLostDigits = (value: number): boolean =>
	Number.isInteger(value) ? !Number.isSafeInteger(value) : /e/.test(String(value));

/** Whether a text is what becomes of nothing, where an expression puts it into one. */
export const isNothing = (text: string): boolean => /^(?:null|undefined|NaN)$/.test(text);

/** Whether a text is an expression that has not been computed, since its field was not switched to one. */
export const isExpression = (text: string): boolean => text.includes('{{') && text.includes('}}');

/** What becomes of an object within a text. */
const OBJECT_IN_TEXT = /\[object [A-Z]\w{0,30}\]/;

/**
 * What a field holds, as text; expressions yield other things as well. Empty where it is left out.
 *
 * @param longest in characters
 * @throws {import('./problems').OAuthProblem} of kind `input` when it is neither text nor a number, too long, or
 * has lost something on its way
 */
export function textOf(pasted: unknown, { subject, hint }: PastedField, longest = LONGEST_PASTED): string {
	if (pasted === undefined || pasted === null) return '';
	if (typeof pasted === 'number' && hasLostDigits(pasted)) {
		throw inputProblem(
			`${subject} is a number that has lost digits`,
			`It has to stay text where it comes from. ${hint}`,
		);
	}
	const isText = typeof pasted === 'string' && !OBJECT_IN_TEXT.test(pasted);
	if (!isText && !Number.isFinite(pasted)) {
		throw inputProblem(`${subject} is not text`, `Check the expression that it comes from. ${hint}`);
	}
	const text = String(pasted);
	if (text.length > longest) throw inputProblem(`${subject} is too long to be one`, hint);
	if (isWellFormed(text)) return text;
	throw inputProblem(
		`${subject} holds half of a sign, as text does that was cut in the middle`,
		`Check the expression that it comes from. ${hint}`,
	);
}

/** Half of a sign of two halves has no encoding: it would be sent as something else. */
export const isWellFormed = (text: string): boolean =>
	(text as string & { isWellFormed: () => boolean }).isWellFormed();
