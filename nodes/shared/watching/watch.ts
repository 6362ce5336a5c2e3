import type { ICredentialDataDecryptedObject, IDataObject, IPollFunctions } from 'n8n-workflow';
import { keyOf } from '../../../oauth/memory';
import { pollCaller } from '../node/callers';
import { ItemContext } from '../node/itemContext';
import { Parameters } from '../node/parameters';
import { compareAll, lacksKeyOf, type Compared, type Known } from './comparison';
import type { SignIn } from '../signing/signIn';
import { follow, type ConnectionSettings, type ConnectionState, type Look } from './connection';
import { endedTokens, endOf, isEnd, isSureEnd, isTakenDespite } from './look';
import { readLists } from './readings';
import { selectionOf, wayOf, type Selection } from './selection';
import { Teller } from './told';
import { optionsFieldOf } from './triggerFields';
import type { WatchedList, WatchedService } from './watched';
import type { WatchState } from './watchState';

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
/** Of options that were not added. */
const USUAL: Record<string, number> = { endsSoonDays: 7, remindAfterHours: 0 };

/** What a poll has come to. */
export interface Polled {
	readonly events: readonly IDataObject[];
	readonly state: Omit<WatchState, 'failure'>;
	/** What went wrong besides what the events tell. */
	readonly failure?: unknown;
	/** Whether the state holds something new that cannot be found out anew. */
	readonly mustBeKept: boolean;
	/** Whether there is a list that could not be read yet. */
	readonly lacksLists: boolean;
}

/** One poll of the trigger of a service. */
export class Watch {
	readonly selection: Selection;
	private readonly context: ItemContext;
	private readonly credential: { readonly id?: string | null; readonly name: string };
	private readonly now: number;
	private readonly teller: Teller;

	/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when its parameters cannot be used */
	constructor(functions: IPollFunctions, service: WatchedService) {
		const caller = pollCaller(functions);
		const fields = [optionsFieldOf(service)];
		const way = wayOf(service, caller.parameter('authentication'));
		this.context = new ItemContext(way.signIn.dialect, caller, fields);
		this.selection = selectionOf(service, way, this.context.choices('events'));
		this.credential = functions.getNode().credentials?.[way.signIn.type] ?? { name: way.signIn.type };
		this.now = caller.run.time.now();
		this.teller = new Teller(this.selection, this.credential.name, this.now);
	}

	/** Tells the account of the credential from others: what is known of its lists counts for it alone. */
	async account(): Promise<string> {
		const { signIn, accountFields } = this.selection.way;
		const data = await this.context.credentials(signIn.type);
		const whose = accountFields.map((name) => String(data[name] ?? '').trim());
		return keyOf(signIn.type, this.credential.id ?? this.credential.name, serverIn(signIn, data), ...whose);
	}

	/** Reads all that is to be watched, and compares it with what was known. */
	async poll(before: WatchState): Promise<Polled> {
		const settings = this.settings();
		const { readings, problems, holder, isAnother } = await readLists(this.context, this.selection, before);
		const look = await this.lookAt(readings.length > 0, problems);
		const followed = follow(before.connection, look, settings);
		const lists = isAnother ? {} : before.lists;
		const [compared, tooLong] = compareAll(readings, lists);
		const isTold = look.status === 'ended' && this.selection.tellsEnds;
		const after = this.listsAfter(lists, compared);
		return {
			events: [
				...this.teller.ofConnection(followed.events),
				...compared.flatMap(([list, { differences }]) => this.teller.ofList(list, differences)),
			],
			failure: isTold
				? undefined
				: [...problems, ...(look.status === 'alive' ? [] : [look.problem]), ...tooLong][0],
			state: {
				account: before.account,
				connection: followed.state,
				lists: after,
				holder,
			},
			mustBeKept:
				this.isTurned(before.connection, followed.state) ||
				compared.some(([list, { known }]) => this.mustBeKept(list, lists[list.name], known)),
			lacksLists: this.selection.lists.some(({ name }) => !after[name]),
		};
	}

	/** For the editor: each event as it would be told, of what there is at the moment where there is something. */
	async examples(): Promise<IDataObject[]> {
		const examples = this.selection.lists.map(async (list) =>
			this.teller.examplesOf(list, (await list.read(this.context))[0]),
		);
		return [...this.teller.connectionExamples(), ...(await Promise.all(examples)).flat()];
	}

	/**
	 * A list that was read shows that the connection is alive. Where none could be, or none is watched, the cheapest read
	 * tells: a service may refuse a list in the words for a dead key.
	 */
	private async lookAt(isRead: boolean, problems: readonly unknown[]): Promise<Look> {
		const { signIn, check } = this.selection.way;
		const isSuspect = problems.length === 0 || problems.some((problem) => isEnd(signIn, problem));
		const met = !isRead && isSuspect ? await problemsOf(check(this.context)) : problems;
		const data = await this.context.credentials(signIn.type);
		const end = met.find((problem) => isEnd(signIn, problem));
		const isSeen = isRead || met.length === 0;
		if (isSeen || (!end && met.some(isTakenDespite)))
			return { status: 'alive', endsAt: endOf(signIn, data), isOnlyTaken: !isSeen };
		return isEnd(signIn, end)
			? { status: 'ended', problem: end, tokens: endedTokens(end, data), isSure: isSureEnd(signIn, end) }
			: { status: 'unknown', problem: met[0] };
	}

	private settings(): ConnectionSettings {
		const given = new Parameters((name) => this.context.options()[name] ?? USUAL[name]);
		return {
			now: this.now,
			soonMs: given.number('endsSoonDays', 'Ends Soon (Days)') * DAY_MS,
			remindMs: given.number('remindAfterHours', 'Remind After (Hours)') * HOUR_MS,
		};
	}

	/** Lists that could not be read stay as they were known; those that are not watched any more are forgotten. */
	private listsAfter(lists: WatchState['lists'], compared: readonly Compared[]): Record<string, Known> {
		const read = new Map(compared.map(([{ name }, { known }]) => [name, known]));
		return Object.fromEntries(
			this.selection.lists.flatMap(({ name }) => {
				const known = read.get(name) ?? lists[name];
				return known ? [[name, known]] : [];
			}),
		);
	}

	private isTurned(before: ConnectionState, after: ConnectionState): boolean {
		const { tellsConnection, tellsEndsSoon } = this.selection;
		const isDownTurned = (before.down === undefined) !== (after.down === undefined);
		return (tellsConnection && isDownTurned) || (tellsEndsSoon && before.endsSoon !== after.endsSoon);
	}

	/**
	 * That something was there has to be known to tell that it has changed or is gone, and that it is gone, to tell when
	 * it comes again; all else shows at the next reading.
	 */
	private mustBeKept(list: WatchedList, before: Known | undefined, after: Known): boolean {
		if (!before) return true;
		const needsAll = this.selection.changesOf(list).some((change) => change !== 'added');
		return lacksKeyOf(before, after) || (needsAll && lacksKeyOf(after, before));
	}
}

const problemsOf = async (work: Promise<unknown>): Promise<unknown[]> =>
	await work.then(
		() => [],
		(error: unknown) => [error],
	);

/** However its address is spelled, it is the same server; empty where it is none, which reading it says in words. */
function serverIn({ serverOf }: SignIn, data: ICredentialDataDecryptedObject): string {
	try {
		return serverOf(data).baseUrl;
	} catch {
		return '';
	}
}
