import type { OAuthProblem } from '../../../oauth/problems';

/**
 * What a poll has found out about a connection: `unknown` when the service failed, or could not be reached. Times are
 * in epoch milliseconds.
 */
export type Look =
	| {
			readonly status: 'alive';
			readonly endsAt?: number;
			/** Whether it was refused all the same, though not as one that is over. */
			readonly isOnlyTaken?: boolean;
	  }
	| {
			readonly status: 'ended';
			readonly problem: OAuthProblem;
			readonly tokens: string;
			/** Whether the service has said so in words that nothing in between uses. */
			readonly isSure: boolean;
	  }
	| { readonly status: 'unknown'; readonly problem: unknown };

/** What is kept of a connection. Times are in epoch milliseconds. */
export interface ConnectionState {
	/** When its end was seen and last told, and a hash of the tokens whose renewal was refused, if it ended so. */
	readonly down?: { readonly since: number; readonly toldAt: number; readonly tokens: string };
	/** Whether it was told that it ends soon. */
	readonly endsSoon?: true;
	/** Whether it was seen alive, and nothing was refused since. */
	readonly alive?: true;
	/** Whether it is down, and was refused the last time in words that are not those for one that is over. */
	readonly taken?: true;
}

/** What there is to tell of a connection. */
export interface ConnectionEvent {
	readonly event: 'connectionEnded' | 'connectionStillDown' | 'connectionRecovered' | 'connectionEndsSoon';
	/** When it ended, of one that is or was down, in epoch milliseconds. */
	readonly downSince?: number;
	/** When it is going to end, in epoch milliseconds. */
	readonly endsAt?: number;
	readonly problem?: Pick<OAuthProblem, 'message' | 'description'>;
}

/** When a poll takes place, and what a person wants to be told. Times in milliseconds. */
export interface ConnectionSettings {
	readonly now: number;
	/** How long before its end a connection is told to end soon. */
	readonly soonMs: number;
	/** How often it is told that it is still down; 0 for never. */
	readonly remindMs: number;
}

interface Followed {
	readonly events: readonly ConnectionEvent[];
	readonly state: ConnectionState;
}

/** What is to be told of a connection after a look at it. What is known already is not told again. */
export function follow(state: ConnectionState, look: Look, settings: ConnectionSettings): Followed {
	if (look.status === 'unknown') return { events: [], state };
	return look.status === 'ended' ? ended(state, look, settings) : alive(state, look, settings);
}

type Ended = Extract<Look, { status: 'ended' }>;
type Alive = Extract<Look, { status: 'alive' }>;
type Down = NonNullable<ConnectionState['down']>;

/**
 * What stands before a service may refuse everything for half a minute. So what was alive has ended when the service says
 * so without doubt, or when the next poll is refused as well.
 *
 * Other tokens than those whose renewal was refused were connected since, though nobody may have seen them alive. Where
 * renewals are granted and what comes of them is not taken, each poll has other tokens by itself.
 */
function ended(
	{ down: before, endsSoon, alive: wasAlive }: ConnectionState,
	{ problem, tokens, isSure }: Ended,
	{ now, remindMs }: ConnectionSettings,
): Followed {
	const kept: ConnectionState = endsSoon ? { endsSoon } : {};
	if (wasAlive && !isSure) return { events: [], state: kept };
	const down = before && notAfter(now, before);
	const isOther = down !== undefined && down.tokens !== '' && tokens !== '' && down.tokens !== tokens;
	if (!down || isOther) {
		return {
			events: [{ event: 'connectionEnded', downSince: now, problem }],
			state: { ...kept, down: { since: now, toldAt: now, tokens } },
		};
	}
	const known = { ...down, tokens: tokens || down.tokens };
	if (remindMs === 0 || now - down.toldAt < remindMs) return { events: [], state: { ...kept, down: known } };
	return {
		events: [{ event: 'connectionStillDown', downSince: down.since, problem }],
		state: { ...kept, down: { ...known, toldAt: now } },
	};
}

/** A clock that was ahead and was put right would keep reminders back for as long as it was ahead. */
const notAfter = (now: number, { since, toldAt, tokens }: Down): Down => ({
	since: Math.min(since, now),
	toldAt: Math.min(toldAt, now),
	tokens,
});

/**
 * A refusal of another kind alone brings nothing back, unless the next poll meets it too. Where the service does not tell
 * this time when it ends, that it ends soon stays told.
 */
function alive(
	{ down, endsSoon, taken }: ConnectionState,
	{ endsAt, isOnlyTaken = false }: Alive,
	{ now, soonMs }: ConnectionSettings,
): Followed {
	const kept: ConnectionState = endsSoon ? { endsSoon } : {};
	if (down && isOnlyTaken && !taken) return { events: [], state: { ...kept, down, taken: true } };
	const recovered: ConnectionEvent[] = down ? [{ event: 'connectionRecovered', downSince: down.since }] : [];
	if (endsAt === undefined) return { events: recovered, state: { ...kept, alive: true } };
	if (endsAt - now > soonMs) return { events: recovered, state: { alive: true } };
	const soon: ConnectionEvent[] = endsSoon ? [] : [{ event: 'connectionEndsSoon', endsAt }];
	return { events: [...recovered, ...soon], state: { alive: true, endsSoon: true } };
}
