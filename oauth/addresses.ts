/** More characters than servers and browsers take. A parser that is given millions may be busy for seconds. */
export const LONGEST_ADDRESS = 4096;

/** A web address, or that of an app; undefined for anything else. */
export function parseAddress(text: string): URL | undefined {
	return text.length <= LONGEST_ADDRESS ? urlOf(text) : undefined;
}

/**
 * A URL, undefined where the text is none. Not by `URL.canParse`: that of Node 20 turns down names with letters beyond
 * ASCII once it has been called some thousand times.
 */
export function urlOf(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

/** Whether a text begins as an address with a scheme does: `https://`, `myapp://`. */
export const hasScheme = (text: string): boolean => /^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(text);
