import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Fault } from './faults';
import type { Time } from './time';

const hugeMebibytes = 50;
/** How long a server stalls for whom that is for ever. */
const dayMs = 24 * 3_600_000;
const page = '<!doctype html><html><head><title>Gateway</title></head><body><h1>Gateway</h1></body></html>';

interface Answer {
	fault: Fault;
	request: FastifyRequest;
	reply: FastifyReply;
	/** What the provider answered, or '' if it was not asked. */
	payload: string;
	/** Ends after so long, or when the client goes. */
	sleep(ms: number): Promise<void>;
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
	stall: async ({ sleep }) => {
		await sleep(dayMs);
		return '';
	},
	stallInBody: ({ reply, sleep }) => json(reply, Readable.from(endless(sleep))),
	redirect: ({ fault, reply }) => {
		reply.code(fault.status ?? 302).header('location', fault.location);
		return '';
	},
	echo: ({ fault, request, reply }) => {
		if (fault.status === undefined) reply.code(400);
		const { method, url, headers, body } = request;
		const form = new URLSearchParams(body as Record<string, string> | undefined).toString();
		return json(reply, JSON.stringify({ message: `Cannot read ${method} ${url} ${form}`, headers, body }));
	},
	slow: ({ payload }) => payload,
	huge: ({ reply }) => json(reply, Readable.from(padding())),
};

/** Turns an answer into the one `fault` describes; runs as the last word before it is sent. */
export async function spoil(given: Omit<Answer, 'sleep'>, time: Time): Promise<unknown> {
	const { fault, reply } = given;
	const client = goneSignal(reply);
	const sleep = async (ms: number) => await time.sleep(ms, client);
	if (fault.delayMs > 0) await sleep(fault.delayMs);
	if (fault.status !== undefined) reply.code(fault.status);
	if (fault.retryAfter !== undefined) reply.header('retry-after', fault.retryAfter);
	reply.removeHeader('content-length');
	return await spoilers[fault.kind]({ ...given, sleep });
}

/** Fires when nobody is left to be answered. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
	const client = new AbortController();
	if (raw.destroyed) client.abort();
	else raw.once('close', () => client.abort());
	return client.signal;
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

async function* endless(sleep: Answer['sleep']): AsyncGenerator<string> {
	yield '{"access_token":';
	await sleep(dayMs);
}

function* padding(): Generator<string> {
	yield '{"padding":"';
	for (let sent = 0; sent < hugeMebibytes; sent += 1) yield 'x'.repeat(1024 * 1024);
	yield '"}';
}
