import { systemTime } from '../../nodes/shared/http/systemTime';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { StaggeredStarts } from '../../nodes/shared/throttle/staggeredStarts';

describe('StaggeredStarts', () => {
	test('given nobody else, one goes on within the same turn of the event loop', async () => {
		let isLater = false;
		setImmediate(() => (isLater = true));
		await new StaggeredStarts(systemTime).next();
		expect(isLater).toBe(false);
	});

	test('given twenty at once, they go on in several turns, in their order, and never more than half at once', async () => {
		const turns = new StaggeredStarts(systemTime);
		const wentOn: number[] = [];
		const all = Promise.all(
			Array.from({ length: 20 }, async (_, index) => {
				await turns.next();
				wentOn.push(index);
			}),
		);
		const steps: number[] = [];
		for (let before = 0; wentOn.length < 20; before = wentOn.length) {
			await nextTurn();
			if (wentOn.length > before) steps.push(wentOn.length - before);
		}
		await all;
		expect(wentOn).toEqual(Array.from({ length: 20 }, (_, index) => index));
		expect(steps.length).toBeGreaterThan(4);
		expect(Math.max(...steps)).toBeLessThanOrEqual(10);
	});
});
