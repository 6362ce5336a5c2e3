/** More characters than servers and browsers take. A parser that is given millions may be busy for seconds. */
export const LONGEST_ADDRESS = 4096;

/** A web address, or that of an app; undefined for anything else. */
export function parseAddress(text: string): URL | undefined {
	return text.length <= LONGEST_ADDRESS && URL.canParse(text) ? new URL(text) : undefined;
}

/** Whether a text begins as an address with a scheme does: `https://`, `myapp://`. */
export const hasScheme = (text: string): boolean => /^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(text);

/** The address of a server as people paste it: a missing scheme means https. Undefined when it is none, or carries a password. */
export function parseServer(pasted: string): URL | undefined {
	const text = pasted.trim();
	const url = parseAddress(hasScheme(text) ? text : `https://${text}`);
	const isPlain = url?.username === '' && url.password === '';
	return isPlain && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** Without the slashes at its end, one by one: an expression for it would look at each slash of a long row again. */
export function withoutSlashes(text: string): string {
	let end = text.length;
	while (text[end - 1] === '/') end--;
	return text.slice(0, end);
}
