import type { FastifyRequest } from 'fastify';

/** The fields of a form or JSON body, not yet trusted. */
export type Fields = Record<string, unknown>;

/** The fields of a body; none if it had no form or JSON. */
export function fieldsOf(body: unknown): Fields {
	return typeof body === 'object' && body !== null ? (body as Fields) : {};
}

/** A field's text; undefined if it is missing, empty or sent more than once. */
export function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The media type of a request's body, in lower case and without parameters such as `charset`; empty if none is named. */
export function mediaTypeOf({ headers }: FastifyRequest): string {
	return headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** What the path of a request has in the place of `:name` of its route, decoded; empty if the route has no such place. */
export function paramOf(request: FastifyRequest, name: string): string {
	return (request.params as Record<string, string | undefined>)[name] ?? '';
}
