import type { ErrorFamily } from './dialect';
import { isRecord } from './json';

/** What a provider says about an error, whatever the shape it says it in. */
export interface ProviderError {
	readonly code?: string;
	readonly detail?: string;
	/** The first input it complains of, by the provider's name for it, where the code alone does not tell. */
	readonly field?: string;
	/** What is wrong with that input, as a code, where there is one. */
	readonly fieldCode?: string;
}

type Reader = (body: Record<string, unknown>) => ProviderError | undefined;

const text = (value: unknown) =>
	typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** What is longer is no code, whatever its name is. */
const LONGEST_CODE = 200;
const codeOf = (value: unknown) => {
	const code = text(value);
	return code !== undefined && code.length <= LONGEST_CODE ? code : undefined;
};

const known = (code: unknown, detail: unknown): ProviderError | undefined =>
	text(code) === undefined && text(detail) === undefined
		? undefined
		: { code: codeOf(code), detail: text(detail) };

/** `field: first message; other field: …`, appended to a summary. */
const withFields = (summary: unknown, fields: ReadonlyArray<readonly [unknown, unknown]>) =>
	[
		text(summary),
		fields
			.map((each) => each.map(text).filter(Boolean).join(': '))
			.filter(Boolean)
			.join('; '),
	]
		.filter(Boolean)
		.join(' – ');

/** A person reads the first few of them. */
const MOST_ERRORS = 20;
const first = <T>(list: readonly T[]): T[] => list.slice(0, MOST_ERRORS);

const records = (value: unknown) => (Array.isArray(value) ? first(value).filter(isRecord) : []);

const readers: Record<ErrorFamily, Reader> = {
	flat: (body) => (typeof body.error === 'string' ? known(body.error, body.error_description) : undefined),

	coded: (body) => {
		if (typeof body.code !== 'string' || !('message' in body || 'errors' in body)) return undefined;
		const errors = records(body.errors);
		const fields = errors.map(({ path, message }) => [path, message] as const);
		// An element of a list is named by its place in it.
		const field = text(fields[0]?.[0])?.split('.', 1)[0];
		const fieldCode = codeOf(errors[0]?.code);
		const error = known(body.code, withFields(body.message, fields));
		return error && { ...error, ...(field && { field, ...(fieldCode && { fieldCode }) }) };
	},

	problem: (body) =>
		'detail' in body || 'title' in body ? known(body.code, body.detail ?? body.title) : undefined,

	validation: (body) => {
		if (!('StatusCode' in body || 'Message' in body || 'Errors' in body)) return undefined;
		const fields = isRecord(body.Errors)
			? first(Object.entries(body.Errors)).map(
					([field, messages]) =>
						[field, first([messages].flat()).map(text).filter(Boolean).join(', ')] as const,
				)
			: records(body.Errors).map((error) => [error.Property, error.ErrorMessage] as const);
		// Without a code of its own, the field it complains of says most.
		const summary = [body.Message, body.Error].map(text).filter(Boolean).join(' – ');
		return known(text(records(body.Errors)[0]?.ErrorCode) ?? fields[0]?.[0], withFields(summary, fields));
	},

	nested: ({ error, statusCode, message: plain }) => {
		if (!isRecord(error)) return typeof statusCode === 'number' ? known(undefined, plain) : undefined;
		const { error_name: name, error_msg: words = error.message, error_path: path } = error;
		const message = text(path) === undefined ? text(words) : withFields('', [[path, words]]);
		const detail = [message, ...brokenConstraints(error.details)].filter(Boolean).join(' – ');
		return known(name ?? error.code, detail);
	},
};

/** What a validator says of each field. The errors also repeat what was sent, secrets included: that is left out. */
const brokenConstraints = (details: unknown) => {
	const errors = isRecord(details) ? records(details.errors) : [];
	const constraints = errors.flatMap((error) =>
		isRecord(error.constraints) ? first(Object.values(error.constraints)) : [],
	);
	return constraints.length > 0 ? [constraints.filter((each) => typeof each === 'string').join('; ')] : [];
};

/** Reads an error body by the first family that fits it; undefined when none does. */
export function readError(families: readonly ErrorFamily[], body: unknown): ProviderError | undefined {
	if (!isRecord(body)) return undefined;
	for (const family of families) {
		const error = readers[family](body);
		if (error) return error;
	}
	return undefined;
}

/** What an error says, the most telling first. */
export function codesOf({ code, field, fieldCode }: ProviderError): string[] {
	if (code === undefined) return [];
	if (field === undefined) return [code];
	return [...(fieldCode === undefined ? [] : [`${code}:${field}:${fieldCode}`]), `${code}:${field}`, code];
}

/** Of a header; a challenge has a few hundred characters. */
const LONGEST_CHALLENGE = 2000;
/** As a quoted text, which holds neither quotation marks nor backslashes, or as one word (RFC 6750 §3, RFC 9110 §11.2). */
const CHALLENGE_ERROR = /\b(error|error_description)=(?:"([^"\\]{0,500})"|([\w.-]{1,200}))/gi;

/** What a challenge for a bearer token says is wrong (RFC 6750 §3), for an answer whose body does not say it. */
export function readChallenge(header = ''): ProviderError | undefined {
	const begin = header.slice(0, LONGEST_CHALLENGE);
	if (!/\bBearer\s/i.test(begin)) return undefined;
	const told = new Map(
		[...begin.matchAll(CHALLENGE_ERROR)].map(([, name = '', quoted, word]) => [
			name.toLowerCase(),
			quoted ?? word,
		]),
	);
	return told.get('error') ? known(told.get('error'), told.get('error_description')) : undefined;
}
