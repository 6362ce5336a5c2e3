import { SecretSearch } from './secretSearch';

/** Of a quotation. */
const LONGEST = 160;
/** How much of a page is looked at for words to quote: enough to come past its styles. */
const LONGEST_READ = 20_000;

/**
 * More characters than an error of any of these APIs has. What comes behind them is left out: it may be made to be
 * slow to look through, and nobody reads it.
 */
export const LONGEST_ERROR = 250_000;

const searches = new WeakMap<readonly string[], SecretSearch>();

/** Each list of secrets is made ready once, however many texts it is held against. */
function searchFor(secrets: readonly string[]): SecretSearch {
	const known = searches.get(secrets) ?? new SecretSearch(secrets);
	searches.set(secrets, known);
	return known;
}

/**
 * Text without the given secrets, plain or as URLs, forms, JSON, HTML and base64 write them, alone or within something
 * longer. Values of fewer than four characters, and words of the protocols, are none. At most {@link LONGEST_ERROR}
 * characters are given back.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	// A little more than is given back, so that a secret on the border is known before it is cut off.
	const begin = text.slice(0, LONGEST_ERROR + LONGEST_READ);
	const search = secrets.length === 0 ? undefined : searchFor(secrets);
	return (search && !search.isEmpty ? search.mask(begin) : begin).slice(0, LONGEST_ERROR);
}

/** A short quotation of a server's words: no markup, no control characters, no secrets, one line. */
export function excerpt(text: string, secrets: readonly string[] = []): string {
	// Twice as much as is looked at, so that a secret on the border is not cut before it is known.
	const clean = withoutSecrets(text.slice(0, 2 * LONGEST_READ), secrets).slice(0, LONGEST_READ);
	const line = withoutSchemes(withoutMarkup(clean))
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** Tags, and styles and scripts with all that is in them. */
function withoutMarkup(text: string): string {
	const lower = text.toLowerCase();
	let kept = '';
	let at = 0;
	for (;;) {
		const open = text.indexOf('<', at);
		const close = open < 0 ? -1 : text.indexOf('>', open);
		if (close < 0) return kept + text.slice(at);
		kept += `${text.slice(at, open)} `;
		const [name] = /^(?:script|style)\b/.exec(lower.slice(open + 1, open + 8)) ?? [];
		const end = name === undefined ? open : lower.indexOf(`</${name}`, close);
		at = (end < 0 ? -1 : text.indexOf('>', end)) + 1;
		if (at === 0) return kept;
	}
}

/** What follows the name of a scheme as in an `Authorization` header: a credential signs where its token is not seen. */
const withoutSchemes = (text: string): string =>
	text.replace(
		/\b(Bearer|Basic|Bot)(\s{1,4})([\w.~+/-]{8,}=*)/gi,
		(all, scheme: string, space: string, rest: string) => (isToken(rest) ? `${scheme}${space}…` : all),
	);

/** Whether something looks like a token, and not like words, a name or a version: `private`, `access_token`, `v2.0`. */
const isToken = (text: string): boolean =>
	text
		.split(/[.~+/_=-]+/)
		.some(
			(part) =>
				part.length > LONGEST_WORD || !/^(?:[A-Z]+|[A-Z]?[a-z]+(?:[A-Z][a-z]{2,})*|v?\d{0,4})\d?$/.test(part),
		);

const LONGEST_WORD = 20;
