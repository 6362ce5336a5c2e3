import type { Benchmark, Claim, Setting } from '../benchmark';
import { checked } from '../checked';
import { contenders } from '../contenders';
import type { Sample } from '../engine/protocol';
import { storedCredential, tokenItems } from '../prepare';
import { inRounds } from '../rounds';
import { median, slope } from '../statistics';

const SIZES = [2000, 4000, 6000, 8000, 10_000];
const SHORT_SIZES = [20, 60];
const WITHIN = 0.15;
const CHEAPER = 'further items cost less than the first; what a run costs once weighs most on the smallest';

/** Whether five times the items cost five times as much, in time and in what stays in memory for the execution. */
export const growth: Benchmark = {
	name: 'growth',
	title: 'Growth with the number of items',
	async run(setting) {
		const sizes = setting.short ? SHORT_SIZES : SIZES;
		const { time, heap } = await measure(setting, sizes);
		const claim = (work: string, from: number): Claim => ({
			work,
			beside: `that of ${sizes[0]} items`,
			measured: Math.abs(from),
			unit: 'of departure',
			toReach: { atMost: WITHIN },
			...(from < 0 && { inTheWay: CHEAPER }),
		});
		return {
			claims: [
				claim(`slope of time, ${sizes[0]} to ${sizes.at(-1)} items`, departure(time)),
				claim(`slope of heap kept, ${sizes[0]} to ${sizes.at(-1)} items`, departure(heap)),
			],
			measurements: {
				headings: ['items', 'ms', 'ms per item', 'heap kept, kB', 'bytes per item'],
				rows: sizes.map((count, index) => {
					const [ms, bytes] = [time[index]?.[1] ?? NaN, heap[index]?.[1] ?? NaN];
					return [
						count,
						Math.round(ms),
						(ms / count).toFixed(3),
						Math.round(bytes / 1000),
						Math.round(bytes / count),
					];
				}),
			},
			notes: [
				'The slope is that of the best line through the medians; it is held against the cost of one item in the smallest run.',
			],
		};
	},
};

type Points = ReadonlyArray<readonly [count: number, figure: number]>;

async function measure(setting: Setting, sizes: readonly number[]): Promise<{ time: Points; heap: Points }> {
	const { sandbox } = setting;
	await sandbox.reset();
	const credential = { id: 'Fluxer', name: 'Fluxer' };
	const workflow = contenders.ourNode('introspect', { apiUrl: sandbox.apiUrl, credential });
	const contender = await setting.inProcess();
	await contender.ask('credential', { ...(await storedCredential(sandbox)), name: 'Fluxer' });
	await contender.ask('items', { items: await tokenItems(sandbox, Math.max(...sizes)) });
	const points = async (measureHeap: boolean, figure: (sample: Sample) => number): Promise<Points> => {
		const run = async (count: number) =>
			checked('this package', await contender.ask('run', { workflow, count, measureHeap }), count);
		const runs = sizes.map((count) => [count, async () => await run(count)] as const);
		const samples = await inRounds<string, Sample>(Object.fromEntries(runs), setting);
		return sizes.map((count) => [count, median((samples[count] ?? []).map(figure))]);
	};
	try {
		// The collections that memory is measured after throw compiled code away, which small runs pay for most.
		const time = await points(false, ({ wallMs }) => wallMs);
		return { time, heap: await points(true, ({ heapBytes = NaN }) => heapBytes) };
	} finally {
		await contender.stop();
	}
}

/** How far the cost of a further item is from the cost of one of the first, as a fraction of that. */
function departure(points: Points): number {
	const [count, cost] = points[0] ?? [NaN, NaN];
	return slope(points) / (cost / count) - 1;
}
