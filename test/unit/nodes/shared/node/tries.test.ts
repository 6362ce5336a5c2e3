import type { IDataObject, INode } from 'n8n-workflow';
import { Tries } from '../../../../../nodes/shared/node/tries';
import type { Time } from '../../../../../oauth/time';

const MINUTE = 60_000;
let executions = 0;

/** An execution whose node n8n may run again. */
function given({ retryOnFail = true } = {}) {
	const time = { nowMs: Date.UTC(2031, 0, 1) };
	const execution = `execution-${++executions}`;
	const done: string[] = [];
	const begin = ({ runIndex = 0, id = 'node', executionId = execution, type = 'a.node' } = {}) =>
		new Tries(
			{
				getNode: () => ({ id, type, retryOnFail }) as INode,
				getExecutionId: () => executionId,
				getWorkflowDataProxy: () => ({ $runIndex: runIndex }) as never,
			},
			{ now: () => time.nowMs } as Time,
		);
	const doing = async (tries: Tries, description: string, fails = '') =>
		await tries.once(
			async () => description,
			async () => {
				done.push(description);
				if (fails) throw new Error(fails);
				return [{ made: done.length }];
			},
			(error) => (error as Error).message === 'maybe done',
		);
	return { time, done, begin, doing };
}

describe('the next try', () => {
	it.each([
		['what succeeded', '', [{ made: 1 }], 1],
		['what may have been done', 'maybe done', 'maybe done', 1],
	])('knows %s', async (_, fails, expected, times) => {
		const { done, begin, doing } = given();
		for (const tries of [begin(), begin(), begin()]) {
			const outcome: unknown = await doing(tries, 'item', fails).catch((error: Error) => error.message);
			expect(outcome).toEqual(expected);
			tries.end(false);
		}
		expect(done).toHaveLength(times);
	});

	it('does again what was surely not done', async () => {
		const { done, begin, doing } = given();
		const first = begin();
		await expect(doing(first, 'item', 'refused')).rejects.toThrow('refused');
		first.end(false);
		expect(await doing(begin(), 'item')).toEqual([{ made: 2 }]);
		expect(done).toEqual(['item', 'item']);
	});

	it.each([
		['of another run of the node', { runIndex: 1 }],
		['of another node', { id: 'other' }],
		['of another execution', { executionId: 'other' }],
	])('is not one %s', async (_, other) => {
		const { done, begin, doing } = given();
		const first = begin();
		await doing(first, 'item');
		first.end(false);
		await doing(begin(other), 'item');
		expect(done).toHaveLength(2);
	});

	it('does work of its own for an item that differs', async () => {
		const { done, begin, doing } = given();
		const first = begin();
		await doing(first, 'item');
		first.end(false);
		await doing(begin(), 'other');
		expect(done).toEqual(['item', 'other']);
	});

	it('of a tool is one although n8n counts it as another run', async () => {
		const { done, begin, doing } = given();
		const type = 'a.nodeTool';
		const first = begin({ type });
		await expect(doing(first, 'item', 'maybe done')).rejects.toThrow('maybe done');
		first.end(false);
		await expect(doing(begin({ type, runIndex: 1 }), 'item')).rejects.toThrow('maybe done');
		expect(done).toHaveLength(1);
	});

	it('gets results of its own, to which n8n may add', async () => {
		const { begin, doing } = given();
		const [first, second] = [begin(), begin()];
		const [result] = (await doing(first, 'item')) as [IDataObject];
		result.added = true;
		expect(await doing(second, 'item')).toEqual([{ made: 1 }]);
	});
});

it('nothing is known after a try that n8n takes for a success, so that a tool works each time it is called', async () => {
	const { done, begin, doing } = given();
	for (const tries of [begin(), begin()]) {
		await doing(tries, 'item');
		tries.end(true);
	}
	expect(done).toHaveLength(2);
});

it('nothing is kept where n8n makes no second try', async () => {
	const { done, begin, doing } = given({ retryOnFail: false });
	for (const tries of [begin(), begin()]) {
		await doing(tries, 'item');
		tries.end(false);
	}
	expect(done).toHaveLength(2);
});

it('a try is known for ten minutes after its end, however long it took', async () => {
	const { time, done, begin, doing } = given();
	const first = begin();
	await doing(first, 'item');
	time.nowMs += 60 * MINUTE;
	first.end(false);
	time.nowMs += 9 * MINUTE;
	const second = begin();
	await doing(second, 'item');
	second.end(false);
	time.nowMs += 11 * MINUTE;
	await doing(begin(), 'item');
	expect(done).toHaveLength(2);
});
