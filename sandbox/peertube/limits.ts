import type { FastifyReply, FastifyRequest } from 'fastify';

import type { FixedWindow } from '../shared/fixedWindow';
import { authenticate } from './authentication';
import type { PeerTubeState } from './state';

interface Rule {
	window: FixedWindow;
	limit: number;
	seconds: number;
}

type Check = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** The limit over the whole API, per address: 50 calls in 10 seconds (8.2.1, observed). */
export function apiLimit(state: () => PeerTubeState): Check {
	return checkLimit(state, ({ apiWindow, settings }) => ({
		window: apiWindow,
		limit: settings.apiLimit,
		seconds: settings.apiWindowSeconds,
	}));
}

/** The limit on the token route, per address: 15 calls in 5 minutes, whatever becomes of them (7.0.0, observed). */
export function signInLimit(state: () => PeerTubeState): Check {
	return checkLimit(state, ({ signInWindow, settings }) => ({
		window: signInWindow,
		limit: settings.signInLimit,
		seconds: settings.signInWindowSeconds,
	}));
}

/**
 * Above the limit an Authorization header is looked at first: a token that is not alive is refused as such (401, not
 * 429), and administrators and moderators pass. Everyone else gets an HTML 429 (PeerTube 7.0, observed).
 */
function checkLimit(state: () => PeerTubeState, ruleOf: (state: PeerTubeState) => Rule): Check {
	return async (request, reply) => {
		const current = state();
		const { window, limit, seconds } = ruleOf(current);
		const { remaining, resetAt, exceeded } = window.hit(request.ip, limit, seconds);
		reply.headers({
			'X-RateLimit-Limit': limit,
			'X-RateLimit-Remaining': remaining,
			'X-RateLimit-Reset': Math.ceil(resetAt / 1000),
		});
		if (!exceeded) return undefined;
		if (request.headers.authorization && authenticate(current, request).user.role !== 'User')
			return undefined;
		current.instruments.recorder.count('rateLimited');
		return await reply
			.code(429)
			.header('Retry-After', Math.ceil((resetAt - current.now()) / 1000))
			.type('text/html; charset=utf-8')
			.send('Too many requests, please try again later.');
	};
}
