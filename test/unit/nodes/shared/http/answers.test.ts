import { PassThrough, Readable } from 'node:stream';
import { MOST_BYTES, readAnswer, TooLong } from '../../../../../nodes/shared/http/answers';

const { signal } = new AbortController();

describe('an answer', () => {
	it.each([
		[{ statusCode: 200, headers: { 'Retry-After': 7 }, body: 'text' }, 200, { 'retry-after': '7' }, 'text'],
		[{ status: 400, data: { a: 1 } }, 400, {}, '{"a":1}'],
		[{ statusCode: 204, status: 500 }, 204, {}, ''],
		[{ statusCode: 200, body: '', data: 'other' }, 200, {}, ''],
		[{ statusCode: 200, body: [1] }, 200, {}, '[1]'],
		[{}, 0, {}, ''],
	])('as n8n and HTTP clients have it: %j', async (raw, status, headers, body) => {
		expect(await readAnswer(raw, signal)).toEqual({ status, headers, body });
	});

	it.each([
		['in one piece', ['{"a":1}']],
		['in pieces, cut through a character', [Buffer.from('{"a":"ö'), Buffer.from('"}')]],
		['in bytes', [...Buffer.from('äöü')].map((byte) => Buffer.from([byte]))],
		['of nothing', []],
	])('is read from a stream %s, which is destroyed then', async (_, chunks) => {
		const body = Readable.from(chunks, { objectMode: false });
		const whole = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).toString();
		expect((await readAnswer({ statusCode: 200, body }, signal)).body).toBe(whole);
		expect(body.destroyed).toBe(true);
	});

	it('with a mark of its encoding is read from a stream without it', async () => {
		for (const bytes of [Buffer.from('\ufeff{"a":"ö"}'), Buffer.from('\ufeff{"a":"ö"}', 'utf16le')]) {
			const body = Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]);
			expect((await readAnswer({ statusCode: 200, body }, signal)).body).toBe('{"a":"ö"}');
		}
	});

	it.each([
		[0, 'is read'],
		[1, 'is too long'],
	])('of the most bytes and %d more %s', async (more, what) => {
		const body = Readable.from([Buffer.alloc(MOST_BYTES), Buffer.alloc(more)]);
		const read = readAnswer({ statusCode: 200, body }, signal);
		if (what === 'is read') expect((await read).body).toHaveLength(MOST_BYTES);
		else await expect(read).rejects.toBeInstanceOf(TooLong);
		expect(body.destroyed).toBe(true);
	});

	it.each([
		['breaks', (body: PassThrough) => body.destroy(new Error('reset')), 'reset'],
		['is closed before the end', (body: PassThrough) => body.destroy(), 'closed before the end'],
	])('that %s is none', async (_, end, message) => {
		const body = new PassThrough();
		const read = readAnswer({ statusCode: 200, body }, signal);
		body.write('{"a":');
		end(body);
		await expect(read).rejects.toThrow(message);
	});

	it('that the signal comes before is none, and its stream is destroyed', async () => {
		const controller = new AbortController();
		const body = new PassThrough();
		const read = readAnswer({ statusCode: 200, body }, controller.signal);
		body.write('{"a":');
		controller.abort();
		await expect(read).rejects.toThrow('aborted');
		expect(body.destroyed).toBe(true);
	});
});
