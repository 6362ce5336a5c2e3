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

export const accessDenied = (): ApiRefusal => new ApiRefusal(403, 'ACCESS_DENIED');
export const unauthorized = (): ApiRefusal => new ApiRefusal(401, 'UNAUTHORIZED');
export const invalidToken = (): ApiRefusal => new ApiRefusal(401, 'INVALID_TOKEN');
export const unknownApplication = (): ApiRefusal => new ApiRefusal(404, 'UNKNOWN_APPLICATION');
export const notFound = (): ApiRefusal => new ApiRefusal(404, 'NOT_FOUND');
export const serverError = (): ApiRefusal => new ApiRefusal(500, 'INTERNAL_SERVER_ERROR');
export const invalidFields = (errors: FieldProblem[]): ApiRefusal =>
	new ApiRefusal(400, 'INVALID_FORM_BODY', { errors });
export const invalidClient = (description: string): OAuthRefusal =>
	new OAuthRefusal('invalid_client', description);
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
