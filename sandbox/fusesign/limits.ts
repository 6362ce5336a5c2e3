import type { FastifyReply, FastifyRequest } from 'fastify';

import type { FuseSignState } from './state';

/** Counts a call per address and path, and refuses what is over the limit the way FastEndpoints throttles. */
export function checkLimit(
	state: () => FuseSignState,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
	return async (request, reply) => {
		const { settings, window, instruments } = state();
		if (settings.rateLimit === null) return undefined;
		const key = `${request.ip} ${request.routeOptions.url}`;
		const { exceeded, resetAt } = window.hit(key, settings.rateLimit, settings.rateWindowSeconds);
		if (!exceeded) return undefined;
		instruments.recorder.count('rateLimited');
		return await reply
			.code(429)
			.header('Retry-After', Math.ceil((resetAt - state().now()) / 1000))
			.type('text/plain; charset=utf-8')
			.send('You are requesting this endpoint too frequently!');
	};
}
