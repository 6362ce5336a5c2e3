import { setImmediate as nextTurn } from 'node:timers/promises';
import { orAborted } from '../../../../../nodes/shared/http/aborting';

const failing = async () => await Promise.reject(new Error('the work failed'));

describe('orAborted', () => {
	test('given no signal, it is what the work yields, or its error', async () => {
		const { signal } = new AbortController();
		await expect(orAborted(Promise.resolve('done'), signal)).resolves.toBe('done');
		await expect(orAborted(failing(), signal)).rejects.toThrow('the work failed');
	});

	test.each(['before', 'while'])('given a signal %s the work goes on, it ends as aborted', async (when) => {
		const controller = new AbortController();
		if (when === 'before') controller.abort();
		const ended = orAborted(new Promise(() => undefined), controller.signal);
		controller.abort();
		await expect(ended).rejects.toThrow('aborted');
	});

	test('given a signal before the work fails, nobody is left without a handler', async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', note);
		const controller = new AbortController();
		controller.abort();
		await expect(orAborted(failing(), controller.signal)).rejects.toThrow('aborted');
		await nextTurn();
		process.off('unhandledRejection', note);
		expect(unhandled).toEqual([]);
	});
});
