import { OAuthProblem } from '../../../oauth/problems';
import { keyOf } from '../../../oauth/memory';
import type { Change, Entry, WatchedList } from './watched';

/** What is kept of a list: by the key of each entry, a hash of what is compared. */
export type Known = ReadonlyMap<string, string>;

/** What has become of one entry since the last poll. */
export interface Difference {
	readonly change: Change;
	readonly id: string | number;
	/** Absent of what is not there any more. */
	readonly entry?: Entry;
}

/** What differs from the last poll, and what the next one is compared with. */
export interface Comparison {
	readonly differences: readonly Difference[];
	readonly known: Known;
}

/** A list as a poll has read it. */
export type Reading = readonly [list: WatchedList, entries: readonly Entry[]];

/** A list with what differs in it. */
export type Compared = readonly [list: WatchedList, comparison: Comparison];

/** For the state of a workflow, which n8n reads and writes as a whole. */
const MOST_ENTRIES = 20_000;
const LONGEST_ID = 200;
/** Characters of a hash, six bits each: for entries among all others, and for two contents of the same. */
const [KEY_LENGTH, CONTENT_LENGTH] = [12, 8];

/**
 * Whether a reading lacks something that was known. A list whose pages shift while they are read may leave something out;
 * so what is missing is looked for once more before it counts as gone.
 */
export function lacksKnown(list: WatchedList, known: Known, entries: readonly Entry[]): boolean {
	const seen = new Set(entries.map((entry) => keyIn(list, entry)));
	return [...known.keys()].some((key) => !seen.has(key));
}

/**
 * Compares a list with what was known of it; nothing differs where nothing was known yet.
 *
 * @param entries of all readings, the later ones last
 * @throws {OAuthProblem} when there are more than can be kept
 */
export function compare(list: WatchedList, known: Known | undefined, entries: readonly Entry[]): Comparison {
	const seen = new Map(entries.map((entry) => [keyIn(list, entry), entry]));
	if (seen.size > MOST_ENTRIES) throw tooMany(list);
	const now = new Map([...seen].map(([key, entry]) => [key, contentOf(entry)]));
	return { differences: known ? [...gone(known, now), ...come(known, now, seen)] : [], known: now };
}

/** Each list by itself: one that cannot be kept is no reason to tell nothing of another. */
export function compareAll(
	readings: readonly Reading[],
	lists: Readonly<Record<string, Known>>,
): [Compared[], unknown[]] {
	const compared: Compared[] = [];
	const problems: unknown[] = [];
	for (const [list, entries] of readings) {
		try {
			compared.push([list, compare(list, lists[list.name], entries)]);
		} catch (error) {
			problems.push(error);
		}
	}
	return [compared, problems];
}

/** Whether nothing is there any more of what was known, but other things are. */
export function isAllOther(readings: readonly Reading[], lists: Readonly<Record<string, Known>>): boolean {
	const known = readings.filter(([{ name }]) => (lists[name]?.size ?? 0) > 0);
	const sharesNothing = ([list, entries]: Reading) =>
		!entries.some((entry) => lists[list.name]?.has(keyIn(list, entry)));
	return known.length > 0 && known.every(sharesNothing) && readings.some(([, entries]) => entries.length > 0);
}

/** Whether the one has an entry that the other has not. */
export const lacksKeyOf = (one: Known, other: Known): boolean =>
	[...one.keys()].some((key) => !other.has(key));

const gone = (known: Known, now: Known): Difference[] =>
	[...known.keys()]
		.filter((key) => !now.has(key))
		.map((key) => ({ change: 'removed', id: JSON.parse(key) as string | number }));

function come(known: Known, now: Known, seen: ReadonlyMap<string, Entry>): Difference[] {
	return [...seen].flatMap(([key, entry]): Difference[] => {
		const before = known.get(key);
		if (before === now.get(key) || (before === undefined && entry.isNoNews)) return [];
		return [{ change: before === undefined ? 'added' : 'changed', id: entry.id, entry }];
	});
}

/** The ID itself only where it is all that can be told, once the entry is gone. */
function keyIn({ events }: WatchedList, { id }: Entry): string {
	const key = JSON.stringify(id);
	return events.removed && key.length <= LONGEST_ID ? key : JSON.stringify(keyOf(key).slice(0, KEY_LENGTH));
}

const contentOf = ({ compared }: Entry): string =>
	compared === undefined ? '' : keyOf(inOrder(compared)).slice(0, CONTENT_LENGTH);

/** JSON with its names in order, and numbers as text: servers may write the same in another way. */
const inOrder = (value: unknown): string =>
	JSON.stringify(value, (_, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: typeof part === 'number'
				? String(part)
				: part,
	);

const tooMany = ({ name }: WatchedList) =>
	new OAuthProblem({
		kind: 'unreadable',
		message: `There are more than ${MOST_ENTRIES} entries in the list "${name}", which is more than a trigger can keep track of`,
		hint: 'Choose other events, or compare the list in a workflow with a Schedule Trigger.',
	});
