import { systemTime } from '../http/systemTime';
import type { IDataObject } from 'n8n-workflow';
import { readMoment } from '../../../oauth/dates';
import { isRecord } from '../../../oauth/json';
import { jsonOfItem } from '../../../oauth/jsonOfItem';
import { inputProblem, isDeadGrant, isOAuthProblem } from '../../../oauth/problems';
import { secondsLeft, type TokenSet } from '../../../oauth/tokens';
import type { ItemContext } from '../node/itemContext';
import { tokenIn } from '../node/parameters';
import { tokenOutput } from './tokenOutput';

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
 * A stored session that is good for a while: as it came in, refreshed, or reported dead. `status` and
 * `refreshed` tell which. Of a refresh token that is known to be spent, it is the tokens that came of it.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} when the stored session lacks something, when the
 * provider fails, or when the session is dead and the item is not to report that
 */
export async function ensureFresh(
	context: ItemContext,
	{ refresh, successorsOf }: Refreshing,
): Promise<IDataObject> {
	const stored = readStored(context.parameter('tokenSet'));
	const secondsWanted = context.number('minutesLeft', 'Minutes Left') * 60;
	const left = leftOf(stored);
	const refreshToken = storedRefreshToken(stored);
	const successors = refreshToken === undefined ? undefined : successorsOf(refreshToken);
	if (left > secondsWanted && !successors) return { ...stored, status: 'fresh', refreshed: false };
	const dead = (reason: string, row = stored) => ({
		...row,
		status: 'reconnectRequired',
		refreshed: false,
		reason,
	});
	const reportsDead = context.flag('returnDeadSessions');
	if (refreshToken === undefined) {
		if (reportsDead && isTokenSet(stored)) return dead('It has expired, and there is no refresh token');
		throw inputProblem('The token set has no refreshToken', STORE_ALL);
	}
	const isGood = (tokens: TokenSet) => isGoodFor(secondsWanted, tokens);
	return await refresh(refreshToken, isGood).then(
		(tokens) => ({ ...renewed(stored, tokens), status: 'refreshed', refreshed: true }),
		(error: unknown) => {
			if (!isOAuthProblem(error) || !reportsDead || !isDeadGrant(context.dialect, error)) throw error;
			const newest = successorsOf(refreshToken);
			return dead(error.message, newest && renewed(stored, newest));
		},
	);
}

const isGoodFor = (secondsWanted: number, { expiresAt, obtainedAt }: TokenSet): boolean => {
	const now = systemTime.now();
	const age = now - (readMoment(obtainedAt) ?? now);
	const left = secondsLeft(expiresAt, now) ?? Infinity;
	return left > secondsWanted || (left > 0 && age < JUST_NOW_MS);
};

const storedRefreshToken = ({ refreshToken }: IDataObject): string | undefined =>
	text(refreshToken) === undefined ? undefined : tokenIn(refreshToken, 'Token Set: refreshToken');

const STORE_ALL =
	'Store all that was returned with the tokens, and pass it in as it was: accessToken, refreshToken and expiresAt. Nothing was sent.';

function readStored(value: unknown): IDataObject {
	const stored = typeof value === 'string' ? jsonOfItem(value, 'Token Set') : value;
	if (isRecord(stored)) return stored as IDataObject;
	throw inputProblem('The field "Token Set" holds no object', STORE_ALL);
}

/** What an operation of this package has put out, with all columns there, however few of them are filled. */
const isTokenSet = ({ accessToken, obtainedAt }: IDataObject): boolean =>
	text(accessToken) !== undefined && readMoment(obtainedAt) !== undefined;

/** Seconds until the access token expires; 0 where the provider did not tell. */
function leftOf(stored: IDataObject): number {
	const { expiresAt } = stored;
	if ((expiresAt ?? '') === '' && isTokenSet(stored)) return 0;
	const left = secondsLeft(expiresAt, systemTime.now());
	if (left !== undefined) return left;
	throw inputProblem(
		'The token set has no readable expiresAt',
		(expiresAt ?? '') === ''
			? STORE_ALL
			: 'It has to be the moment at which the access token expires, such as 2030-01-31T12:00:00Z, or epoch seconds or milliseconds. A lifetime such as 3600 does not say when it began: store the expiresAt that came with the tokens. Nothing was sent.',
	);
}

/** The other columns of a stored session, with new tokens; nothing of the old ones is left, but scopes that go without saying (RFC 6749 §5.1). */
function renewed(stored: IDataObject, tokens: TokenSet): IDataObject {
	const columns = Object.entries(stored).filter(([name]) => !OF_TOKENS.has(name));
	const scopes = tokens.scopes.length > 0 ? tokens.scopes : (stored.scopes ?? []);
	return { ...Object.fromEntries(columns), ...tokenOutput(tokens, {}), scopes };
}

const OF_TOKENS = new Set([
	'accessToken',
	'expiresAt',
	'expiresInSeconds',
	'extra',
	'obtainedAt',
	'raw',
	'reason',
	'refreshToken',
	'refreshTokenExpiresAt',
	'refreshTokenExpiresInSeconds',
	'tokenType',
]);

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
