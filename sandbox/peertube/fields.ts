import type { FastifyRequest } from 'fastify';

import { invalidParameter, Problem } from './problems';

/**
 * A parameter that PeerTube takes as digits only.
 * @throws Problem 400 for anything else
 */
export function wholeNumber(request: FastifyRequest, location: 'params' | 'query', name: string): number {
	const value = (request[location] as Record<string, string | undefined>)[name];
	if (!/^\d+$/.test(value ?? '')) throw invalidParameter(request.url, location, name, value);
	return Number(value);
}

/** 400 `invalid_request`: a grant lacks a parameter. */
export function missing(parameter: string): Problem {
	return new Problem(400, `Missing parameter: \`${parameter}\``, 'invalid_request');
}

/** 400 `invalid_grant`: a wrong password, an unknown user or a refresh token that is over (7.0.0, observed). */
export function invalidGrant(reason: string): Problem {
	return new Problem(400, `Invalid grant: ${reason}`, 'invalid_grant');
}
