import type { FastifyReply } from 'fastify';

import { Refusal } from './refusals';
import type { DropboxSignState } from './state';

const remainingHeaders = {
	documented: 'X-RateLimit-Remaining',
	reported: 'X-RateLimit-Limit-Remaining',
};

/** Counts one call of `key`, tells the client where that leaves it, and refuses what is over the limit. */
export function checkLimit(state: DropboxSignState, key: string, reply: FastifyReply): void {
	const { rateLimit, rateWindowSeconds, remainingHeader, retryAfter } = state.settings;
	const { limit, remaining, resetAt, exceeded } = state.window.hit(key, rateLimit, rateWindowSeconds);
	reply.headers({
		'X-RateLimit-Limit': limit,
		[remainingHeaders[remainingHeader]]: remaining,
		'X-Ratelimit-Reset': Math.ceil(resetAt / 1000),
	});
	if (!exceeded) return;
	state.instruments.recorder.count('rateLimited');
	if (retryAfter) reply.header('Retry-After', Math.ceil((resetAt - state.now()) / 1000));
	throw new Refusal(429, 'exceeded_rate', 'Too many requests.');
}
