import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Allowance } from '../shared/gcra';
import { callerOf } from './authentication';
import { ApiRefusal } from './refusals';
import type { FluxerState } from './state';

const minute = 60;
const hour = 3600;

/** Seconds of each bucket. The two resets share one, and so do introspect, revoke, user info and deauthorize. */
const windows = {
	authorize: minute,
	token: minute,
	introspect: minute,
	list: minute,
	update: minute,
	instance: minute,
	sudoMethods: minute,
	create: hour,
	reset: hour,
	delete: hour,
	message: minute,
} as const;

/**
 * The limits a route has, per user or, without a valid token, per address: first the global one, then the bucket's. Calls
 * that fail later have counted all the same. Going over the global one ends the user's session (Fluxer source).
 */
export function limit(state: () => FluxerState, bucket: keyof typeof windows) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
		const current = state();
		const { limits, settings, users } = current;
		const caller = callerOf(current, request);
		const who = caller ? `user ${caller.id}` : `address ${request.ip}`;

		const overall = limits.take(`${who} global`, settings.globalLimit, 1);
		if (overall.exceeded) {
			if (caller?.kind === 'session') users.endSession(caller.sessionToken);
			throw tooMany(current, overall, true);
		}
		const allowance = limits.take(`${who} ${bucket}`, settings[`${bucket}Limit`], windows[bucket]);
		if (allowance.exceeded) throw tooMany(current, allowance, false);
		void reply.headers(rateHeaders(allowance));
	};
}

function tooMany(state: FluxerState, allowance: Allowance, global: boolean): ApiRefusal {
	state.instruments.recorder.count('rateLimited');
	const seconds = Math.max(0.001, allowance.retryAfterMs / 1000);
	const extra = { retry_after: seconds, global };
	return new ApiRefusal(429, 'RATE_LIMITED', extra, {
		...rateHeaders(allowance),
		'X-RateLimit-Global': String(global),
		'Retry-After': String(Math.ceil(seconds)),
	});
}

function rateHeaders({ limit: most, remaining, resetAt }: Allowance): Record<string, string> {
	return {
		'X-RateLimit-Limit': String(most),
		'X-RateLimit-Remaining': String(remaining),
		'X-RateLimit-Reset': String(Math.floor(resetAt / 1000)),
	};
}
