import { inputProblem } from '../../../oauth/problems';
import { valueOf } from '../node/operation';
import type { SignIn } from '../signing/signIn';
import { canTellItsEnd } from './look';
import { CONNECTION_ENDED, CONNECTION_ENDS_SOON, CONNECTION_RECOVERED, eventsOf } from './triggerFields';
import type { Change, WatchedList, WatchedService, WatchedSignIn } from './watched';

/** What somebody has chosen to be told of, and with which credential. */
export class Selection {
	/** The lists of which anything is told. */
	readonly lists: readonly WatchedList[];
	readonly tellsEnds: boolean;
	readonly tellsConnection: boolean;
	readonly tellsEndsSoon: boolean;

	/** @param events as workflows store them */
	constructor(
		service: WatchedService,
		readonly way: WatchedSignIn,
		readonly events: readonly string[],
	) {
		this.lists = service.lists.filter((list) => this.changesOf(list).length > 0);
		this.tellsEnds = events.includes(CONNECTION_ENDED);
		this.tellsConnection = this.tellsEnds || events.includes(CONNECTION_RECOVERED);
		this.tellsEndsSoon = events.includes(CONNECTION_ENDS_SOON);
	}

	/** The changes of a list that are told. */
	changesOf({ events }: WatchedList): Change[] {
		const changes = Object.keys(events) as Change[];
		return changes.filter((change) => this.events.includes(valueOf(events[change]?.name ?? '')));
	}
}

/** How the credential of a trigger signs in: as chosen, or in the first way where there is no such choice. */
export function wayOf({ signIns }: WatchedService, chosen: unknown): WatchedSignIn {
	const way = signIns.find(({ choice }) => choice?.value === chosen) ?? signIns[0];
	if (!way) throw new TypeError('There is no way to sign in');
	return way;
}

/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` for events that cannot be told */
export function selectionOf(
	service: WatchedService,
	way: WatchedSignIn,
	events: readonly string[],
): Selection {
	const names = new Map(eventsOf(service).map(({ name }) => [valueOf(name), name]));
	const unknown = events.find((event) => !names.has(event));
	if (unknown !== undefined || events.length === 0) {
		throw inputProblem(
			events.length === 0 ? 'No event is chosen' : `There is no event "${unknown}"`,
			`Choose at least one in the field "Events": ${[...names.values()].join(', ')}.`,
		);
	}
	const unfit = events.find((event) => !canTell(service, way.signIn, event));
	if (unfit === undefined) return new Selection(service, way, events);
	const fitting = service.signIns.filter(({ signIn }) => canTell(service, signIn, unfit));
	throw inputProblem(
		`The event "${names.get(unfit)}" cannot be told with the credential that is chosen for this node`,
		`Choose another way in the field "Authentication": ${fitting.map(({ choice }) => `"${choice?.name}"`).join(' or ')}; or take the event out of "Events". Nothing was sent.`,
	);
}

/** Whether an event can be told with this kind of credential. */
export function canTell({ lists }: WatchedService, signIn: SignIn, event: string): boolean {
	if (event === CONNECTION_ENDS_SOON) return canTellItsEnd(signIn);
	const telling = lists.filter(({ events }) =>
		Object.values(events).some(({ name }) => valueOf(name) === event),
	);
	return telling.every(({ credentials }) => credentials.includes(signIn.type));
}
