import type { HttpAnswer, HttpCall } from '../../oauth/http';
import { isOAuthProblem } from '../../oauth/problems';
import { unanswered, unreachable } from '../../oauth/readProblem';
import { Limits } from '../../nodes/shared/http/limits';
import { untilDeparture } from '../../nodes/shared/throttle/maxRequestsPerSecond';
import { Throttle } from '../../nodes/shared/throttle/throttle';
import { answer, call, sample } from '../support/dialects';

const dialect = sample();
const read = call({ effect: 'safe' });
const settle = call({ effect: 'idempotent' });
const spend = call({ effect: 'nonIdempotent' });
const ok = answer(200, {});

/** A server that gives these answers, one after the other, and then only good ones. */
function given(...answers: Array<HttpAnswer | Error>) {
	const sent: number[] = [];
	const started = Date.now();
	const server = {
		sent,
		send: async (_call: HttpCall) => {
			sent.push(Date.now() - started);
			const next = answers.shift() ?? ok;
			if ('status' in next) return next;
			throw next;
		},
	};
	return server;
}
const settings = { maxWaitMs: 5000, retries: 2 };

describe('what is repeated', () => {
	it.each([
		['a read after a failure', read, answer(500, ''), 2],
		['a revocation after a failure', settle, answer(502, ''), 2],
		['a read without an answer', read, unanswered(dialect, read, 'it broke'), 2],
		['a read that never left', read, unreachable(dialect, read, 'nothing listens'), 2],
		['an exchange that never left', spend, unreachable(dialect, spend, 'nothing listens'), 2],
		['an exchange that was turned away', spend, answer(429, '', { 'retry-after': '0' }), 2],
		['no exchange that was turned away without a word on how long', spend, answer(429, ''), 1],
		['a read that was turned away', read, answer(503, '', { 'retry-after': '0' }), 2],
		['no exchange after a failure', spend, answer(500, ''), 1],
		[
			'no exchange after a failure with a time to come back',
			spend,
			answer(503, '', { 'retry-after': '0' }),
			1,
		],
		['no exchange without an answer', spend, unanswered(dialect, spend, 'it broke'), 1],
		['no refusal', read, answer(403, {}), 1],
		['no redirect', read, answer(302, ''), 1],
		['nothing that is good', read, ok, 1],
	])('%s', async (_, request, first, times) => {
		const server = given(first);
		await new Throttle()
			.throttled(
				dialect,
				settings,
				server.send,
			)(request)
			.catch(() => undefined);
		expect(server.sent).toHaveLength(times);
	});

	it('and not more often than it may be', async () => {
		const server = given(...Array.from({ length: 9 }, () => answer(500, '')));
		const last = await new Throttle().throttled(dialect, { ...settings, retries: 1 }, server.send)(read);
		expect([last.status, server.sent.length]).toEqual([500, 2]);
	});
});

describe('a limit', () => {
	const turnedAway = (seconds: number) => answer(429, {}, { 'retry-after': String(seconds) });

	it('that asks to wait for no time at all is not asked again and again', async () => {
		const server = given(...Array.from({ length: 99 }, () => turnedAway(0)));
		const last = await new Throttle().throttled(
			dialect,
			{ ...settings, maxWaitMs: 1000 },
			server.send,
		)(spend);
		expect(last.status).toBe(429);
		expect(server.sent.length).toBeLessThan(6);
	});

	it('is not waited for by a one-time code for longer than it lasts', async () => {
		const server = given(turnedAway(20));
		const code = call({ effect: 'nonIdempotent', hasOneTimeCode: true });
		const send = new Throttle().throttled(dialect, { ...settings, maxWaitMs: 60_000 }, server.send);
		expect((await send(code)).status).toBe(429);
		await expect(send(code)).rejects.toMatchObject({
			message: expect.stringContaining('longer than a one-time code lasts'),
		});
	});

	it('makes all wait, and then few start at once', async () => {
		const server = given(turnedAway(0.3));
		const send = new Throttle().throttled(dialect, settings, server.send);
		await send(read);
		expect(server.sent[1]).toBeGreaterThanOrEqual(295);
		const later = given(turnedAway(0.3));
		const throttle = new Throttle();
		const throttled = throttle.throttled(dialect, settings, later.send);
		await Promise.all([throttled(read), throttled(read), throttled(read)]);
		// Three were under way when the first was turned away; it comes again, alone, after the wait.
		expect(later.sent.filter((time) => time < 250)).toHaveLength(3);
		expect(later.sent).toHaveLength(4);
	});

	it('is not waited for longer than the item may wait, nor are the others sent', async () => {
		const server = given(turnedAway(60));
		const send = new Throttle().throttled(dialect, settings, server.send);
		expect((await send(read)).status).toBe(429);
		const error = await send(read).catch((problem: unknown) => problem);
		expect(isOAuthProblem(error) && [error.kind, error.retryAfterSeconds, error.message]).toEqual([
			'rateLimited',
			60,
			'Sample asked for a wait of 60 seconds, which is longer than the "Max Wait" of this node',
		]);
		expect(server.sent).toHaveLength(1);
	});

	it('without advice is met with growing waits, as often as a failure', async () => {
		const server = given(...Array.from({ length: 9 }, () => answer(429, '')));
		expect((await new Throttle().throttled(dialect, settings, server.send)(read)).status).toBe(429);
		expect(server.sent).toHaveLength(3);
		expect((server.sent[2] ?? 0) - (server.sent[1] ?? 0)).toBeGreaterThanOrEqual(245);
	});

	it('that is used up by a success makes the next one wait', async () => {
		const rateLimits = { remaining: 'x-left', reset: 'x-reset', resetForm: 'secondsFromNow' } as const;
		const server = given(answer(200, {}, { 'x-left': '0', 'x-reset': '0.3' }));
		const send = new Throttle().throttled(sample({ rateLimits }), settings, server.send);
		await send(read);
		await send(read);
		expect(server.sent[1]).toBeGreaterThanOrEqual(295);
	});
});

it('a wait ends when the execution is stopped', async () => {
	const stop = new AbortController();
	const server = given(answer(429, {}, { 'retry-after': '1' }));
	setTimeout(() => stop.abort(), 50);
	const started = Date.now();
	const waiting = new Throttle(new Limits(stop.signal)).throttled(dialect, settings, server.send)(read);
	await expect(waiting).rejects.toThrow('the execution was stopped');
	expect(Date.now() - started).toBeLessThan(900);
	expect(server.sent).toHaveLength(1);
});

describe('many at once', () => {
	const turnedAway = (seconds: number) => answer(429, {}, { 'retry-after': String(seconds) });
	const crowd = (send: (call: HttpCall) => Promise<unknown>) =>
		Promise.allSettled(Array.from({ length: 20 }, async () => await send(read)));

	it('all learn that the wait is too long, those in the queue too', async () => {
		const server = given(
			...Array.from({ length: 20 }, () => turnedAway(0.1)),
			...Array.from({ length: 99 }, () => turnedAway(3600)),
		);
		const outcomes = await crowd(new Throttle().throttled(dialect, settings, server.send));
		expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(10);
	});

	it('all end when the execution is stopped, those in the queue too', async () => {
		const stop = new AbortController();
		const server = given(...Array.from({ length: 20 }, () => turnedAway(0.1)));
		const never = new Promise<HttpAnswer>(() => undefined);
		const send = async (request: HttpCall) =>
			server.sent.length < 20
				? await server.send(request)
				: await Promise.race([never, aborted(stop.signal)]);
		setTimeout(() => stop.abort(), 300);
		const outcomes = await crowd(new Throttle(new Limits(stop.signal)).throttled(dialect, settings, send));
		expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'));
	});

	it('those to another server do not wait', async () => {
		const server = given(turnedAway(3600));
		const send = new Throttle().throttled(dialect, settings, server.send);
		expect((await send(read)).status).toBe(429);
		expect((await send(call({ effect: 'safe', url: 'https://other.example/a' }))).status).toBe(200);
	});

	it('leave nothing behind on the signal of the execution, however many runs it has', async () => {
		const { signal } = new AbortController();
		const listening = { now: 0, ever: 0 };
		jest.spyOn(signal, 'addEventListener').mockImplementation(() => {
			listening.now++;
			listening.ever++;
		});
		jest.spyOn(signal, 'removeEventListener').mockImplementation(() => void listening.now--);
		const server = given(turnedAway(0.05));
		await new Throttle(new Limits(signal)).throttled(dialect, settings, server.send)(read);
		expect(server.sent).toHaveLength(2);
		expect(listening).toEqual({ now: 0, ever: 1 });
	});

	it('paced ones keep their distance by when they left, whatever is late', () => {
		const paced = (url: string, now: number) => untilDeparture(call({ maxRequestsPerSecond: 10, url }), now);
		const [one, other] = ['https://one.example/a', 'https://two.example/a'];
		expect([paced(one, 1000), paced(one, 1000), paced(other, 1000)]).toEqual([0, 100, 0]);
		expect([paced(one, 5000), paced(one, 5000), paced(one, 5090)]).toEqual([0, 100, 10]);
		expect(paced(one, 900)).toBe(0);
	});
});

const aborted = async (signal: AbortSignal) =>
	await new Promise<never>((_, reject) => {
		signal.addEventListener('abort', () => reject(new Error('aborted')));
	});
