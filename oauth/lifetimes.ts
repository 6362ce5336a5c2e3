import { readMoment } from './dates';
import type { TokenSet } from './tokens';

/** No request leaves on a token that ends sooner than this, or within half its life where that is shorter. */
const MARGIN_MS = 60_000;
/** A token is used at least once, even if its provider gives it no life at all. */
const JUST_OBTAINED_MS = 500;

/** In epoch milliseconds; Infinity for a token that does not expire. */
export interface Lifetime {
	readonly obtainedAt: number;
	readonly expiresAt: number;
}

/**
 * When a token has to be renewed, in epoch milliseconds. One that was over before it was obtained comes from a server
 * whose clock is another one: then nobody knows, and a renewal at each use would not help.
 */
export const dueAt = ({ obtainedAt, expiresAt }: Lifetime): number =>
	expiresAt < obtainedAt
		? Infinity
		: Math.max(expiresAt - Math.min(MARGIN_MS, (expiresAt - obtainedAt) / 2), obtainedAt + JUST_OBTAINED_MS);

/** The same for a token set; Infinity where its provider does not tell. */
export function tokensDueAt({
	obtainedAt,
	expiresAt = '',
}: Pick<TokenSet, 'obtainedAt' | 'expiresAt'>): number {
	const end = readMoment(expiresAt);
	return end === undefined ? Infinity : dueAt({ obtainedAt: readMoment(obtainedAt) ?? 0, expiresAt: end });
}
