import { compare, lacksKnown } from '../../../../../nodes/shared/watching/comparison';
import type { Entry, WatchedList } from '../../../../../nodes/shared/watching/watched';

const name = { name: 'Thing', description: '' };
const list = (events: WatchedList['events']): WatchedList => ({
	name: 'things',
	credentials: [],
	read: async () => [],
	events,
	example: { id: '' },
});
const all = list({ added: name, changed: name, removed: name });
const entry = (id: string | number, compared?: unknown): Entry => ({
	id,
	compared,
	json: { text: 'mustnotleak' },
});

const differences = (before: Entry[], after: Entry[], of = all) =>
	compare(of, compare(of, undefined, before).known, after).differences.map(({ change, id }) => [change, id]);

describe('the comparison of a list with what was known of it', () => {
	it('tells nothing the first time', () => {
		expect(compare(all, undefined, [entry(1), entry(2)]).differences).toEqual([]);
	});

	it('tells what came, what changed and what is gone, by IDs of their own type', () => {
		const before = [entry(1, 'a'), entry('1', 'a'), entry(3, { x: 1, y: 2 })];
		const after = [entry(1, 'b'), entry(3, { y: 2, x: 1 }), entry(4)];
		expect(differences(before, after)).toEqual([
			['removed', '1'],
			['changed', 1],
			['added', 4],
		]);
	});

	it('takes a number for the same as its text, in what is compared', () => {
		expect(differences([entry(1, { size: 5, tags: [1] })], [entry(1, { tags: ['1'], size: '5' })])).toEqual(
			[],
		);
	});

	it('takes an entry that came on two pages for one', () => {
		expect(differences([entry(1)], [entry(1), entry(2), entry(2)])).toEqual([['added', 2]]);
	});

	it('takes what is no news for known', () => {
		expect(differences([], [{ ...entry(1), isNoNews: true }])).toEqual([]);
	});

	it('keeps hashes alone, and the ID only where it has to be told of what is gone', () => {
		const kept = (of: WatchedList) =>
			JSON.stringify([...compare(of, undefined, [entry('the-id', 'the content')]).known]);
		expect(kept(all)).toContain('the-id');
		expect(kept(list({ added: name }))).not.toContain('the-id');
		expect(kept(all)).not.toMatch(/content|mustnotleak/);
		expect(kept(all).length).toBeLessThan(40);
	});

	it('has an ID of any length and any characters', () => {
		const ids = ['a\tb\nc', 'x'.repeat(5_000_000), '"', '\ud800'];
		expect(
			differences(
				[],
				ids.map((id) => entry(id)),
			),
		).toHaveLength(4);
		expect(
			differences(
				ids.map((id) => entry(id)),
				ids.map((id) => entry(id)),
			),
		).toEqual([]);
	});

	it('refuses a list that is longer than can be kept', () => {
		const entries = Array.from({ length: 20_001 }, (_, id) => entry(id));
		expect(() => compare(all, undefined, entries)).toThrow('more than 20000 entries in the list "things"');
	});

	it('notices what is missing, and nothing else', () => {
		const { known } = compare(all, undefined, [entry(1), entry(2)]);
		expect(lacksKnown(all, known, [entry(1)])).toBe(true);
		expect(lacksKnown(all, known, [entry(3), entry(2), entry(1, 'new')])).toBe(false);
	});
});
