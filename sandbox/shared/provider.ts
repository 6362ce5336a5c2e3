import type { FastifyInstance } from 'fastify';
import type { AnyZodObject } from 'zod';

import { createApp } from './app';
import { Clock } from './clock';
import { type Fault, Faults } from './faults';
import { pathOf, Recorder } from './recorder';
import { spoil } from './spoil';
import type { Time } from './time';

declare module 'fastify' {
	interface FastifyRequest {
		fault: Fault | undefined;
	}
}

/** What every provider has, whatever it speaks. */
export interface Instruments {
	clock: Clock;
	faults: Faults;
	recorder: Recorder;
}

/** One provider's stand-in, as the sandbox starts, resets and controls it. */
export interface Provider extends Instruments {
	app: FastifyInstance;
	/** `schema` is a strict object of optional fields. */
	settings: { schema: AnyZodObject; read(): object; change(patch: object): void };
	/** Back to the state of a fresh start. `host` is the bound address, `127.0.0.1:PORT`. */
	reset(host: string): void;
	/** Adds the control routes only this provider has, below its own prefix. */
	addControlRoutes(routes: FastifyInstance): void;
}

/** What one provider is made of. */
interface Parts<State extends { readonly settings: object }> {
	time?: Time;
	settingsSchema: AnyZodObject;
	/** Everything that a reset throws away. */
	createState: (instruments: Instruments, host: string) => State;
	addRoutes: (app: FastifyInstance, state: () => State) => void;
	addControlRoutes: (routes: FastifyInstance, state: () => State) => void;
}

/** A provider around its state, which each reset makes anew. */
export function createProvider<State extends { readonly settings: object }>(parts: Parts<State>): Provider {
	const { app, ...instruments } = createInstrumentedApp(parts.time);
	let current = parts.createState(instruments, '');
	const state = (): State => current;
	parts.addRoutes(app, state);
	return {
		...instruments,
		app,
		settings: {
			schema: parts.settingsSchema,
			read: () => current.settings,
			change: (patch) => Object.assign(current.settings, patch),
		},
		reset: (host) => {
			current = parts.createState(instruments, host);
		},
		addControlRoutes: (routes) => parts.addControlRoutes(routes, state),
	};
}

/** A server with the instruments attached. */
function createInstrumentedApp(time?: Time): Instruments & { app: FastifyInstance } {
	const app = createApp();
	const clock = new Clock(time);
	const faults = new Faults();
	const recorder = new Recorder(clock.time);
	app.decorateRequest('fault', undefined);
	app.addHook('preHandler', async (request, reply) => {
		request.fault = faults.take(request.method, pathOf(request));
		if (request.fault && !request.fault.after) return reply.send('');
		return undefined;
	});
	app.addHook('onSend', async (request, reply, payload) => {
		const { fault } = request;
		return fault
			? await spoil({ fault, request, reply, payload: String(payload ?? '') }, clock.time)
			: payload;
	});
	// Clients reckon the lifetimes that it gives by the clock that it shows.
	app.addHook('onRequest', async (_request, reply) => {
		reply.header('date', new Date(clock.now()).toUTCString());
	});
	// Last, so that it counts the answer as it leaves.
	recorder.watch(app);
	return { app, clock, faults, recorder };
}
