import type { FastifyRequest } from 'fastify';

import { invalidParameter, Problem } from './problems';

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

/** A parameter that PeerTube takes only as digits. */
export function wholeNumber(request: FastifyRequest, location: 'params' | 'query', name: string): number {
	const value = (request[location] as Record<string, string | undefined>)[name];
	if (!/^\d+$/.test(value ?? '')) throw invalidParameter(request.url, location, name, value);
	return Number(value);
}

/** Refuses a grant that lacks `parameter`. */
export function missing(parameter: string): Problem {
	return new Problem(400, `Missing parameter: \`${parameter}\``, 'invalid_request');
}

/** Refuses the credentials of a grant. */
export function invalidGrant(reason: string): Problem {
	return new Problem(400, `Invalid grant: ${reason}`, 'invalid_grant');
}
