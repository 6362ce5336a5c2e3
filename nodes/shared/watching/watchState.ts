import { isRecord, parseJson } from '../../../oauth/json';
import type { Known } from './comparison';
import type { ConnectionState } from './connection';

/** Failures that are no end of the connection. */
export interface Failure {
	/** The last one, as a hash, and in how many polls in a row it was met. */
	readonly key: string;
	readonly same: number;
	/** In how many polls in a row there was one, whichever it was. */
	readonly polls: number;
	/** Those of them that were told. */
	readonly told: readonly string[];
}

/** What a trigger keeps from poll to poll. It holds no secrets, and nothing that could be used. */
export interface WatchState {
	/** Which credential, and which account in it, as a hash: what is known of another one does not count. */
	readonly account: string;
	readonly connection: ConnectionState;
	/** By the name of the list; one is missing as long as it could not be read. */
	readonly lists: Readonly<Record<string, Known>>;
	readonly failure?: Failure;
}

/** As text: n8n watches the state of a workflow for changes, object by object. */
export const writeState = ({ lists, ...state }: WatchState): string =>
	JSON.stringify({
		...state,
		lists: Object.fromEntries(
			Object.entries(lists).map(([name, known]) => [
				name,
				[...known].map((entry) => entry.join('\t')).join('\n'),
			]),
		),
	});

/** What was kept of an account; nothing, if there is something else. */
export function readState(text: unknown, account: string): WatchState {
	const kept = typeof text === 'string' ? parseJson(text) : undefined;
	const nothing = { account, connection: {}, lists: {} };
	if (!isRecord(kept) || kept.account !== account || !isRecord(kept.lists)) return nothing;
	const lists = Object.entries(kept.lists).map(([name, lines]) => [name, knownIn(String(lines))] as const);
	return { ...nothing, ...kept, lists: Object.fromEntries(lists) };
}

const knownIn = (lines: string): Known =>
	new Map(
		lines
			.split('\n')
			.filter(Boolean)
			.map((line) => line.split('\t'))
			.map(([key = '', content = '']) => [key, content]),
	);
