import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';

/** Where everything in the sandbox listens: loopback, so nothing outside this machine can reach it. */
const loopback = '127.0.0.1';

/**
 * A server that reads form and JSON bodies and passes anything else on without a body, because the providers decide
 * themselves what they refuse. The sender's address may come from X-Forwarded-For, as behind a local proxy.
 */
export function createApp(): FastifyInstance {
	const app = fastify({ trustProxy: 'loopback', forceCloseConnections: true });
	const parseJson = app.getDefaultJsonParser('error', 'error');
	void app.register(formbody);
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
		// An empty body labelled JSON is what many HTTP clients send with a POST that has nothing to say.
		if (body === '') done(null, {});
		else void parseJson(request, body as string, done);
	});
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, undefined));
	return app;
}

/** Starts `app` on `port` (0: any free one) and returns its base URL, without a trailing slash. */
export async function listen(app: FastifyInstance, port: number, what: string): Promise<string> {
	try {
		return await app.listen({ host: loopback, port });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		throw new Error(`Port ${port} for ${what} is already in use. Stop what uses it, or choose another port.`);
	}
}
