import type { FastifyInstance, FastifyRequest } from 'fastify';

/** To the control side; the path begins with the provider's, such as `/calcom/settings`. */
export interface ControlRequest {
	readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';
	readonly path: string;
	readonly body?: object;
}

/**
 * What the route of the control side answers; `status` is 200, or that of a refusal, whose body is `{error}`. The body
 * is a copy.
 */
export interface ControlAnswer {
	readonly status: number;
	readonly body: unknown;
}

interface Route {
	readonly parts: readonly string[];
	readonly handle: (request: FastifyRequest) => unknown;
}

const copied = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

/**
 * The routes of the control side, for whoever is in its process: a test of a few milliseconds would mostly consist of a
 * connection, or of what pretends to be one.
 */
export class Directory {
	private readonly routes: Record<string, Route[]> = {};

	/** @param app before it has routes */
	constructor(app: FastifyInstance) {
		app.addHook('onRoute', ({ method, url, handler }) => {
			const parts = url.split('/');
			const handle = handler as unknown as Route['handle'];
			for (const each of [method].flat()) (this.routes[each] ??= []).push({ parts, handle });
		});
	}

	async ask({ method, path, body }: ControlRequest): Promise<ControlAnswer> {
		const asked = path.split('/');
		for (const { parts, handle } of this.routes[method] ?? []) {
			const params = paramsOf(parts, asked);
			if (params)
				return await answered(async () => await handle({ params, body: copied(body) } as FastifyRequest));
		}
		return { status: 404, body: { error: `There is no ${method} ${path} here` } };
	}
}

/** What a path has in the places of a pattern, such as `{username}` for `/users/:username`; undefined for another path. */
function paramsOf(parts: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
	if (parts.length !== asked.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, part] of parts.entries()) {
		const text = asked[index] ?? '';
		if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(text);
		else if (part !== text) return undefined;
	}
	return params;
}

async function answered(work: () => Promise<unknown>): Promise<ControlAnswer> {
	try {
		return { status: 200, body: copied(await work()) };
	} catch (error) {
		const { statusCode = 500, message } = error as Error & { statusCode?: number };
		return { status: statusCode, body: { error: message } };
	}
}
