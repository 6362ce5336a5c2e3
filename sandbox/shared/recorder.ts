import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Time } from './time';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Set on the routes that hand out tokens. */
		token?: boolean;
	}
}

const kept = 500;

/** What reached a provider since the last reset. Refusals are counted by what the client was answered. */
export interface Counters {
	/** By method and route pattern: `POST /api/v1/users/token`; `GET *` counts the unknown paths. */
	requests: Record<string, number>;
	tokenCalls: number;
	/** Successful grants that used a user's own credentials, or a code the user's consent led to. */
	signIns: number;
	/** Successful refresh grants. */
	refreshes: number;
	/** Calls of a token route that were answered 400 or above. */
	refusedTokenCalls: number;
	/** 401 answers on every other route, and 498 answers, which Cal.com gives to expired tokens. */
	unauthorized: number;
	/** Requests under way. */
	inFlight: number;
	/** The most requests under way at one moment. */
	inFlightMost: number;
	/** Calls the provider's own rate limits refused. */
	rateLimited: number;
}

/** One request as it arrived; `body` holds the parsed form or JSON fields. */
export interface RecordedRequest {
	/** When, in epoch milliseconds, with nothing skipped. */
	at: number;
	method: string;
	path: string;
	query: unknown;
	headers: Record<string, unknown>;
	body: unknown;
}

/** Counts what a provider receives, and keeps the last 500 requests. */
export class Recorder {
	private inFlight = 0;
	counters: Counters = this.zero();
	requests: RecordedRequest[] = [];

	constructor(private readonly time: Pick<Time, 'now'>) {}

	count(counter: 'signIns' | 'refreshes' | 'rateLimited'): void {
		this.counters[counter] += 1;
	}

	resetCounters(): void {
		this.counters = this.zero();
	}

	reset(): void {
		this.resetCounters();
		this.requests = [];
	}

	/** Watches every request of `app`, unknown paths included. */
	watch(app: FastifyInstance): void {
		const arrived = new WeakMap<FastifyRequest, RecordedRequest>();
		app.addHook('onRequest', async (request, reply) => {
			this.enter(request);
			reply.raw.once('close', () => {
				this.inFlight -= 1;
				this.counters.inFlight = this.inFlight;
			});
			const { method, query, headers } = request;
			const at = this.time.now();
			const entry = { at, method, path: pathOf(request), query, headers: { ...headers }, body: undefined };
			arrived.set(request, entry);
			this.requests = [...this.requests.slice(1 - kept), entry];
		});
		app.addHook('preValidation', async (request) => {
			const entry = arrived.get(request);
			if (entry) entry.body = request.body;
		});
		app.addHook('onSend', async (request, reply) => {
			const isToken = request.routeOptions.config.token === true;
			if (isToken && reply.statusCode >= 400) this.counters.refusedTokenCalls += 1;
			if (!isToken && [401, 498].includes(reply.statusCode)) this.counters.unauthorized += 1;
		});
	}

	private enter(request: FastifyRequest): void {
		const { counters } = this;
		const route = `${request.method} ${request.is404 ? '*' : request.routeOptions.url}`;
		counters.requests[route] = (counters.requests[route] ?? 0) + 1;
		if (request.routeOptions.config.token === true) counters.tokenCalls += 1;
		this.inFlight += 1;
		counters.inFlight = this.inFlight;
		counters.inFlightMost = Math.max(counters.inFlightMost, this.inFlight);
	}

	private zero(): Counters {
		return {
			requests: {},
			tokenCalls: 0,
			signIns: 0,
			refreshes: 0,
			refusedTokenCalls: 0,
			unauthorized: 0,
			inFlight: this.inFlight,
			inFlightMost: this.inFlight,
			rateLimited: 0,
		};
	}
}

/** The path of a request without its query. */
export function pathOf(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] ?? '';
}
