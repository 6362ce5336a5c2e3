import type { IDataObject } from 'n8n-workflow';
import { valueOf } from '../node/operation';
import type { Difference } from './comparison';
import type { ConnectionEvent } from './connection';
import type { Selection } from './selection';
import type { Change, Entry, WatchedList } from './watched';

const DAY_MS = 86_400_000;

const iso = (ms: number): string => new Date(ms).toISOString();

/** Events as the workflow gets them. */
export class Teller {
	constructor(
		private readonly selection: Selection,
		private readonly credential: string,
		private readonly now: number,
	) {}

	/** What is to be told of a connection. */
	ofConnection(events: readonly ConnectionEvent[]): IDataObject[] {
		const isWanted = ({ event }: ConnectionEvent) =>
			event === 'connectionStillDown' ? this.selection.tellsEnds : this.selection.events.includes(event);
		return events.filter(isWanted).map((event) => this.connectionItem(event));
	}

	/** What is to be told of a list. */
	ofList(list: WatchedList, differences: readonly Difference[]): IDataObject[] {
		const wanted = this.selection.changesOf(list);
		return differences
			.filter(({ change }) => wanted.includes(change))
			.map(({ change, id, entry }) => this.listItem(list, change, { id, json: entry?.json ?? {} }));
	}

	/** What would be told of each event of a list, as an example; several changes may be told as one. */
	examplesOf(list: WatchedList, newest: Pick<Entry, 'id' | 'json'> | undefined): IDataObject[] {
		const { id, json } = newest ?? { id: list.example.id, json: list.example };
		const isFirst = ({ event }: IDataObject, index: number, all: IDataObject[]) =>
			all.findIndex((each) => each.event === event) === index;
		return this.selection
			.changesOf(list)
			.map((change) => this.listItem(list, change, { id, json: change === 'removed' ? {} : json }))
			.filter(isFirst);
	}

	/** What would be told of each event of a connection, as an example. */
	connectionExamples(): IDataObject[] {
		const [hourAgo, inAWeek] = [this.now - 3_600_000, this.now + 7 * DAY_MS];
		return this.ofConnection([
			{
				event: 'connectionEnded',
				downSince: this.now,
				problem: { message: 'Why the service refused', description: 'What to do about it' },
			},
			{ event: 'connectionRecovered', downSince: hourAgo },
			{ event: 'connectionEndsSoon', endsAt: inAWeek },
		]);
	}

	private listItem(list: WatchedList, change: Change, { id, json }: Pick<Entry, 'id' | 'json'>): IDataObject {
		return { event: valueOf(list.events[change]?.name ?? ''), seenAt: iso(this.now), id, ...json };
	}

	private connectionItem({ event, downSince, endsAt, problem }: ConnectionEvent): IDataObject {
		return {
			event,
			seenAt: iso(this.now),
			service: this.selection.way.signIn.dialect.provider,
			credential: this.credential,
			...(downSince !== undefined && { downSince: iso(downSince) }),
			...(endsAt !== undefined && {
				endsAt: iso(endsAt),
				daysLeft: Math.max(0, Math.floor((endsAt - this.now) / DAY_MS)),
			}),
			...(problem && { reason: problem.message, hint: problem.description }),
		};
	}
}
