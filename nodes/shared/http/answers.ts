import { decodeBody } from '../../../oauth/bodies';
import type { HttpAnswer } from '../../../oauth/http';
import { orAborted } from './aborting';

/** An answer without its body, as n8n's helpers and HTTP clients' errors have it. */
export interface RawAnswer {
	readonly status?: number;
	readonly statusCode?: number;
	readonly headers?: object;
	readonly body?: unknown;
	readonly data?: unknown;
}

/** n8n's helpers read an answer to its end, however long; so they are asked for the stream, and it is counted. */
interface Body {
	on(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown;
	once(event: 'end' | 'close', listener: () => void): unknown;
	on(event: 'error', listener: (error: Error) => void): unknown;
	destroy(): void;
}

/** In bytes: no token answer, list page or error of these providers comes near it. */
export const MOST_BYTES = 5_000_000;

/** The answer is longer than any this provider's API sends. */
export class TooLong extends Error {}

/**
 * @throws {TooLong} when the body exceeds {@link MOST_BYTES}; the rest is not read
 * @throws when the connection breaks, or the signal fires, before the end
 */
export async function readAnswer(raw: RawAnswer, signal: AbortSignal): Promise<HttpAnswer> {
	const { status, statusCode, headers = {}, body, data } = raw;
	return {
		status: statusCode ?? status ?? 0,
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		body: await readBody(body ?? data ?? '', signal),
	};
}

async function readBody(content: unknown, signal: AbortSignal): Promise<string> {
	if (typeof content === 'string') return content;
	if (!isStream(content)) return JSON.stringify(content);
	// Not with the stream: a destroyed one that n8n has wrapped still waits for its next chunk.
	return decodeBody(await orAborted(collect(content), signal).finally(() => content.destroy()));
}

/** By its events: an iterator costs more than all else that is done with a short answer. */
async function collect(content: Body): Promise<Uint8Array> {
	return await new Promise((resolve, reject) => {
		const chunks: Uint8Array[] = [];
		let bytes = 0;
		content.on('data', (chunk: Uint8Array | string) => {
			const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
			bytes += part.length;
			if (bytes > MOST_BYTES) reject(new TooLong());
			else chunks.push(part);
		});
		let isWhole = false;
		content.once('end', () => {
			isWhole = true;
			resolve(Buffer.concat(chunks));
		});
		content.on('error', reject);
		content.once('close', () => {
			if (!isWhole) reject(new Error('closed before the end'));
		});
	});
}

const isStream = (content: unknown): content is Body =>
	typeof content === 'object' && content !== null && 'destroy' in content;
