import { Limits } from '../../../../../nodes/shared/http/limits';
import { AbortableSleep } from '../../../../../nodes/shared/throttle/abortableSleep';
import { call, sample } from '../../../../support/dialects';
import { TestTime } from '../../../../support/testTime';

function given() {
	const time = new TestTime();
	const execution = new AbortController();
	const sleep = new AbortableSleep(new Limits(execution.signal, time));
	return { time, execution, sleep, started: time.now() };
}

describe('AbortableSleep', () => {
	test('given nothing else, it lasts as long as it is to', async () => {
		const { time, sleep, started } = given();
		await sleep.sleep(sample(), call(), 1234);
		expect(time.now() - started).toBe(1234);
		expect(sleep.now).toBe(time.now());
	});

	test('given an execution that is stopped meanwhile, it ends then, and says so', async () => {
		const { time, execution, sleep, started } = given();
		void time.sleep(1000).then(() => execution.abort());
		await expect(sleep.sleep(sample(), call(), 60_000)).rejects.toMatchObject({
			kind: 'unreachable',
			message: expect.stringContaining('the execution was stopped'),
		});
		expect(time.now() - started).toBe(1000);
	});

	test('given an execution that was stopped before, it does not begin', async () => {
		const { time, execution, sleep, started } = given();
		execution.abort();
		await expect(sleep.sleep(sample(), call(), 60_000)).rejects.toThrow('the execution was stopped');
		expect(time.now()).toBe(started);
	});

	test('given an event, it waits for that, or for the end of the execution', async () => {
		const { execution, sleep } = given();
		await sleep.until(sample(), call(), Promise.resolve());
		const never = sleep.until(sample(), call(), new Promise(() => undefined));
		execution.abort();
		await expect(never).rejects.toThrow('the execution was stopped');
	});
});
