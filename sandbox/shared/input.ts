import type { FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { z, ZodTypeAny } from 'zod';

/** A request the control side cannot follow; answered 400 with this message. */
export class BadInput extends Error {
	readonly statusCode = 400;
}

/** A route handler that gets its body as `schema` describes it; anything else is refused, field by field. */
export function accepting<Schema extends ZodTypeAny>(
	schema: Schema,
	handle: (body: z.output<Schema>, request: FastifyRequest) => object,
): RouteHandlerMethod {
	return async (request) => {
		const result = schema.safeParse(request.body ?? {});
		if (result.success) return handle(result.data, request);
		const problems = result.error.issues.map(
			({ path, message }) => `${['body', ...path].join('.')}: ${message}`,
		);
		throw new BadInput(problems.join('; '));
	};
}
