import { keyOf } from '../../../oauth/memory';
import type { ItemContext } from '../node/itemContext';
import { isAllOther, lacksKnown, type Known, type Reading } from './comparison';
import type { Selection } from './selection';
import type { Entry, WatchedList } from './watched';
import type { Holder, WatchState } from './watchState';

/** From here on a list may have come in several pages, which may have shifted. */
const MAYBE_PAGED = 100;

/** What became of reading the lists. */
export interface Readings {
	readonly readings: readonly Reading[];
	readonly problems: readonly unknown[];
	readonly holder?: Holder;
	/** Whether the credential has come to be another person's, whose lists are not to be compared with those of before. */
	readonly isAnother: boolean;
}

/**
 * Reads all lists, each by itself. Whose they are has to be known as well; where that cannot be found out, none of them
 * counts as read.
 */
export async function readLists(
	context: ItemContext,
	selection: Selection,
	before: WatchState,
): Promise<Readings> {
	const readings: Reading[] = [];
	const problems: unknown[] = [];
	for (const list of selection.lists) {
		await readWhole(context, list, before.lists[list.name]).then(
			(entries) => readings.push([list, entries]),
			(error: unknown) => problems.push(error),
		);
	}
	const nothing = { readings: [], problems, holder: before.holder, isAnother: false };
	if (readings.length === 0) return nothing;
	return await holderOf(context, selection, before.holder).then(
		(holder) => ({ readings, problems, holder, isAnother: isAnother(selection, before, holder, readings) }),
		(error: unknown) => ({ ...nothing, problems: [...problems, error] }),
	);
}

async function readWhole(
	context: ItemContext,
	list: WatchedList,
	known: Known | undefined,
): Promise<readonly Entry[]> {
	const entries = await list.read(context);
	const isWhole = known ? !lacksKnown(list, known, entries) : entries.length < MAYBE_PAGED;
	return isWhole ? entries : [...entries, ...(await list.read(context))];
}

/** Asked for only where the credential is not as it was: it may be another key, or renewed tokens, of the same one. */
async function holderOf(
	context: ItemContext,
	{ way: { signIn, whose } }: Selection,
	before: Holder | undefined,
): Promise<Holder> {
	const credential = shortHash(JSON.stringify(await context.credentials(signIn.type)));
	if (before?.credential === credential) return before;
	return { credential, id: whose ? shortHash(String(await whose(context))) : '' };
}

function isAnother(
	{ way: { whose } }: Selection,
	{ holder: before, lists }: WatchState,
	after: Holder,
	readings: readonly Reading[],
): boolean {
	if (!before || before.credential === after.credential) return false;
	return whose ? before.id !== after.id : isAllOther(readings, lists);
}

const shortHash = (text: string): string => keyOf(text).slice(0, 12);
