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

/** Whose lists are known, as hashes. */
export interface Holder {
	/** The credential as it was read: while it is the same, so is whose it is. */
	readonly credential: string;
	/** Whose it is, where the service tells; else empty. */
	readonly id: string;
}

/** What a trigger keeps from poll to poll. It holds no secrets, and nothing that could be used. */
export interface WatchState {
	/** Which credential, and which account in it, as a hash: what is known of another one does not count. */
	readonly account: string;
	readonly connection: ConnectionState;
	/** By the name of the list; one is missing as long as it could not be read. */
	readonly lists: Readonly<Record<string, Known>>;
	readonly failure?: Failure;
	readonly holder?: Holder;
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

/** What was kept of an account, or of whichever it was; nothing of what is something else, such as another version may have written. */
export function readState(text: unknown, account?: string): WatchState {
	const kept = typeof text === 'string' ? parseJson(text) : undefined;
	const isOfIt =
		isRecord(kept) && typeof kept.account === 'string' && (account ?? kept.account) === kept.account;
	if (!isOfIt) return { account: account ?? '', connection: {}, lists: {} };
	const { connection, lists, failure, holder } = kept;
	return {
		account: String(kept.account),
		connection: isConnection(connection) ? connection : {},
		lists: isRecord(lists) ? listsIn(lists) : {},
		...(isFailure(failure) && { failure }),
		...(isHolder(holder) && { holder }),
	};
}

const isConnection = (kept: unknown): kept is ConnectionState =>
	isRecord(kept) && (kept.down === undefined || isDown(kept.down));
const isDown = (kept: unknown): boolean =>
	isRecord(kept) && [kept.since, kept.toldAt].every(Number.isFinite) && typeof kept.tokens === 'string';
const isFailure = (kept: unknown): kept is Failure =>
	isRecord(kept) && [kept.same, kept.polls].every(Number.isFinite) && Array.isArray(kept.told);
const isHolder = (kept: unknown): kept is Holder =>
	isRecord(kept) && [kept.credential, kept.id].every((hash) => typeof hash === 'string');

const listsIn = (lists: Record<string, unknown>): WatchState['lists'] =>
	Object.fromEntries(
		Object.entries(lists).flatMap(([name, lines]) =>
			typeof lines === 'string' ? [[name, knownIn(lines)]] : [],
		),
	);

const knownIn = (lines: string): Known =>
	new Map(
		lines
			.split('\n')
			.filter(Boolean)
			.map((line) => line.split('\t'))
			.filter(([key = '']) => parseJson(key) !== undefined)
			.map(([key = '', content = '']) => [key, content]),
	);
