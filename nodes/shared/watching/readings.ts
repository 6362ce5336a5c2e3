import { keyOf } from '../../../oauth/memory';
import type { ItemContext } from '../node/itemContext';
import { isAllOther, lacksKnown, type Known, type Reading } from './comparison';
import { isTakenDespite } from './look';
import type { Selection } from './selection';
import type { Entry, WatchedList, WatchedSignIn } from './watched';
import type { Holder, WatchState } from './watchState';

/** From here on a list may have come in several pages, which may have shifted. */
const MAYBE_PAGED = 100;

type Whose = NonNullable<WatchedSignIn['whose']>;

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
	const { whose, signIn } = selection.way;
	const nothing = { readings: [], problems, holder: before.holder, isAnother: false };
	if (readings.length === 0) return nothing;
	if (!whose) return { ...nothing, readings };
	return await holderOf(context, signIn.type, whose, before.holder).then(
		(holder) => judged({ readings, problems, holder }, before),
		(error: unknown) => ({ ...nothing, problems: [...problems, error] }),
	);
}

/** Where a list that could not be read may say more, the question stays open. */
function judged({ holder, ...read }: Required<Omit<Readings, 'isAnother'>>, before: WatchState): Readings {
	const isAnotherOne = isAnother(before, holder, read.readings);
	const isOpen = !isAnotherOne && read.problems.length > 0 && holder.id === '';
	return { ...read, holder: (isOpen && before.holder) || holder, isAnother: isAnotherOne };
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
	type: string,
	whose: Whose,
	before: Holder | undefined,
): Promise<Holder> {
	const credential = shortHash(JSON.stringify(await context.credentials(type)));
	if (before?.credential === credential) return before;
	return { credential, id: whose === 'byEntries' ? '' : await idOf(context, whose) };
}

/** Empty where the service takes the credential and does not show it that. */
async function idOf(context: ItemContext, whose: Exclude<Whose, 'byEntries'>): Promise<string> {
	return await whose(context).then(
		(id) => shortHash(String(id)),
		(error: unknown) => {
			if (isTakenDespite(error)) return '';
			throw error;
		},
	);
}

/** By what the service told both times, else by the entries. */
function isAnother(
	{ holder: before, lists }: WatchState,
	after: Holder,
	readings: readonly Reading[],
): boolean {
	if (!before || before.credential === after.credential) return false;
	return before.id !== '' && after.id !== '' ? before.id !== after.id : isAllOther(readings, lists);
}

const shortHash = (text: string): string => keyOf(text).slice(0, 12);
