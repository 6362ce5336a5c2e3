import type { FastifyInstance, FastifyRequest } from 'fastify';

import { readMultipart } from '../shared/multipart';
import { serverError } from './refusals';

/**
 * Reads a body the way Fluxer's routes ask for it: form routes need a form type, and JSON routes take any other type as
 * long as the text is JSON (Fluxer source). Text that is not JSON is no body.
 */
export function acceptBodies(app: FastifyInstance): void {
	readMultipart(app);
	app.removeContentTypeParser(['application/json', 'text/plain', '*']);
	app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: FastifyRequest, body: string) =>
		readJson(body),
	);
}

/** Anything but an urlencoded or multipart form is a 500, not a 400 (Fluxer February 2026, observed). */
export function formOf(request: FastifyRequest): unknown {
	if (!isForm(request) || request.body === undefined) throw serverError();
	return request.body;
}

/** Text that is not JSON counts as no fields at all (Fluxer source). */
export function jsonOf(request: FastifyRequest): unknown {
	return isForm(request) ? {} : (request.body ?? {});
}

function isForm(request: FastifyRequest): boolean {
	const type = request.headers['content-type'] ?? '';
	return /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type);
}

function readJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
