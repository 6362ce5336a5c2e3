import type { FastifyRequest } from 'fastify';
import { z, type ZodTypeAny } from 'zod';

import { invalidFields } from './refusals';

const largestId = 9_223_372_036_854_775_807n;

/** Text without control characters and outer blanks, and no longer than `longest` after that (Fluxer source). */
export function text(longest = 256, shortest = 1, code = 'STRING_LENGTH_INVALID') {
	return z
		.string()
		.transform((value) => value.replace(/[\u0000-\u0009\u000B-\u001F\u007F\u202E]/g, '').trim())
		.refine((value) => value.length >= shortest && value.length <= longest, code);
}

/** An id: digits as text. A number that JSON may have rounded is not one. */
export const snowflake = z
	.union([z.string(), z.number().int()])
	.refine((value) => typeof value === 'string' || Number.isSafeInteger(value), 'INVALID_SNOWFLAKE_FORMAT')
	.transform((value) => String(value).trim())
	.refine((value) => /^(0|[1-9]\d*)$/.test(value), 'INVALID_SNOWFLAKE_FORMAT')
	.refine((value) => !/^\d+$/.test(value) || BigInt(value) <= largestId, 'SNOWFLAKE_OUT_OF_RANGE');

/** A URL with a host, and one that `isAllowed` takes; any one, where that is left out. */
export function url(isAllowed: (url: URL) => boolean = () => true) {
	return text().refine((value) => {
		const parsed = URL.canParse(value) ? new URL(value) : undefined;
		return parsed !== undefined && parsed.host !== '' && isAllowed(parsed);
	});
}

/** What `schema` makes of the fields, or Fluxer's refusal naming each wrong one; fields it does not know are dropped. */
export function read<Schema extends ZodTypeAny>(schema: Schema, fields: unknown): z.output<Schema> {
	const result = schema.safeParse(emptyToNull(fields, true));
	if (result.success) return result.data;
	const problems = new Map(
		result.error.issues.map(({ path, message }) => {
			const problem = { path: path.join('.') || 'root', code: codeOf(message) };
			return [`${problem.path} ${problem.code}`, problem];
		}),
	);
	throw invalidFields([...problems.values()]);
}

/**
 * An ID in the path of a request, as text.
 * @throws ApiRefusal 400 when it is no snowflake
 */
export function idOf(request: FastifyRequest, name = 'id'): string {
	const params = read(z.object({ [name]: snowflake }), request.params);
	return String(params[name]);
}

/** Fluxer takes an empty text or object for null, which most fields are not allowed to be (Fluxer source). */
function emptyToNull(value: unknown, isRoot = false): unknown {
	if (value === '') return null;
	if (Array.isArray(value)) return value.map((each) => emptyToNull(each));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([name, each]) => [name, emptyToNull(each)] as const);
	if (!isRoot && entries.every(([, each]) => each === null)) return null;
	return Object.fromEntries(entries);
}

function codeOf(message: string): string {
	return /^[A-Z][A-Z0-9_]+$/.test(message) ? message : 'INVALID_FORMAT';
}
