import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { createApp } from './app';
import { Directory } from './directory';
import { faultSchema } from './faults';
import { accepting } from './input';
import type { Provider } from './provider';
import { keepOutStrangers } from './visitors';

interface Controlled {
	provider: Provider;
	/** The provider's bound address, `127.0.0.1:PORT`. */
	host: string;
}

const clockSchema = z.object({ advanceSeconds: z.number().nonnegative() }).strict();

/**
 * The control side: `/health`, and one prefix a provider. Every answer is JSON, every refusal `{error}`. It obeys programs
 * on this machine, and no page of another site.
 */
export function createControl(controlled: Record<string, Controlled>): {
	app: FastifyInstance;
	directory: Directory;
} {
	const app = createApp();
	const directory = new Directory(app);
	app.setErrorHandler<Error & { statusCode?: number }>(async (error, _request, reply) => {
		return await reply.code(error.statusCode ?? 500).send({ error: error.message });
	});
	app.setNotFoundHandler(async (request, reply) => {
		return await reply.code(404).send({ error: `There is no ${request.method} ${request.url} here` });
	});
	app.addHook('onRequest', async ({ raw }) => keepOutStrangers(raw, portOf(app)));
	app.get('/health', async () => ({ ok: true }));
	for (const [name, { provider, host }] of Object.entries(controlled)) {
		void app.register(
			async (routes) => {
				addSharedRoutes(routes, provider, host);
				provider.addControlRoutes(routes);
			},
			{ prefix: `/${name.toLowerCase()}` },
		);
	}
	return { app, directory };
}

/** Puts a provider and its instruments back to the state of a fresh start. */
export function resetProvider(provider: Provider, host: string): void {
	provider.clock.reset();
	provider.faults.clear();
	provider.recorder.reset();
	provider.reset(host);
}

function addSharedRoutes(routes: FastifyInstance, provider: Provider, host: string): void {
	const { clock, faults, recorder, settings } = provider;

	routes.post('/reset', async () => {
		resetProvider(provider, host);
		return { reset: true };
	});

	routes.get('/clock', async () => clock.describe());
	routes.post(
		'/clock',
		accepting(clockSchema, ({ advanceSeconds }) => {
			clock.advance(advanceSeconds);
			return clock.describe();
		}),
	);

	routes.get('/settings', async () => settings.read());
	routes.patch(
		'/settings',
		accepting(settings.schema, (patch) => {
			settings.change(patch);
			return settings.read();
		}),
	);

	routes.get('/faults', async () => faults.list());
	routes.post(
		'/faults',
		accepting(faultSchema, (fault) => {
			faults.add(fault);
			return faults.list();
		}),
	);
	routes.delete('/faults', async () => {
		faults.clear();
		return faults.list();
	});

	routes.get('/counters', async () => recorder.counters);
	routes.delete('/counters', async () => {
		recorder.resetCounters();
		return recorder.counters;
	});
	routes.get('/requests', async () => recorder.requests);
}

function portOf(app: FastifyInstance): number {
	const address = app.server.address();
	return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
