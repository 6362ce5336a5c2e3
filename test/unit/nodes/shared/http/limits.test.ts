import { execFileSync } from 'node:child_process';
import { Limits } from '../../../../../nodes/shared/http/limits';
import { PACKAGE_FOLDER } from '../../../../support/packageFolder';
import { TestTime } from '../../../../support/testTime';

function given() {
	const time = new TestTime();
	const execution = new AbortController();
	const listening = { now: 0, ever: 0 };
	const { signal } = execution;
	const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
	signal.addEventListener = (...given: Parameters<typeof add>) => {
		listening.now++;
		listening.ever++;
		add(...given);
	};
	signal.removeEventListener = (...given: Parameters<typeof remove>) => {
		listening.now--;
		remove(...given);
	};
	return { time, execution, listening, limits: new Limits(signal, time) };
}

describe('Limits', () => {
	test('given a time limit, work ends after it, and at most a twentieth later', async () => {
		const { time, limits } = given();
		const work = limits.begin(10_000);
		await time.advance(10_000);
		expect([work.signal.aborted, work.ended]).toEqual([false, undefined]);
		await time.advance(500);
		expect([work.signal.aborted, work.ended]).toEqual([true, 'timedOut']);
	});

	test.each([0, 100, 490])(
		'given work that begins %i ms later, it has its whole time as well',
		async (laterMs) => {
			const { time, limits } = given();
			limits.begin(10_000);
			await time.advance(laterMs);
			const later = limits.begin(10_000);
			await time.advance(9999);
			expect(later.ended).toBeUndefined();
			await time.advance(1001);
			expect(later.ended).toBe('timedOut');
		},
	);

	test('given much work at once, one alarm is set for all of it', async () => {
		const { time, limits } = given();
		const alarms = jest.fn(time.alarm);
		Object.assign(time, { alarm: alarms });
		for (let work = 0; work < 100; work++) limits.begin(10_000);
		expect(alarms).toHaveBeenCalledTimes(1);
		limits.begin(20_000);
		expect(alarms).toHaveBeenCalledTimes(2);
	});

	test('given no time limit, only the end of the execution ends work', async () => {
		const { time, execution, limits } = given();
		const work = limits.begin();
		await time.advance(10_000_000);
		expect(work.ended).toBeUndefined();
		execution.abort();
		expect([work.signal.aborted, work.ended]).toEqual([true, 'stopped']);
	});

	test('given an execution that was stopped before, work ends as it begins', () => {
		const { execution, limits } = given();
		execution.abort();
		expect(limits.begin(1000)).toMatchObject({ ended: 'stopped', signal: { aborted: true } });
	});

	test('given work that is done, neither its time limit nor the end of the execution ends it', async () => {
		const { time, execution, limits } = given();
		const work = limits.begin(1000);
		work.release();
		await time.advance(5000);
		execution.abort();
		expect([work.signal.aborted, work.ended]).toEqual([false, undefined]);
	});

	test('given work that both would end, it says what came first', async () => {
		const { time, execution, limits } = given();
		const work = limits.begin(1000);
		await time.advance(5000);
		execution.abort();
		expect(work.ended).toBe('timedOut');
	});

	test('given work of many runs, their execution is listened to once a run, and only as long as there is some', () => {
		const { time, execution, listening } = given();
		for (let run = 1; run <= 100; run++) {
			const limits = new Limits(execution.signal, time);
			const [one, other] = [limits.begin(1000), limits.begin()];
			expect(listening).toEqual({ now: 1, ever: run });
			one.release();
			expect(listening.now).toBe(1);
			other.release();
			expect(listening.now).toBe(0);
		}
	});

	test('given many runs that are over, nothing is left of them, though their execution goes on', () => {
		const left = execFileSync(process.execPath, ['--expose-gc', '-e', RUNS, PACKAGE_FOLDER]);
		expect(JSON.parse(left.toString())).toEqual({ runs: 0, works: 0 });
	}, 60_000);
});

/** A hundred runs of one execution, in a process of their own: the runs and the work that are still there at the end. */
const RUNS = `
const { Limits } = require(process.argv[1] + '/dist/nodes/shared/http/limits.js');
const execution = new AbortController();
const [runs, works] = [[], []];
const run = () => {
	const limits = new Limits(execution.signal);
	const work = limits.begin(300_000);
	runs.push(new WeakRef(limits));
	works.push(new WeakRef(work));
	work.release();
};
for (let count = 0; count < 100; count++) run();
const left = (refs) => refs.filter((ref) => ref.deref() !== undefined).length;
setImmediate(() => {
	gc();
	console.log(JSON.stringify({ runs: left(runs), works: left(works) }));
	execution.abort();
});
`;
