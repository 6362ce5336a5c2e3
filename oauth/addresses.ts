/** More characters than servers and browsers take. A parser that is given millions may be busy for seconds. */
export const LONGEST_ADDRESS = 4096;

/** A web address, or that of an app; undefined for anything else. */
export function parseAddress(text: string): URL | undefined {
	return text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text) : undefined;
}

/** Whether a text begins as an address with a scheme does: `https://`, `myapp://`. */
export const hasScheme = (text: string): boolean => /^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(text);
