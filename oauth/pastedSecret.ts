import { hasScheme } from './addresses';
import { isRecord, parseJson } from './json';
import { isExpression, isNothing, textOf, unwrapped, withoutInvisible, type PastedField } from './pastedText';
import { inputProblem } from './problems';

/** How a secret is asked for. */
export interface SecretField extends PastedField {
	/** Words in front of another kind of secret, in lower case, each with what to do then. */
	readonly notAfter?: Readonly<Record<string, string>>;
	/** Of a client, which may hold blanks and quotation marks (RFC 6749 appendices A.1 and A.2); tokens and keys go into headers. */
	readonly isOfClient?: true;
}

/** What names a header, a parameter or a member of JSON, where a whole line was copied. */
const NAME =
	/^[?&]?(?:(?:proxy-)?authorization|x-[a-z-]{1,40}|(?:access|refresh|api|bot|session)_?token|sealed_?tokens|client_?(?:id|secret)|api[_-]?key|token)(?:["']\s*[:=]\s*["']|\s*[:=])\s*/i;
/** What stands between parameters, or between members of JSON. */
const NEXT =
	/&(?:(?:access|refresh|id)_token|token_type|expires_in|client_(?:id|secret)|grant_type|scope|state|code)=|["'][:,]["']|["']\}$/i;
/** The word that a header has before a secret (RFC 9110 §11.4); it is put there when the secret is sent. */
const SCHEME = /^(bearer|bot|basic|token)(?:[\s:=]|%20)+/i;
const ONLY_SCHEME = /^(?:bearer|bot|basic|token)$/i;
const MOST_SCHEMES = 4;

/**
 * A token, key or client secret out of what people paste: with blanks, quotation marks or invisible signs around it, as
 * a whole header line, or with the word before it that belongs to the header.
 *
 * @throws {import('./problems').OAuthProblem} of kind `input` when it is empty, or cannot be one as it stands; the
 * message does not repeat it
 */
export function pastedSecret(pasted: unknown, field: SecretField): string {
	const secret = optionalSecret(pasted, field);
	if (secret !== '') return secret;
	throw inputProblem(`${field.subject} is empty`, field.hint);
}

/**
 * As {@link pastedSecret}, for what may be left out: empty then.
 *
 * @param longest in characters
 * @throws {import('./problems').OAuthProblem} of kind `input` when it cannot be one as it stands
 */
export function optionalSecret(pasted: unknown, field: SecretField, longest?: number): string {
	const { secret, words, mistake = mistakeIn(secret, field) } = secretIn(textOf(pasted, field, longest));
	for (const word of words) {
		const advice = field.notAfter?.[word];
		if (advice) throw inputProblem(`${field.subject} begins with the word ${word}`, advice);
	}
	if (mistake) throw inputProblem(`${field.subject} ${mistake}`, field.hint);
	return secret;
}

/** What is meant by a text. */
interface ReadSecret {
	readonly secret: string;
	/** Those before it, in lower case. */
	readonly words: readonly string[];
	/** Why it cannot be one. */
	readonly mistake?: string;
}

/** Reads a secret out of a text, be it one or not. */
export function secretIn(text: string): ReadSecret {
	const words: string[] = [];
	let secret = unwrapped(unwrapped(withoutInvisible(text)).replace(NAME, ''));
	while (words.length < MOST_SCHEMES) {
		const [prefix, word = ''] = SCHEME.exec(secret) ?? [];
		if (prefix === undefined) return { secret, words };
		words.push(word.toLowerCase());
		secret = unwrapped(secret.slice(prefix.length));
		if (words.at(-1) === 'basic') return { ...userNameIn(secret), words };
	}
	return { secret, words };
}

/** Of Basic credentials that are nothing but a user name, as keys are sent (RFC 7617 §2); the word may also have been put before the key itself. */
function userNameIn(text: string): Pick<ReadSecret, 'secret' | 'mistake'> {
	const decoded = Buffer.from(text, 'base64').toString('latin1');
	const [, name, password] = /^([\x21-\x39\x3b-\x7e]+):([\x20-\x7e]*)$/.exec(decoded) ?? [];
	if (name === undefined) return { secret: text.replace(/:$/, '') };
	if (password === '') return { secret: name };
	return { secret: text, mistake: 'holds a user name and a password, in the form of a header' };
}

/** Why a text is no secret as it stands; undefined when it may be one. */
function mistakeIn(text: string, { isOfClient }: SecretField): string | undefined {
	if (ONLY_SCHEME.test(text) || isNothing(text)) return `is nothing but the word ${text}`;
	if (isExpression(text)) return 'is an expression that was not computed: switch the field to Expression';
	if (/^[[{]/.test(text) && isStructure(parseJson(text))) return 'is a piece of JSON';
	if (!isOfClient && text.includes(' ')) return BLANK;
	if (/[^\S ]|\p{Cc}/u.test(text)) return BLANK;
	if (/[^\x20-\x7e]/.test(text)) return 'has a letter or sign in it that no such text has';
	if (isOfClient) return undefined;
	if (/^["'`]|["'`]$/.test(text)) return 'has a quotation mark at one end only';
	if (/^\*+$/.test(text)) return 'is hidden by asterisks';
	return hasScheme(text) || NEXT.test(text) ? 'holds more than it should' : undefined;
}

const BLANK = 'has a space or a line break in it';

const isStructure = (value: unknown): boolean => isRecord(value) || Array.isArray(value);
