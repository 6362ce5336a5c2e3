import type { FastifyReply, FastifyRequest } from 'fastify';

import { bearerOf, isApiKey } from './authentication';
import { bareRefusal, refusal } from './errors';
import type { CalComState } from './state';

interface Caller {
	key: string;
	limits: Array<{ name: string; limit: number }>;
}

/**
 * The limit on every route of the API. Each limit shows in three headers that carry its name, with the seconds until it
 * resets; a 429 has no Retry-After. An API key is refused only when all of its limits are (Cal.com API v2 source).
 */
export function limitRequests(
	state: () => CalComState,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
	return async (request, reply) => {
		const current = state();
		const { limitSeconds: seconds, blockSeconds } = current.settings;
		const { key, limits } = callerOf(current, request);
		const verdicts = limits.map(({ name, limit }) => {
			const verdict = current.throttle.hit(key, { name, limit, seconds, blockSeconds });
			const suffix = name.charAt(0).toUpperCase() + name.slice(1);
			reply.headers({
				[`X-RateLimit-Limit-${suffix}`]: limit,
				[`X-RateLimit-Remaining-${suffix}`]: verdict.remaining,
				[`X-RateLimit-Reset-${suffix}`]: verdict.resetSeconds,
			});
			return verdict;
		});
		if (!verdicts.every(({ isBlocked }) => isBlocked)) return;
		current.instruments.recorder.count('rateLimited');
		const message = 'CustomThrottlerGuard - Too many requests. Please try again later.';
		throw bareRefusal(429, message, 'ThrottlerException');
	};
}

/** Whoever a request is counted for: the Authorization header, whatever it holds, comes before client id and address. */
function callerOf({ settings, apiKeys }: CalComState, request: FastifyRequest): Caller {
	const bearer = bearerOf(request);
	const limited = (key: string, limit: number): Caller => ({ key, limits: [{ name: 'default', limit }] });
	if (bearer && isApiKey(bearer)) {
		if (!apiKeys.has(bearer)) throw refusal(401, 'CustomThrottlerGuard - Invalid API Key');
		return { key: bearer, limits: settings.apiKeyLimits };
	}
	if (bearer) return limited(bearer, settings.accessTokenLimit);
	const clientId = request.headers['x-cal-client-id'];
	if (typeof clientId === 'string' && clientId) return limited(clientId, settings.clientLimit);
	return limited(request.ip, settings.addressLimit);
}
