import type { OAuthProblem } from '../../../oauth/problems';

/** What a poll has found out about a connection: `unknown` when the service failed, or could not be reached. */
export type Look =
	| { readonly status: 'alive'; readonly endsAt?: number }
	| { readonly status: 'ended'; readonly problem: OAuthProblem; readonly tokens: string }
	| { readonly status: 'unknown'; readonly problem: unknown };

/** What is kept of a connection. */
export interface ConnectionState {
	/** When its end was seen and last told, and a hash of the tokens whose renewal was refused, if it ended so. */
	readonly down?: { readonly since: number; readonly toldAt: number; readonly tokens: string };
	/** Whether it was told that it ends soon. */
	readonly endsSoon?: true;
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

/**
 * Other tokens than those whose renewal was refused were connected since, though nobody may have seen them alive. Where
 * renewals are granted and what comes of them is not taken, each poll has other tokens by itself.
 */
function ended(
	{ down }: ConnectionState,
	{ problem, tokens }: Ended,
	{ now, remindMs }: ConnectionSettings,
): Followed {
	const isOther = down !== undefined && down.tokens !== '' && tokens !== '' && down.tokens !== tokens;
	if (!down || isOther) {
		return {
			events: [{ event: 'connectionEnded', downSince: now, problem }],
			state: { down: { since: now, toldAt: now, tokens } },
		};
	}
	const known = { ...down, tokens: tokens || down.tokens };
	if (remindMs === 0 || now - down.toldAt < remindMs) return { events: [], state: { down: known } };
	return {
		events: [{ event: 'connectionStillDown', downSince: down.since, problem }],
		state: { down: { ...known, toldAt: now } },
	};
}

function alive(
	{ down, endsSoon }: ConnectionState,
	{ endsAt = Infinity }: Alive,
	{ now, soonMs }: ConnectionSettings,
): Followed {
	const recovered: ConnectionEvent[] = down ? [{ event: 'connectionRecovered', downSince: down.since }] : [];
	if (endsAt - now > soonMs) return { events: recovered, state: {} };
	const soon: ConnectionEvent[] = endsSoon ? [] : [{ event: 'connectionEndsSoon', endsAt }];
	return { events: [...recovered, ...soon], state: { endsSoon: true } };
}
