import { StaggeredStarts } from '../../../../../nodes/shared/throttle/staggeredStarts';
import type { Time } from '../../../../../oauth/time';

/** Turns of the event loop that begin when a test says so. */
class Turns {
	private readonly sleeping: Array<() => void> = [];
	/** What went on, turn by turn. */
	readonly wentOn: number[][] = [[]];

	readonly time: Pick<Time, 'sleep'> = {
		sleep: async () => await new Promise((resolve) => this.sleeping.push(resolve)),
	};

	async begin(): Promise<void> {
		await settled();
		this.wentOn.push([]);
		for (const wake of this.sleeping.splice(0)) wake();
		await settled();
	}
}

/** All that follows without a further turn has followed. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));

function given(many: number) {
	const turns = new Turns();
	const starts = new StaggeredStarts(turns.time as Time);
	const join = (index: number) => void starts.next().then(() => turns.wentOn.at(-1)?.push(index));
	for (let index = 0; index < many; index++) join(index);
	return { turns, join, starts };
}

describe('StaggeredStarts', () => {
	test('given nobody else, one goes on within the same turn', async () => {
		const { turns } = given(1);
		await settled();
		expect(turns.wentOn).toEqual([[0]]);
	});

	test('given twenty at once, one goes on at once, and then half of those who wait in each turn, in their order', async () => {
		const { turns } = given(20);
		for (let turn = 0; turn < 6; turn++) await turns.begin();
		expect(turns.wentOn.map(({ length }) => length)).toEqual([1, 10, 5, 2, 1, 1, 0]);
		expect(turns.wentOn.flat()).toEqual(Array.from({ length: 20 }, (_, index) => index));
	});

	test('given one that comes in the turn of another, it goes on in the next', async () => {
		const { turns, join } = given(1);
		await settled();
		join(1);
		await settled();
		expect(turns.wentOn).toEqual([[0]]);
		await turns.begin();
		expect(turns.wentOn).toEqual([[0], [1]]);
	});

	test('given a pause, the next one goes on within its turn again', async () => {
		const { turns, join } = given(1);
		await turns.begin();
		join(1);
		await settled();
		expect(turns.wentOn).toEqual([[0], [1]]);
	});

	test('given those who send nothing, each gives its turn to the next, and none waits for another turn', async () => {
		const { turns, join, starts } = given(20);
		for (let index = 20; index < 1020; index++) {
			await settled();
			starts.giveBack();
			join(index);
		}
		await settled();
		expect(turns.wentOn).toHaveLength(1);
		expect(turns.wentOn.flat()).toHaveLength(1001);
	});

	test('given a turn that nobody waited for, the next one has it', async () => {
		const { turns, join, starts } = given(1);
		await settled();
		starts.giveBack();
		join(1);
		join(2);
		await settled();
		expect(turns.wentOn).toEqual([[0, 1]]);
	});
});
