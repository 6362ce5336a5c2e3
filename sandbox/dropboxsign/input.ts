import type { FastifyRequest } from 'fastify';
import { z, type ZodTypeAny } from 'zod';

import { type Fields, fieldsOf, mediaTypeOf } from '../shared/fields';
import { Refusal } from './refusals';

const bodyTypes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];

/** An http(s) URL, or an empty string, which clears the field. */
export const urlOrNothing = z
	.string()
	.refine((url) => url === '' || /^https?:\/\/[^\s/]+/.test(url), 'This value is not a valid URL');

/** The body as `schema` describes it. Only the first thing wrong is told, as in `oauth[scopes][0]`. */
export function readInput<Schema extends ZodTypeAny>(
	schema: Schema,
	request: FastifyRequest,
): z.output<Schema> {
	if (!bodyTypes.includes(mediaTypeOf(request))) {
		throw new Refusal(400, 'bad_request', `Content-Type has to be one of ${bodyTypes.join(', ')}`);
	}
	const result = schema.safeParse(expanded(fieldsOf(request.body)));
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const [head, ...rest] = issue?.path ?? [];
	const path = head === undefined ? undefined : `${head}${rest.map((part) => `[${part}]`).join('')}`;
	throw new Refusal(400, 'bad_request', issue?.message ?? 'The body is not valid', path);
}

/** Fields named `a[b]`, `a[]` and `a[0]` as the objects and lists they stand for; JSON comes through unchanged. */
function expanded(fields: Fields): Fields {
	const tree: Fields = {};
	for (const [name, value] of Object.entries(fields)) {
		place(
			tree,
			name.split('[').map((part, index) => (index ? part.replace(/\]$/, '') : part)),
			value,
		);
	}
	return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, listed(value)]));
}

function place(tree: Fields, [head = '', ...rest]: string[], value: unknown): void {
	if (rest.length === 0) tree[head] = value;
	else if (rest[0] === '') tree[head] = [value].flat();
	else {
		const inner = Object.hasOwn(tree, head) ? tree[head] : {};
		tree[head] = inner;
		place(fieldsOf(inner), rest, value);
	}
}

function listed(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const entries = Object.entries(value);
	const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
	if (isList) return entries.map(([, each]) => listed(each));
	return Object.fromEntries(entries.map(([name, each]) => [name, listed(each)]));
}
