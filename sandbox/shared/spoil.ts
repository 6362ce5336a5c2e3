import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Fault } from './faults';

const hugeMebibytes = 50;
const page = '<!doctype html><html><head><title>Gateway</title></head><body><h1>Gateway</h1></body></html>';

interface Answer {
	fault: Fault;
	request: FastifyRequest;
	reply: FastifyReply;
	/** What the provider answered, or '' if it was not asked. */
	payload: string;
}

type Spoiler = (answer: Answer) => unknown;

const spoilers: Record<Fault['kind'], Spoiler> = {
	status: ({ fault, reply, payload }) => {
		if (fault.after && fault.status === undefined && fault.body === undefined) return payload;
		if (!fault.after && fault.status === undefined) reply.code(503);
		reply.type(isText(fault.body) ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
		return asText(fault.body, '');
	},
	html: ({ fault, reply }) => {
		reply.type('text/html; charset=utf-8');
		return asText(fault.body, page);
	},
	empty: ({ reply }) => json(reply, ''),
	invalidJson: ({ fault, reply }) => json(reply, asText(fault.body, '{"access_token": ')),
	wrongShape: ({ fault, reply }) => json(reply, JSON.stringify(fault.body ?? ['unexpected'])),
	truncate: ({ fault, reply, payload }) => {
		const whole = Buffer.from(asText(fault.body, payload || '{"access_token":"cut in half"}'));
		reply.header('content-length', whole.length);
		return json(reply, Readable.from(firstHalf(whole)));
	},
	reset: ({ request }) => {
		request.raw.socket.resetAndDestroy();
		return '';
	},
	stall: async ({ reply }) => {
		if (!reply.raw.destroyed) await once(reply.raw, 'close');
		return '';
	},
	redirect: ({ fault, reply }) => {
		reply.code(fault.status ?? 302).header('location', fault.location);
		return '';
	},
	huge: ({ reply }) => json(reply, Readable.from(padding())),
};

/** Turns an answer into the one `fault` describes; runs as the last word before it is sent. */
export async function spoil(answer: Answer): Promise<unknown> {
	const { fault, reply } = answer;
	if (fault.delayMs > 0) await wait(fault.delayMs, undefined, { ref: false });
	if (fault.status !== undefined) reply.code(fault.status);
	if (fault.retryAfter !== undefined) reply.header('retry-after', fault.retryAfter);
	reply.removeHeader('content-length');
	return await spoilers[fault.kind](answer);
}

function json<T>(reply: FastifyReply, body: T): T {
	reply.type('application/json; charset=utf-8');
	return body;
}

function isText(body: unknown): boolean {
	return body === undefined || typeof body === 'string';
}

function asText(body: unknown, otherwise: string): string {
	if (body === undefined) return otherwise;
	return typeof body === 'string' ? body : JSON.stringify(body);
}

async function* firstHalf(whole: Buffer): AsyncGenerator<Buffer> {
	yield whole.subarray(0, Math.ceil(whole.length / 2));
	// The half must reach the client before the connection goes, or the client sees a reset instead.
	await wait(20);
	throw new Error('cut here on purpose');
}

function* padding(): Generator<string> {
	yield '{"padding":"';
	for (let sent = 0; sent < hugeMebibytes; sent += 1) yield 'x'.repeat(1024 * 1024);
	yield '"}';
}
