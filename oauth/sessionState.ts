/**
 * - `alive`: the service takes the access token
 * - `expired`: the access token is over, and nothing speaks against the refresh token
 * - `ended`: no token is good any more, so that only its user can begin another session
 * - `unknown`: the service did not tell
 */
export type SessionStatus = 'alive' | 'expired' | 'ended' | 'unknown';

/** What is known of a stored session, without anything having been refreshed. */
export interface SessionState {
	readonly status: SessionStatus;
	/** What a person should know of it; null where the status says all. */
	readonly reason: string | null;
}

/** A stored session whose access token was refused. Moments are epoch milliseconds, undefined where they are not known. */
export interface RefusedSession {
	readonly hasRefreshToken: boolean;
	/** Whether the refresh token is good, where the service tells that without spending it. */
	readonly refreshTokenLives?: boolean;
	/** Whether a refresh may leave the refresh token good, while it ends the access token of before. */
	readonly refreshKeepsToken?: boolean;
	/** Whether the service said that the access token is over by its time, and not before. */
	readonly saidExpired?: boolean;
	readonly expiresAt?: number;
	readonly refreshTokenExpiresAt?: number;
	/** By whichever of the clocks is ahead, ours or the server's: nothing is called ended because the two differ. */
	readonly now: number;
}

/**
 * What becomes of a session whose access token was refused. Where nobody knows of the refresh token, the time tells: a
 * token that is refused before its time was revoked, or replaced by newer ones, and the refresh token with it, unless a
 * refresh leaves that as it is: then nobody can tell the one from the other.
 */
export function stateOfRefused(session: RefusedSession): SessionState {
	const { hasRefreshToken, refreshTokenLives, expiresAt, refreshTokenExpiresAt, now } = session;
	if (!hasRefreshToken) return ended(NO_REFRESH_TOKEN);
	if (refreshTokenExpiresAt !== undefined && refreshTokenExpiresAt <= now) return ended(BOTH_EXPIRED);
	if (refreshTokenLives !== undefined) return refreshTokenLives ? expired(LIVES) : ended(BOTH_OVER);
	if (!isEarly(session)) return expired(expiresAt === undefined ? NO_TIME : BY_TIME);
	return session.refreshKeepsToken
		? { status: 'unknown', reason: ENDED_OR_REPLACED }
		: ended(BEFORE_ITS_TIME);
}

/** Whether an access token was refused before its time, which one refusal alone does not prove. */
export const isEarly = ({ expiresAt, now, saidExpired }: RefusedSession): boolean =>
	saidExpired !== true && expiresAt !== undefined && expiresAt > now;

const ended = (reason: string): SessionState => ({ status: 'ended', reason });
const expired = (reason: string): SessionState => ({ status: 'expired', reason });

const NO_REFRESH_TOKEN = 'The access token is over, and there is no refresh token.';
const BOTH_EXPIRED = 'Both tokens have expired.';
const BOTH_OVER = 'Both tokens are over: they have expired, were replaced or revoked.';
const BEFORE_ITS_TIME =
	'The access token is refused before its time: the session was ended, or newer tokens have taken the place of these.';
const ENDED_OR_REPLACED =
	'The access token is refused before its time: the session was ended, or a refresh elsewhere has replaced this one and left the refresh token good. Ensure Fresh tells which.';
const LIVES = 'The access token is over, and the refresh token is good: Ensure Fresh gets new ones.';
const BY_TIME =
	'The access token has expired. Whether the refresh token is good shows when it is used, as Ensure Fresh does.';
const NO_TIME =
	'The access token is over. Whether the refresh token is good shows when it is used, as Ensure Fresh does.';
