import { STATUS_CODES } from 'node:http';

import type { FastifyInstance } from 'fastify';

import { has, type Version } from './versions';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** The operation's name in the PeerTube REST API document; its refusals link to it. */
		operation?: string;
	}
}

const reference = 'https://docs.joinpeertube.org/api-rest-reference.html';

interface Extra {
	instance?: string;
	'invalid-params'?: Record<string, object>;
}

/** A refusal PeerTube answers as problem+json; the OAuth code, if it has one, is in `code`. */
export class Problem extends Error {
	constructor(
		readonly status: number,
		readonly detail: string,
		readonly code?: string,
		readonly extra: Extra = {},
	) {
		super(detail);
	}

	/** The body as RFC 9457 with PeerTube's additions (source); `operation` adds the link to its docs. */
	body(version: Version, operation?: string): object {
		const { status, detail, code, extra } = this;
		const kind = code
			? { type: `${reference}#section/Errors/${code}` }
			: { type: 'about:blank', title: STATUS_CODES[status] };
		const docs = operation ? { docs: `${reference}#operation/${operation}` } : {};
		const error = has(version, 'plainProblems') ? {} : { error: detail };
		return { ...kind, detail, status, ...docs, code, ...extra, ...error };
	}
}

/** Refuses one parameter, the way express-validator reports it. */
export function invalidParameter(
	instance: string,
	location: 'body' | 'params' | 'query',
	path: string,
	value: unknown,
	msg = 'Invalid value',
): Problem {
	return new Problem(400, `Incorrect request parameters: ${path}`, undefined, {
		instance,
		'invalid-params': { [path]: { type: 'field', location, path, value, msg } },
	});
}

/** Refuses fields of a body, each with what is wrong with it. */
export const invalidParameters = (instance: string, wrong: Readonly<Record<string, string>>): Problem =>
	new Problem(400, `Incorrect request parameters: ${Object.keys(wrong).join(', ')}`, undefined, {
		instance,
		'invalid-params': Object.fromEntries(
			Object.entries(wrong).map(([path, msg]) => [path, { type: 'field', location: 'body', path, msg }]),
		),
	});

/** A 404 that is the status in words and nothing else. */
class NotFoundInText extends Error {}

/** 404 for the ID of no user: in plain text since 8.2 (8.2.1, observed), as problem+json before. */
export const unknownUser = (version: Version): Error =>
	has(version, 'unknownUserInText') ? new NotFoundInText() : new Problem(404, 'User not found');

/** Makes every thrown `Problem` an answer; bodies that cannot be read are refused as 400 without a code. */
export function answerProblems(app: FastifyInstance, version: () => Version): void {
	app.setErrorHandler<Error & { statusCode?: number }>(async (error, request, reply) => {
		if (error instanceof NotFoundInText) {
			return await reply.code(404).type('text/plain; charset=utf-8').send('Not Found');
		}
		const unreadable = (error.statusCode ?? 500) < 500;
		const problem = error instanceof Problem ? error : new Problem(unreadable ? 400 : 500, error.message);
		return await reply
			.code(problem.status)
			.type('application/problem+json; charset=utf-8')
			.send(problem.body(version(), request.routeOptions.config.operation));
	});
}
