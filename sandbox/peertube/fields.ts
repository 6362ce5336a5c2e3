import type { FastifyRequest } from 'fastify';

import { invalidParameter, Problem } from './problems';

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
