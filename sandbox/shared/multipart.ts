import type { FastifyInstance, FastifyRequest } from 'fastify';

import { BadInput } from './input';

/** A file of a multipart body: its name, its media type and its size. What is in it is not kept. */
export interface SentFile {
	file: string;
	type: string;
	bytes: number;
}

/**
 * Reads multipart bodies as forms are read: text by field name, a list where a name comes more than once. A body that
 * is not what it claims is refused with `statusCode` 400.
 */
export function readMultipart(app: FastifyInstance): void {
	const read = async (request: FastifyRequest, body: Buffer): Promise<Record<string, unknown>> => {
		const headers = { 'content-type': request.headers['content-type'] ?? '' };
		const form = await new Response(body, { headers }).formData().catch(() => {
			throw new BadInput('The multipart body cannot be read');
		});
		return Object.fromEntries([...new Set(form.keys())].map((name) => [name, valueOf(form.getAll(name))]));
	};
	app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, read);
}

function valueOf(entries: ReturnType<FormData['getAll']>): unknown {
	const values = entries.map((entry) =>
		typeof entry === 'string'
			? entry
			: ({ file: entry.name, type: entry.type, bytes: entry.size } satisfies SentFile),
	);
	return values.length === 1 ? values[0] : values;
}
