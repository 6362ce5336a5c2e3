import { STATUS_CODES } from 'node:http';

import type { FastifyInstance } from 'fastify';

const exceptions: Record<number, string> = {
	400: 'BadRequestException',
	401: 'UnauthorizedException',
	403: 'ForbiddenException',
	404: 'NotFoundException',
	409: 'ConflictException',
	500: 'InternalServerErrorException',
};

/** A refusal in the nested form of the API: `{status, timestamp, path, error: {code, message, details}}`. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly code: string,
		readonly details?: unknown,
	) {
		super(message);
	}
}

/** What the server says when it fails before it comes to a form of its own. */
export class PlainFailure extends Error {}

/** A refusal in the flat form of RFC 6749 §5.2, which only the OAuth2 token endpoint gives. */
export class OAuthError extends Error {
	constructor(
		readonly status: number,
		readonly error: string,
		readonly description: string,
	) {
		super(description);
	}
}

/** The framework's own refusal of this status: its details repeat the message (Cal.com API v2 source). */
export function refusal(status: number, message: string): ApiError {
	const details = { message, error: STATUS_CODES[status], statusCode: status };
	return new ApiError(status, message, exceptions[status] ?? 'HttpException', details);
}

/** A refusal whose details are no more than its message (Cal.com API v2 source). */
export function bareRefusal(status: number, message: string, code = 'HttpException'): ApiError {
	return new ApiError(status, message, code, message);
}

/** What the database did not find, which may have been there a moment ago. */
export const recordNotFound = (): ApiError =>
	new ApiError(404, 'Invalid Query: The requested record was not found.', 'NOT_FOUND');

/** What the database has already, which may not have been there a moment ago. */
export const recordExists = (): ApiError =>
	new ApiError(409, 'Invalid Input: Trying to create a record that already exists.', 'CONFLICT');

/** Makes everything thrown an answer in its family; a body that cannot be read is a nested 400, whatever the route. */
export function answerErrors(app: FastifyInstance, now: () => number): void {
	app.setErrorHandler<Error & { statusCode?: number }>(async (error, request, reply) => {
		if (error instanceof OAuthError) {
			const body = { error: error.error, error_description: error.description };
			return await reply.code(error.status).send(body);
		}
		if (error instanceof PlainFailure) {
			return await reply.code(500).send({ statusCode: 500, message: 'Internal server error' });
		}
		const unreadable = (error.statusCode ?? 500) < 500;
		const { status, message, code, details } =
			error instanceof ApiError ? error : refusal(unreadable ? 400 : 500, error.message);
		return await reply.code(status).send({
			status: 'error',
			timestamp: new Date(now()).toISOString(),
			path: request.url,
			error: { code, message, details },
		});
	});
	app.setNotFoundHandler((request) => {
		throw refusal(404, `Cannot ${request.method} ${request.url}`);
	});
}
