import { systemTime } from '../http/systemTime';
import type { IDataObject } from 'n8n-workflow';
import { readMoment } from '../../../oauth/dates';
import { inputProblem, isDeadGrant, isOAuthProblem } from '../../../oauth/problems';
import { secondsLeft, type TokenSet } from '../../../oauth/tokens';
import type { ItemContext } from '../node/itemContext';
import { tokenIn } from '../node/parameters';
import { openRow } from './sealedRow';
import { isEmpty, readRow, STORE_ALL, unreadableMoment } from './storedSession';
import { TokenRow } from './tokenRow';

/** How tokens come of a refresh token. */
export interface Refreshing {
	/** Trades a refresh token for a new token set; one that came of it a moment ago will do if it is good. */
	readonly refresh: (refreshToken: string, isGood: (tokens: TokenSet) => boolean) => Promise<TokenSet>;
	/** What came of a refresh token, when it is known to be spent. */
	readonly successorsOf: (refreshToken: string) => TokenSet | undefined;
}

/** A server whose tokens last for less than the item asks for is not asked again at once. */
const JUST_NOW_MS = 60_000;

/**
 * A stored session that is good for a while, as the row that came in: as it was, refreshed, or reported dead. `status`
 * and `reason` tell which, where the row has such columns, where the item asks for them, and of every dead one. Of a
 * refresh token that is known to be spent, it is the tokens that came of it.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} when the stored session lacks something, when the
 * provider fails, or when the session is dead and the item is not to report that
 */
export async function ensureFresh(context: ItemContext, refreshing: Refreshing): Promise<IDataObject> {
	const { row, closed } = await openRow(context, readRow(context.parameter('tokenSet')));
	return await closed(await ensureFreshRow(context, new TokenRow(row, context.dialect.tokens), refreshing));
}

async function ensureFreshRow(
	context: ItemContext,
	row: TokenRow,
	{ refresh, successorsOf }: Refreshing,
): Promise<IDataObject> {
	const secondsWanted = context.number('minutesLeft', 'Minutes Left') * 60;
	const told = context.flag('includeStatus');
	const left = leftOf(row);
	const refreshToken = storedRefreshToken(row);
	const isSpent = refreshToken !== undefined && successorsOf(refreshToken) !== undefined;
	if (left > secondsWanted && !isSpent) return withStatus(row, told, 'fresh');
	const dead = (reason: string, of = row) => withStatus(of, true, 'reconnectRequired', reason);
	const reportsDead = context.flag('returnDeadSessions');
	if (refreshToken === undefined) {
		if (reportsDead && isTokenSet(row)) return dead('It has expired, and there is no refresh token');
		throw inputProblem('The token set has no refreshToken', STORE_ALL);
	}
	return await refresh(refreshToken, (tokens) => isGoodFor(secondsWanted, tokens)).then(
		(tokens) => withStatus(row.renewed(tokens), told, 'refreshed'),
		(error: unknown) => {
			if (!isOAuthProblem(error) || !reportsDead || !isDeadGrant(context.dialect, error)) throw error;
			const newest = successorsOf(refreshToken);
			return dead(error.message, newest && row.renewed(newest));
		},
	);
}

const isGoodFor = (secondsWanted: number, { expiresAt, obtainedAt }: TokenSet): boolean => {
	const now = systemTime.now();
	const age = now - (readMoment(obtainedAt) ?? now);
	const left = secondsLeft(expiresAt, now) ?? Infinity;
	return left > secondsWanted || (left > 0 && age < JUST_NOW_MS);
};

const storedRefreshToken = (row: TokenRow): string | undefined => {
	const refreshToken = row.get('refreshToken');
	return isEmpty(refreshToken) ? undefined : tokenIn(refreshToken, 'Token Set: refreshToken');
};

/** @param told whether it is told in any case, not only in columns that are there */
function withStatus(row: TokenRow, told: boolean, status: string, reason: string | null = null): IDataObject {
	const state = { status, reason };
	const output = row.replaced(state).output(systemTime.now());
	return told ? { ...output, ...state } : output;
}

/** What an operation of this package has put out, with all columns there, however few of them are filled. */
const isTokenSet = (row: TokenRow): boolean =>
	!isEmpty(row.get('accessToken')) && readMoment(row.get('obtainedAt')) !== undefined;

/** Seconds until the access token expires; 0 where the provider did not tell. */
function leftOf(row: TokenRow): number {
	const expiresAt = row.get('expiresAt');
	if (isEmpty(expiresAt) && isTokenSet(row)) return 0;
	const left = secondsLeft(expiresAt, systemTime.now());
	if (left !== undefined) return left;
	throw isEmpty(expiresAt)
		? inputProblem('The token set has no readable expiresAt', STORE_ALL)
		: unreadableMoment('expiresAt');
}
