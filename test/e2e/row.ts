import type { Counters } from '../../sandbox/shared/recorder';
import { type Entry, type Kind, type SpendingOperation, titleOf } from './entry';
import type { Step } from './steps';
import type { NodeSettings, Place } from './workflows';

/** What a row counts. */
export interface Costs {
	/** Requests to a token endpoint, refused ones included. */
	tokenCalls: number;
	signIns: number;
	refreshes: number;
	/** 401 answers of everything but token endpoints: requests sent in vain. */
	unauthorized: number;
	/** Items that failed, or clicks on Test. */
	failures: number;
	/** POST requests other than token calls. */
	posts: number;
	/** Requests the provider refused for their number. */
	rateLimited: number;
	/** Requests that carried something secret to a strange host. */
	leaked: number;
}

/** At most so many. */
interface UpTo {
	most: number;
}

/** At most so many, for what depends on how fast the machine is. */
export const upTo = (most: number): UpTo => ({ most });

/** What is not named is 0, but for sign-ins, refreshes and posts, which may be what they are. */
export type Expected = { [Name in keyof Costs]?: number | UpTo };

/** `session`, or `session http` where the places differ; the latter wins. What has no key is not run. */
type ByKind<T> = { [Key in Kind | `${Kind} ${Place}`]?: T };

/**
 * When a row is run: with one n8n process, across a restart, a crash, after the others, or on two workers. What goes on by
 * itself, such as a trigger that polls, would be counted with the others of a restart, and has one of its own: `night`.
 */
type Phase = 'restart' | 'crash' | 'night' | 'single' | 'later' | 'queue' | 'soak';

/** One thing that has to hold, for every credential type and place that `expects` has a key for. */
export interface Row {
	name: string;
	phase: Phase;
	places: Place[];
	/** `new`: nothing done yet, but connected. `used`: has a session. `expired`: had one. `fresh`: has just got one. */
	start: 'new' | 'used' | 'expired' | 'fresh';
	/** Lifetime of the first access token. */
	lifeSeconds?: number;
	/** Earliest start, in seconds after the first access token was made. */
	notBefore?: number;
	/** Has no need of a connection. */
	unconnected?: true;
	/** Starts with a credential that is wrong. */
	wrong?: boolean;
	/** Only these credential types. */
	only?: string[];
	/** Whether n8n of different versions does it differently. */
	differs?: true;
	/** Whether it shows that no secret leaves for another server. */
	guards?: true;
	/** The version of the HTTP Request node. */
	httpVersion?: number;
	/** Uses the account's `sudo` operation. */
	sudo?: boolean;
	/** Uses this operation, of those that spend or make something. */
	spends?: SpendingOperation;
	/** How n8n goes about a failure of the node. */
	settings?: NodeSettings;
	/** Has an AI agent of n8n's call our node as its tool, with a model that follows a script. */
	asTool?: boolean;
	/** Done before n8n is restarted, and not counted. */
	before?: Step[];
	steps: Step[];
	expects: ByKind<Expected>;
	/** Each failure has to say this, given the name of the credential. */
	says?: (credential: string, place: Place) => RegExp[];
	/** Where n8n makes it impossible, and why: it is measured, and a miss is none. */
	impossible?: ByKind<string>;
}

/** What a table says of an entry in a place: what is said of the place goes before what is said of the kind. */
export function byKind<T>(table: ByKind<T>, { kind }: Entry, place: Place): T | undefined {
	return table[`${kind} ${place}`] ?? table[kind];
}

/** Whether a row is run for a credential type in a place. */
export function applies(row: Row, entry: Entry, place: Place): boolean {
	if (!row.places.includes(place) || !byKind(row.expects, entry, place)) return false;
	if (entry.rows && !entry.rows.test(row.name)) return false;
	if (row.spends && !entry.spends?.[row.spends]) return false;
	return (row.only?.includes(entry.type) ?? true) && (!row.wrong || entry.wrong !== undefined);
}

/** Why a row cannot hold for a credential type in a place, if so. */
export function excuseOf(row: Row, entry: Entry, place: Place): string | undefined {
	const own = entry.impossible?.find(
		(each) => each.row.test(row.name) && (each.place === undefined || each.place === place),
	);
	return own?.why ?? byKind(row.impossible ?? {}, entry, place);
}

/**
 * What came of a row for one credential type in one place. `seconds` are those of its steps, without its preparation.
 */
export interface Result {
	row: Row;
	entry: Entry;
	place: Place;
	costs?: Partial<Costs>;
	/** What was not as expected; empty if all was. */
	misses: string[];
	/** Why a miss is none. */
	excuse?: string;
	/** Why it was not run. */
	skipped?: string;
	/** How long it took. */
	seconds?: number;
	/** More to know about it. */
	note?: string;
}

/** Whether a result is a failure: something was not as expected, and nothing excuses it. */
export const isMiss = ({ misses, excuse }: Result): boolean => misses.length > 0 && excuse === undefined;

const free = ['signIns', 'refreshes', 'posts'];
const words: Record<keyof Costs, string> = {
	tokenCalls: 'token calls',
	signIns: 'sign-ins',
	refreshes: 'refreshes',
	unauthorized: '401s',
	failures: 'failures',
	posts: 'POSTs',
	rateLimited: 'requests over the limit',
	leaked: 'leaks',
};

/** What is not as expected, in words. */
export function missesOf(costs: Costs, expected: Expected): string[] {
	return (Object.keys(costs) as Array<keyof Costs>).flatMap((name) => {
		const wanted = expected[name] ?? (free.includes(name) ? undefined : 0);
		if (wanted === undefined) return [];
		const [holds, said] =
			typeof wanted === 'number'
				? [costs[name] === wanted, wanted]
				: [costs[name] <= wanted.most, `at most ${wanted.most}`];
		return holds ? [] : [`${costs[name]} ${words[name]}, not ${said}`];
	});
}

/** The cost of what happened between two readings of the sandbox's counters. */
export function costsBetween(before: Counters, after: Counters): Omit<Costs, 'failures' | 'leaked'> {
	const posts = ({ requests, tokenCalls }: Counters) =>
		Object.entries(requests)
			.filter(([route]) => route.startsWith('POST '))
			.reduce((sum, [, count]) => sum + count, -tokenCalls);
	return {
		tokenCalls: after.tokenCalls - before.tokenCalls,
		signIns: after.signIns - before.signIns,
		refreshes: after.refreshes - before.refreshes,
		unauthorized: after.unauthorized - before.unauthorized,
		posts: posts(after) - posts(before),
		rateLimited: after.rateLimited - before.rateLimited,
	};
}

/** A result in one line: `credential type · place · row`. */
export const labelOf = ({ row, entry, place }: Result): string =>
	`${titleOf(entry)} · ${place} · ${row.name}`;
