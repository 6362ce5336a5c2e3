import { lanesOf } from '../../../browser/lanes';
import type { Story } from '../../../browser/story';

const story = (name: string, service?: string): Story => ({ name, service, tell: async () => undefined });
const named = (stories: Story[]) =>
	lanesOf(stories).map((lanes) => lanes.map((lane) => lane.map(({ name }) => name)));

const sorted = (groups: string[][][]) => groups.map((lanes) => lanes.map((lane) => lane.join(' ')).sort());

it('tells what is about one service in one lane, in order, and lets no lane be much longer', () => {
	const stories = [story('a1', 'a'), story('b1', 'b'), story('a2', 'a'), story('c1', 'c'), story('a3', 'a')];
	expect(sorted(named(stories))).toEqual([['a1 a2 a3', 'b1 c1']]);
});

it('tells alone, and in its place, what is about none', () => {
	const stories = [story('first'), story('a1', 'a'), story('b1', 'b'), story('last'), story('end')];
	expect(sorted(named(stories))).toEqual([
		['', 'first'],
		['a1', 'b1'],
		['', 'last'],
		['', 'end'],
	]);
});
