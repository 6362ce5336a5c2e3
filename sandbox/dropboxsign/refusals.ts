import type { FastifyInstance } from 'fastify';

import type { DropboxSignState } from './state';

/** A refusal of the API: `{error: {error_msg, error_name, error_path?}}` (Dropbox Sign API document). */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly path?: string,
	) {
		super(message);
	}

	body(_oauthErrors: 'nested' | 'flat'): object {
		return { error: { error_msg: this.message, error_path: this.path, error_name: this.code } };
	}
}

/**
 * A refusal of the token endpoint, always 400. The API document gives it the body of the rest of the API; public
 * clients report `{error, error_description}` of RFC 6749 from the real one.
 */
export class OAuthRefusal extends Refusal {
	constructor(code: string, message: string) {
		super(400, code, message);
	}

	override body(oauthErrors: 'nested' | 'flat'): object {
		if (oauthErrors === 'nested') return super.body(oauthErrors);
		return { error: this.code, error_description: this.message };
	}
}

/** Makes every thrown `Refusal` an answer; bodies that cannot be read are refused as 400 `bad_request`. */
export function answerRefusals(app: FastifyInstance, state: () => DropboxSignState): void {
	app.setErrorHandler<Error & { statusCode?: number }>(async (error, _request, reply) => {
		const unreadable = (error.statusCode ?? 500) < 500;
		const [status, code]: [number, string] = unreadable ? [400, 'bad_request'] : [500, 'unknown'];
		const refusal = error instanceof Refusal ? error : new Refusal(status, code, error.message);
		return await reply.code(refusal.status).send(refusal.body(state().settings.oauthErrors));
	});
}
