/** Nobody nests data deeper, and what is made of it, here and in n8n, calls itself once for each level. */
const MOST_LEVELS = 100;

/** What is left of byte order marks in a text (RFC 8259 §8.1). */
const MARKS = /^\ufeff{1,4}/;

/**
 * A body as JSON, or undefined when it is none. What lies deeper than a hundred levels is left out, as null: the rest
 * may hold something that comes only once.
 */
export function parseJson(body: string): unknown {
	try {
		return JSON.parse(upToLevel(MOST_LEVELS, body.replace(MARKS, '')));
	} catch {
		return undefined;
	}
}

/** A copy without some of its members. */
export function omit<T extends object, K extends keyof T>(value: T, ...names: readonly K[]): Omit<T, K> {
	const rest = { ...value };
	for (const name of names) delete rest[name];
	return rest;
}

/** Whether a value is an object with members, and no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a text has to be cut to be read by {@link parseJson}. */
export const isTooDeep = (json: string): boolean => upToLevel(MOST_LEVELS, json) !== json;

const [QUOTE, BACKSLASH] = [...'"\\'].map((sign) => sign.charCodeAt(0));
/** What a bracket adds to the level, by its code. */
const BRACKETS = new Int8Array(128);
for (const open of '[{') BRACKETS[open.charCodeAt(0)] = 1;
for (const close of ']}') BRACKETS[close.charCodeAt(0)] = -1;

function upToLevel(most: number, json: string): string {
	if (json.length < 2 * most) return json;
	let kept = '';
	let from = 0;
	let level = 0;
	for (let at = 0; at < json.length; at++) {
		const code = json.charCodeAt(at);
		if (code === QUOTE) at = endOfText(json, at);
		const step = BRACKETS[code] ?? 0;
		if (step === 0) continue;
		if (step > 0 && level === most) kept += `${json.slice(from, at)}null`;
		level += step;
		if (step < 0 && level === most) from = at + 1;
	}
	return kept === '' ? json : kept + json.slice(from);
}

/** The quotation mark that ends the text which another one begins: one with an even number of backslashes before it. */
function endOfText(json: string, start: number): number {
	let end = json.indexOf('"', start + 1);
	while (end > 0) {
		let escapes = end - 1;
		while (json.charCodeAt(escapes) === BACKSLASH) escapes--;
		if ((end - escapes) % 2 === 1) return end;
		end = json.indexOf('"', end + 1);
	}
	return json.length;
}
