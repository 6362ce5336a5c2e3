import { setImmediate as turn } from 'node:timers/promises';
import { Limits } from '../../../../../nodes/shared/http/limits';
import { AbortableSleep } from '../../../../../nodes/shared/throttle/abortableSleep';
import { ConcurrencyLimit, isRateLimited } from '../../../../../nodes/shared/throttle/concurrencyLimit';
import { answer, call, sample } from '../../../../support/dialects';
import { TestTime } from '../../../../support/testTime';

const dialect = sample();
const read = call({ effect: 'safe' });
const LONG_MS = 60_000;

/** The way to a server that has no room for more than one request at once. */
async function given() {
	const time = new TestTime();
	const execution = new AbortController();
	const way = new ConcurrencyLimit(new AbortableSleep(new Limits(execution.signal, time)));
	const refuse = (seconds: number) =>
		way.observe(dialect, answer(429, '', { 'retry-after': String(seconds) }));
	let inside = 0;
	const enter = async (mayWaitMs = LONG_MS) => {
		const waitedMs = await way.enter(dialect, read, mayWaitMs);
		inside++;
		return waitedMs;
	};
	const leave = () => {
		inside--;
		way.leave();
	};
	await enter();
	leave();
	refuse(1);
	return { time, execution, way, refuse, enter, leave, inside: () => inside };
}

const arrive = (many: number, enter: () => Promise<number>) =>
	Array.from({ length: many }, async () => await enter());

describe('ConcurrencyLimit', () => {
	test('given no limit yet, all go in at once, and nobody waits', async () => {
		const way = new ConcurrencyLimit(new AbortableSleep(new Limits(undefined, new TestTime())));
		const entries = arrive(20, async () => await way.enter(dialect, read, 0));
		expect(await Promise.all(entries)).toEqual(Array(20).fill(0));
	});

	test('given room for one, of twenty who arrive in one turn one goes in, and then one after the other', async () => {
		const { time, enter, leave, inside } = await given();
		await time.sleep(2000);
		const entries = arrive(20, enter);
		for (let entered = 1; entered <= 20; entered++) {
			await Promise.race(entries.splice(0, 1));
			await turn();
			expect(inside()).toBe(1);
			leave();
		}
	});

	test('given a server that asked to wait, those who wait for it go in one after the other as well', async () => {
		const { time, enter, inside } = await given();
		const started = time.now();
		const entries = arrive(20, enter);
		expect(await entries[0]).toBe(1000);
		expect(time.now() - started).toBe(1000);
		await turn();
		expect(inside()).toBe(1);
	});

	test('given a wait that is longer than one may wait, it goes away, and its place is for the next', async () => {
		const { time, enter, leave, refuse } = await given();
		await time.sleep(2000);
		await enter();
		const impatient = enter(100).catch((error: Error) => error.message);
		const patient = enter();
		refuse(3);
		leave();
		expect(await impatient).toContain('asked for a wait of 3 seconds');
		expect(await patient).toBe(3000);
	});

	test('given a stop, those in the queue go away', async () => {
		const { time, execution, enter } = await given();
		await time.sleep(2000);
		await enter();
		const waiting = enter();
		execution.abort();
		await expect(waiting).rejects.toThrow('the execution was stopped');
	});

	test('given successes, there is room for one more each time that all places have had one', async () => {
		const { time, way, enter, leave, inside } = await given();
		await time.sleep(2000);
		const rooms: number[] = [];
		void arrive(20, enter);
		for (let round = 0; round < 4; round++) {
			await turn();
			rooms.push(inside());
			for (let answers = inside(); answers > 0; answers--) {
				way.observe(dialect, answer(200, {}));
				leave();
			}
		}
		expect(rooms).toEqual([1, 2, 2, 3]);
	});

	test('given failures that are no limit, there is no more room, and no less', async () => {
		const { time, way, enter, inside } = await given();
		await time.sleep(2000);
		expect(way.observe(dialect, answer(500, ''))).toBeUndefined();
		void arrive(20, enter);
		await turn();
		expect(inside()).toBe(1);
	});

	test('given a wait that an answer asks for, it is told in milliseconds; without one all wait a quarter of a second', async () => {
		const { time, way, enter, leave, refuse } = await given();
		await time.sleep(2000);
		expect(refuse(2)).toBe(2000);
		expect(await enter()).toBe(2000);
		leave();
		expect(way.observe(dialect, answer(429, ''))).toBeUndefined();
		expect(await enter()).toBe(250);
	});

	test('given a shorter wait after a longer one, the longer one holds', async () => {
		const { enter, refuse } = await given();
		refuse(5);
		refuse(1);
		expect(await enter()).toBe(5000);
	});

	test.each([
		['503 that says when to come back', 503, { 'retry-after': '2' }, 2000],
		['503 that does not', 503, {}, 0],
		['success that names a time', 200, { 'retry-after': '2' }, 2000],
	])('given a %s, all wait if they are asked to', async (_, status, headers, waitedMs) => {
		const { time, way, enter } = await given();
		await time.sleep(2000);
		way.observe(dialect, answer(status, '', headers));
		expect(await enter()).toBe(waitedMs);
	});

	test('given a wait that is as long as one may wait, it is waited for', async () => {
		const { time, refuse, enter } = await given();
		await time.sleep(2000);
		refuse(2);
		expect(await enter(2000)).toBe(2000);
	});

	test('given two waits one after the other, both together may be no longer than one may wait', async () => {
		const { time, refuse, enter } = await given();
		await time.sleep(2000);
		refuse(2);
		const waiting = enter(3000);
		void time.sleep(1500).then(() => refuse(2));
		await expect(waiting).rejects.toThrow('asked for a wait of');
	});
});

test.each([
	[429, {}, true],
	[429, { 'retry-after': '1' }, true],
	[503, { 'retry-after': '1' }, true],
	[503, {}, false],
	[500, { 'retry-after': '1' }, false],
	[200, { 'retry-after': '1' }, false],
])('an answer of %d with the headers %j: turned away for now is %s', (status, headers, isTurnedAway) => {
	expect(isRateLimited(answer(status, '', headers as Record<string, string>))).toBe(isTurnedAway);
});
