import type { HttpAnswer, HttpCall } from '../../../../../oauth/http';
import { isOAuthProblem } from '../../../../../oauth/problems';
import { tooBusy, unanswered, unreachable } from '../../../../../oauth/readProblem';
import { orAborted } from '../../../../../nodes/shared/http/aborting';
import { Limits } from '../../../../../nodes/shared/http/limits';
import { Throttle } from '../../../../../nodes/shared/throttle/throttle';
import { answer, call, sample } from '../../../../support/dialects';
import { TestTime } from '../../../../support/testTime';

const dialect = sample();
const read = call({ effect: 'safe' });
const settle = call({ effect: 'idempotent' });
const spend = call({ effect: 'nonIdempotent' });
const ok = answer(200, {});

/** A server that gives these answers, one after the other, and then only good ones; and a throttle on its time. */
function given(...answers: Array<HttpAnswer | Error>) {
	const time = new TestTime();
	const started = time.now();
	const execution = new AbortController();
	const server = {
		time,
		execution,
		throttle: new Throttle(new Limits(execution.signal, time)),
		/** When the requests came, in milliseconds. */
		sent: [] as number[],
		answersAfterMs: 0,
		inFlight: 0,
		send: async (_call: HttpCall) => {
			server.sent.push(time.now() - started);
			const next = answers.shift() ?? ok;
			server.inFlight++;
			if (server.answersAfterMs > 0) await time.sleep(server.answersAfterMs);
			server.inFlight--;
			if ('status' in next) return next;
			throw next;
		},
	};
	return server;
}
const settings = { maxWaitMs: 5000, retries: 2 };
const turnedAway = (seconds: number) => answer(429, {}, { 'retry-after': String(seconds) });
const times = (count: number, made: () => HttpAnswer) => Array.from({ length: count }, made);

it('waits for several limits one after the other, but in all no longer than it may', async () => {
	const server = given(...times(4, () => turnedAway(2)));
	const { status } = await server.throttle.throttled(dialect, settings, server.send)(read);
	expect(server.sent).toEqual([0, 2000, 4000]);
	expect(status).toBe(429);
});

it('waits as long as it may, and no request leaves before', async () => {
	const server = given(turnedAway(5));
	await server.throttle.throttled(dialect, settings, server.send)(read);
	expect(server.sent).toEqual([0, 5000]);
});

describe('what is repeated', () => {
	it.each([
		['a read after a failure', read, answer(500, ''), 2],
		['a revocation after a failure', settle, answer(502, ''), 2],
		['a read without an answer', read, unanswered(dialect, read, 'it broke'), 2],
		['a read that never left', read, unreachable(dialect, read, 'nothing listens', 'Look at it.'), 2],
		['an exchange that never left', spend, unreachable(dialect, spend, 'nothing listens', 'Look at it.'), 2],
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
		['no read that was never sent', read, tooBusy(dialect, read, 3), 1],
		['no read that something else broke', read, new Error('a mistake'), 1],
		[
			'no read whose credential got no answer',
			read,
			unanswered(dialect, call({ endpoint: 'signIn' }), ''),
			1,
		],
		['no refusal', read, answer(403, {}), 1],
		['no redirect', read, answer(302, ''), 1],
		['nothing that is good', read, ok, 1],
	])('%s', async (_, request, first, times) => {
		const server = given(first);
		const send = server.throttle.throttled(dialect, settings, server.send);
		await send(request).catch(() => undefined);
		expect(server.sent).toHaveLength(times);
	});

	describe('after waits', () => {
		const chance = jest.spyOn(Math, 'random');
		afterAll(() => chance.mockRestore());

		it.each([
			['the shortest', 0, [0, 125, 375]],
			['the longest', 0.999, [0, 374.75, 1124.25]],
		])('that double, with %s', async (_, random, sent) => {
			chance.mockReturnValue(random);
			const server = given(...times(9, () => answer(500, '')));
			await server.throttle.throttled(dialect, settings, server.send)(read);
			expect(server.sent).toEqual(sent);
		});

		it.each([
			['a second, several times', times(3, () => turnedAway(1)), [0, 1000, 2000, 3000]],
			['a quarter of a second', [turnedAway(0.25)], [0, 250]],
		])('of %s where the server asks for it, and no longer', async (_, answers, sent) => {
			chance.mockReturnValue(0.999);
			const server = given(...answers);
			await server.throttle.throttled(dialect, settings, server.send)(read);
			expect(server.sent).toEqual(sent);
		});

		it('that do not count as waits for a limit, after a failure', async () => {
			chance.mockReturnValue(0);
			const server = given(answer(500, ''), turnedAway(5));
			await server.throttle.throttled(dialect, settings, server.send)(read);
			expect(server.sent).toEqual([0, 125, 5125]);
		});
	});

	it('and not more often than it may be', async () => {
		const server = given(...times(9, () => answer(500, '')));
		const last = await server.throttle.throttled(dialect, { ...settings, retries: 1 }, server.send)(read);
		expect([last.status, server.sent.length]).toEqual([500, 2]);
	});
});

describe('a limit', () => {
	it('that asks to wait for no time at all is not asked again and again', async () => {
		const server = given(...times(99, () => turnedAway(0)));
		const last = await server.throttle.throttled(
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
		const send = server.throttle.throttled(dialect, { ...settings, maxWaitMs: 60_000 }, server.send);
		expect((await send(code)).status).toBe(429);
		await expect(send(code)).rejects.toMatchObject({
			message: expect.stringContaining('longer than a one-time code lasts'),
		});
	});

	it('makes all wait, also who comes only then', async () => {
		const server = given(turnedAway(3));
		const send = server.throttle.throttled(dialect, settings, server.send);
		await Promise.all([send(read), server.time.sleep(500).then(async () => await send(read))]);
		expect(server.sent).toEqual([0, 3000, 3000]);
	});

	it('lets half as many start at once as were under way, and one more each time that all of them succeed', async () => {
		const server = given(...times(8, () => turnedAway(1)));
		server.answersAfterMs = 100;
		const send = server.throttle.throttled(dialect, settings, server.send);
		await Promise.all(Array.from({ length: 8 }, async () => await send(read)));
		// Eight are turned away, one after the other: that leaves room for one. Later ones are two, two and three at once.
		expect(server.sent.filter((at) => at === 0)).toHaveLength(8);
		expect(server.sent.slice(8)).toEqual([1100, 1200, 1200, 1300, 1300, 1400, 1400, 1400]);
	});

	it('is not waited for longer than the item may wait, nor are the others sent', async () => {
		const server = given(turnedAway(60));
		const send = server.throttle.throttled(dialect, settings, server.send);
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
		const server = given(...times(9, () => answer(429, '')));
		expect((await server.throttle.throttled(dialect, settings, server.send)(read)).status).toBe(429);
		const [, second = NaN, third = NaN, ...others] = server.sent;
		expect(others).toEqual([]);
		// 250 and 500 milliseconds, give or take a half; and a quarter of a second at least.
		expect([second >= 250, second <= 375]).toEqual([true, true]);
		expect([third - second >= 250, third - second <= 750]).toEqual([true, true]);
	});

	it('that is used up by a success makes the next one wait', async () => {
		const rateLimits = { remaining: 'x-left', reset: 'x-reset', resetForm: 'secondsFromNow' } as const;
		const server = given(answer(200, {}, { 'x-left': '0', 'x-reset': '3' }));
		const send = server.throttle.throttled(sample({ rateLimits }), settings, server.send);
		await send(read);
		await send(read);
		expect(server.sent).toEqual([0, 3000]);
	});
});

it('a wait ends when the execution is stopped', async () => {
	const server = given(turnedAway(3));
	void server.time.sleep(1000).then(() => server.execution.abort());
	const waiting = server.throttle.throttled(dialect, settings, server.send)(read);
	const started = server.time.now();
	await expect(waiting).rejects.toThrow('the execution was stopped');
	expect(server.time.now() - started).toBe(1000);
	expect(server.sent).toEqual([0]);
});

it('requests with a pace leave at that pace, however many come at once', async () => {
	const server = given();
	const paced = call({ effect: 'safe', maxRequestsPerSecond: 4, url: 'https://paced.example/a' });
	const send = server.throttle.throttled(dialect, settings, server.send);
	await Promise.all([send(paced), send(paced), send(paced)]);
	expect(server.sent).toEqual([0, 250, 500]);
});

describe('many at once', () => {
	const crowd = (send: (call: HttpCall) => Promise<unknown>) =>
		Promise.allSettled(Array.from({ length: 20 }, async () => await send(read)));

	it('all learn that the wait is too long, those in the queue too', async () => {
		const server = given(...times(20, () => turnedAway(0.1)), ...times(99, () => turnedAway(3600)));
		const outcomes = await crowd(server.throttle.throttled(dialect, settings, server.send));
		expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(10);
	});

	it('all end when the execution is stopped, those in the queue too', async () => {
		const server = given(...times(20, () => turnedAway(1)));
		// The first one that comes again gets no answer, and there is room for no other.
		const send = async (request: HttpCall) =>
			server.sent.length < 20
				? await server.send(request)
				: await orAborted(new Promise<HttpAnswer>(() => undefined), server.execution.signal);
		void server.time.sleep(3000).then(() => server.execution.abort());
		const outcomes = await crowd(server.throttle.throttled(dialect, settings, send));
		expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 'rejected'));
		expect(server.sent).toHaveLength(20);
	});

	it('those to another server do not wait', async () => {
		const server = given(turnedAway(3600));
		const send = server.throttle.throttled(dialect, settings, server.send);
		expect((await send(read)).status).toBe(429);
		expect((await send(call({ effect: 'safe', url: 'https://other.example/a' }))).status).toBe(200);
	});
});
