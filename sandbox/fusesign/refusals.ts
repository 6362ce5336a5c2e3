import type { FastifyInstance, FastifyReply } from 'fastify';

/** Something wrong with a call, as an answer. */
abstract class Refusal extends Error {
	abstract send(reply: FastifyReply): FastifyReply;
}

/** A refusal of a session endpoint: FastEndpoints' error response, by field (FuseSign API document). */
export class FieldErrors extends Refusal {
	constructor(private readonly errors: Record<string, string[]>) {
		super('One or more errors occurred!');
	}

	send(reply: FastifyReply): FastifyReply {
		return reply
			.code(400)
			.type('application/problem+json; charset=utf-8')
			.send({ StatusCode: 400, Message: this.message, Errors: this.errors });
	}
}

/** A refusal of every other endpoint (FuseSign API document). */
export class ApiError extends Refusal {
	constructor(
		private readonly status: number,
		message: string,
		private readonly errors: Array<{ Property: string; ErrorMessage: string; ErrorCode: string }> = [],
	) {
		super(message);
	}

	send(reply: FastifyReply): FastifyReply {
		const { status, message, errors } = this;
		return reply.code(status).send({ Result: false, Message: message, Error: message, Errors: errors });
	}
}

/** A refusal without a word, as ASP.NET Core gives where no endpoint has a say. */
export class SilentRefusal extends Refusal {
	constructor(private readonly status: number) {
		super(`Refused with ${status}`);
	}

	send(reply: FastifyReply): FastifyReply {
		return reply.code(this.status).send();
	}
}

/** Makes every thrown `Refusal` an answer; a body that is not the JSON it claims is refused field by field. */
export function answerRefusals(app: FastifyInstance): void {
	app.setErrorHandler<Error & { statusCode?: number }>(async (error, _request, reply) => {
		if (error instanceof Refusal) return await error.send(reply);
		if ((error.statusCode ?? 500) >= 500) return await new ApiError(500, error.message).send(reply);
		return await new FieldErrors({ SerializerErrors: [error.message] }).send(reply);
	});
}
