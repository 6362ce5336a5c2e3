import type { FastifyInstance } from 'fastify';

/** A refusal of an endpoint for clients: `{error, error_description}` (RFC 6749 §5.2). */
export class OAuthError extends Error {
	constructor(
		readonly code: string,
		message: string,
		readonly status = 400,
		readonly challenge?: string,
	) {
		super(message);
	}
}

/** 401 with a challenge, whichever way the client has authenticated (RFC 6749 §5.2). */
export const invalidClient = (): OAuthError =>
	new OAuthError('invalid_client', 'Client authentication failed', 401, 'Basic realm="demo"');

/** 401 with a challenge that names the error (RFC 6750 §3.1). */
export const invalidToken = (): OAuthError =>
	new OAuthError(
		'invalid_token',
		'The access token is expired, revoked or unknown',
		401,
		'Bearer error="invalid_token"',
	);

/**
 * Makes every thrown {@link OAuthError} an answer; a body that cannot be read is `invalid_request`, with fastify's
 * status.
 */
export function answerRefusals(app: FastifyInstance): void {
	app.setErrorHandler<Error & { statusCode?: number }>(async (error, _request, reply) => {
		const isOurs = error instanceof OAuthError;
		const { status, code, challenge } = isOurs
			? error
			: { status: error.statusCode ?? 500, code: 'invalid_request', challenge: undefined };
		if (challenge) reply.header('WWW-Authenticate', challenge);
		return await reply
			.code(status)
			.header('Cache-Control', 'no-store')
			.send({ error: code, error_description: error.message });
	});
}
