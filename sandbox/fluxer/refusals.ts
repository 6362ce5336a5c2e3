import type { FastifyInstance } from 'fastify';

interface Extra {
	errors?: FieldProblem[];
	has_mfa?: boolean;
	required_scope?: string;
	retry_after?: number;
	global?: boolean;
}

interface FieldProblem {
	path: string;
	code: string;
}

/** A refusal of Fluxer's API: `{code, message}` and what belongs to that code. */
export class ApiRefusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		readonly extra: Extra = {},
		readonly headers: Record<string, string> = {},
	) {
		super(code);
	}

	body(): object {
		const { code, extra } = this;
		const errors = extra.errors?.map((each) => ({ ...each, message: spelledOut(each.code) }));
		return { code, message: spelledOut(code), ...extra, ...(errors && { errors }) };
	}
}

/** A refusal of Fluxer's OAuth logic: RFC 6749 §5.2, and 400 whatever the error is (Fluxer February 2026, observed). */
export class OAuthRefusal extends Error {
	constructor(
		readonly error: string,
		readonly description: string,
	) {
		super(description);
	}
}

/**
 * 403: who asks is known, and not let in. So bots are answered at endpoints of user sessions (servers of February and
 * July 2026, observed).
 */
export const accessDenied = (): ApiRefusal => new ApiRefusal(403, 'ACCESS_DENIED');

/** 401: the Authorization header names nobody, or there is none. */
export const unauthorized = (): ApiRefusal => new ApiRefusal(401, 'UNAUTHORIZED');

/** 401: the application or the user of an OAuth token is gone, or the token is not a bot's where one is needed. */
export const invalidToken = (): ApiRefusal => new ApiRefusal(401, 'INVALID_TOKEN');

/** 404: there is no application with the ID in the path. */
export const unknownApplication = (): ApiRefusal => new ApiRefusal(404, 'UNKNOWN_APPLICATION');

/** 404: the API has no such path. */
export const notFound = (): ApiRefusal => new ApiRefusal(404, 'NOT_FOUND');

/** 500: Fluxer fails. It does so when a form route is sent JSON (February 2026, observed). */
export const serverError = (): ApiRefusal => new ApiRefusal(500, 'INTERNAL_SERVER_ERROR');

/**
 * 400: `errors` has `{path, code, message}` for each wrong field. A grant type that there is not is refused like this
 * as well, and not as OAuth has it (February 2026, observed).
 */
export const invalidFields = (errors: FieldProblem[]): ApiRefusal =>
	new ApiRefusal(400, 'INVALID_FORM_BODY', { errors });

/** 400, never 401: the client is unknown, or its secret is wrong, missing or sent twice (February 2026, observed). */
export const invalidClient = (description: string): OAuthRefusal =>
	new OAuthRefusal('invalid_client', description);

/**
 * 400: a code or refresh token is unknown, spent, expired, of another client, or without its verifier. The answer does
 * not say which.
 */
export const invalidGrant = (): OAuthRefusal =>
	new OAuthRefusal('invalid_grant', 'This grant is wrong, used up, expired or revoked');

/** Makes every thrown refusal an answer; anything else is Fluxer's 500. */
export function answerRefusals(app: FastifyInstance): void {
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof OAuthRefusal) {
			return await reply.code(400).send({ error: error.error, error_description: error.description });
		}
		const refusal = error instanceof ApiRefusal ? error : serverError();
		return await reply.code(refusal.status).headers(refusal.headers).send(refusal.body());
	});
}

/** As Fluxer words them where the words matter: a bot that "is" something is no token behind its scheme. */
const WORDS: Record<string, string | undefined> = { BOT_IS_PRIVATE: 'This bot is private.' };

/** Fluxer words its messages in the caller's language, so only the codes can be relied on. */
function spelledOut(code: string): string {
	return WORDS[code] ?? inWords(code);
}

function inWords(code: string): string {
	return `${code.charAt(0)}${code.slice(1).toLowerCase().replaceAll('_', ' ')}.`;
}
