import { oneAfterTheOther } from '../../../../../nodes/shared/watching/oneAfterTheOther';

describe('polls of one node', () => {
	it('go one after the other, and one is enough of those that wait', async () => {
		const log: string[] = [];
		const ends: Array<() => void> = [];
		const poll = async (node: string, name: string) =>
			await oneAfterTheOther(node, async () => {
				log.push(`${name} begins`);
				await new Promise<void>((resolve) => ends.push(resolve));
				log.push(`${name} ends`);
				return name;
			});
		const polls = [poll('a', '1'), poll('a', '2'), poll('a', '3'), poll('b', 'other')];
		expect(await polls[2]).toBeNull();
		await Promise.resolve();
		expect(log).toEqual(['1 begins', 'other begins']);
		ends.splice(0).forEach((end) => end());
		expect(await polls[0]).toBe('1');
		await polls[3];
		await new Promise(setImmediate);
		ends.splice(0).forEach((end) => end());
		expect(await polls[1]).toBe('2');
		expect(log.slice(2).filter((line) => !line.startsWith('other'))).toEqual([
			'1 ends',
			'2 begins',
			'2 ends',
		]);
	});

	it('go on after one that failed', async () => {
		const failing = oneAfterTheOther('c', async () => await Promise.reject(new Error('failed')));
		const next = oneAfterTheOther('c', async () => 'next');
		await expect(failing).rejects.toThrow('failed');
		expect(await next).toBe('next');
		expect(await oneAfterTheOther('c', async () => 'later')).toBe('later');
	});
});
