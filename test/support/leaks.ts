import { inspect } from 'node:util';
import { Logger } from '@n8n/backend-common';
import type { Control } from './control';
import type { Step, StepResult, TestN8n } from './testN8n';

/** Names under which credentials and parameters keep what nobody else may see. */
const SECRET_NAME =
	/token|secret|password|session|cookie|api_?key|verifier|authorizationUrl|^code$|^(expected)?state$/i;
/** Values of such names that are no secrets: addresses, token types, times. */
const NO_SECRET = /^https?:\/\/[^?]*$|^(access|refresh)_token$|^\d{4}-\d\d-\d\dT/;
const SHORTEST = 8;

/** Every secret that a step could give away: those of all credentials, and those among its parameters. */
export function secretsOf({ credentials }: TestN8n, { parameters }: Step): string[] {
	const held = [...credentials.stored.values()].map(({ data }) => data);
	return [...new Set([...held, parameters].flatMap((data) => secretsIn(data)))];
}

function secretsIn(value: unknown, name = ''): string[] {
	if (typeof value === 'string') {
		const parsed = parsedJson(value);
		if (parsed) return secretsIn(parsed, name);
		return SECRET_NAME.test(name) && value.length >= SHORTEST && !NO_SECRET.test(value) ? parts(value) : [];
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) => secretsIn(part, Array.isArray(value) ? name : key));
}

/** Of a whole address, what is secret is the code and the state in its query. */
function parts(value: string): string[] {
	if (!URL.canParse(value)) return [value];
	const { searchParams } = new URL(value);
	return ['code', 'state'].flatMap((name) => searchParams.getAll(name));
}

function parsedJson(text: string): object | undefined {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as object;
	} catch {
		return undefined;
	}
}

/** A state that was given comes back on purpose, to compare it with. */
export const unlikeStates = (secrets: readonly string[], { parameters }: Step): string[] => {
	const states = Object.values(parameters).flatMap((value) => String(value).match(STATE)?.[1] ?? []);
	return secrets.filter((secret) => !states.includes(secret));
};

const STATE = /[?&]state=([\w-]+)/;

/** Where a secret came to light, as `place: secret`; empty when it stayed where it belongs. */
export const found = (places: Record<string, string>, secrets: readonly string[]): string[] =>
	Object.entries(places).flatMap(([place, text]) => {
		const readings = [text, ...decoded(text)];
		return secrets
			.filter((secret) => readings.some((reading) => reading.includes(secret)))
			.map((secret) => `${place}: ${secret}`);
	});

/** What is in a text in the encodings that headers and URLs use. */
const decoded = (text: string): string[] => [
	...(text.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? []).map((part) => Buffer.from(part, 'base64').toString()),
	text.replace(/%[0-9a-f]{2}/gi, (escape) => String.fromCharCode(parseInt(escape.slice(1), 16))),
];

/** Everything that a run leaves behind for others to read, apart from its output. */
export async function traces(control: Control, { error }: StepResult): Promise<Record<string, string>> {
	const asked = (await control.requests()).slice(askedBefore);
	return {
		error: inFull(error),
		addresses: JSON.stringify(asked.map(({ path, query }) => [path, query])),
		log: [...written].join('\n'),
	};
}

const written = new Set<string>();
let askedBefore = 0;

/** From now on everything that is written to the console and to n8n's log, whatever its level, or asked for is kept. */
export async function listen(control: Control): Promise<void> {
	written.clear();
	askedBefore = (await control.requests()).length;
	const keep = (...words: unknown[]) => void written.add(words.map(inFull).join(' '));
	for (const name of Object.keys(console) as Array<keyof Console>) {
		if (typeof console[name] === 'function') jest.spyOn(console, name as 'log').mockImplementation(keep);
	}
	for (const stream of [process.stdout, process.stderr]) {
		jest.spyOn(stream, 'write').mockImplementation((words) => (keep(words), true));
	}
	jest.spyOn(Logger.prototype as unknown as { log: () => void }, 'log').mockImplementation(keep);
}

/** With causes, hidden fields and all. */
const inFull = (value: unknown): string =>
	typeof value === 'string'
		? value
		: inspect(value, {
				depth: 12,
				showHidden: true,
				maxArrayLength: null,
				maxStringLength: null,
				breakLength: Infinity,
			});
