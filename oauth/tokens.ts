import { readMoment } from './dates';
import type { Dialect, LifetimeForm } from './dialect';
import type { HttpAnswer, HttpCall } from './http';
import { isRecord, parseJson } from './json';
import { readProblem, unreadable } from './readProblem';

/** One shape for the tokens of every provider. Times are ISO 8601 in UTC. */
export interface TokenSet {
	accessToken: string;
	/** Absent when the provider issues none. */
	refreshToken?: string;
	/** As the provider wrote it, `Bearer` when it did not; compare without case (RFC 6749 §5.1). */
	tokenType: string;
	scopes: string[];
	/** Absent when the provider does not tell. */
	expiresAt?: string;
	refreshTokenExpiresAt?: string;
	obtainedAt: string;
	/** Fields of the answer that have no place of their own. */
	extra?: Record<string, unknown>;
	/** The whole answer as the provider gave it. */
	raw: Record<string, unknown>;
}

/** What an answer with tokens does not say itself. */
export interface ReadTokensOptions {
	/** When the request left, in epoch milliseconds: lifetimes count from there, so that none is taken for longer than it is. */
	readonly sentAt: number;
	/** The refresh token that was sent; an answer without one keeps it (RFC 6749 §6). */
	readonly keepRefreshToken?: string;
}

/**
 * Reads a token answer.
 *
 * @throws {import('./problems').OAuthProblem} when the provider refused, or when the answer holds no access token, or one
 * that is too long to be one
 */
export function readTokens(
	dialect: Dialect,
	call: HttpCall,
	answer: HttpAnswer,
	{ sentAt, keepRefreshToken }: ReadTokensOptions,
): TokenSet {
	const format = dialect.tokens;
	const parsed = parseJson(answer.body);
	const body = format.wrapper && isRecord(parsed) ? parsed[format.wrapper] : parsed;
	const accessToken = isRecord(body) && text(body[format.accessToken]);
	if (answer.status < 200 || answer.status > 299) throw readProblem(dialect, call, answer);
	if (
		!isRecord(body) ||
		!accessToken ||
		isAbsurd(answer.body.length, body, accessToken, text(body[format.refreshToken]))
	)
		throw unreadable(dialect, call, answer);
	const {
		accessToken: a,
		refreshToken: r,
		tokenType = '',
		scope = '',
		expiry,
		refreshTokenExpiry = '',
	} = format;
	// Its clock may differ from ours, and a moment by it means as much as is left until then by the same clock.
	const serverNow = readMoment(answer.headers.date);
	const known = new Set([a, r, tokenType, scope, expiry, refreshTokenExpiry]);
	const extra = Object.fromEntries(Object.entries(body).filter(([name]) => !known.has(name)));
	return compact({
		accessToken,
		refreshToken: text(body[r]) ?? keepRefreshToken,
		tokenType: text(body[tokenType]) ?? 'Bearer',
		scopes: scopesOf(body[scope]),
		expiresAt: instant(format.lifetime, body[expiry], sentAt, serverNow),
		refreshTokenExpiresAt: instant(format.lifetime, body[refreshTokenExpiry], sentAt, serverNow),
		obtainedAt: new Date(sentAt).toISOString(),
		extra: Object.keys(extra).length > 0 ? extra : undefined,
		raw: isRecord(parsed) ? parsed : body,
	});
}

/**
 * No server takes a header as long as this, in characters, so that such a token could not be used; and it would be kept
 * in memory, in credentials and in execution records, for each address that somebody chooses.
 */
const LONGEST_TOKEN = 65_536;
/** Tokens as long as can be, and as much again beside them. */
const LONGEST_ANSWER = 4 * LONGEST_TOKEN;

/** What lies too deep has not been read, and counts for nothing. */
const isAbsurd = (length: number, read: object, ...tokens: Array<string | undefined>): boolean =>
	(length > LONGEST_ANSWER && JSON.stringify(read).length > LONGEST_ANSWER) ||
	tokens.some((token = '') => token.length > LONGEST_TOKEN || NO_TOKEN.test(token));

/**
 * What no header can carry (RFC 6749 appendix A.12), and an equals sign in front: n8n stores a token in a field, and
 * evaluates what begins so, with all that an expression may see.
 */
const NO_TOKEN = /^=|[^\x21-\x7e]/;

/** Whole seconds from `now` until a moment as it was stored, 0 when it has passed, undefined when it is not known or cannot be read. */
export function secondsLeft(expiresAt: unknown, now: number): number | undefined {
	const end = readMoment(expiresAt);
	return end === undefined ? undefined : Math.max(0, Math.floor((end - now) / 1000));
}

/** A hundred years in seconds: what lasts longer never ends for anybody here, and is still a date that all can read. */
const LONGEST_LIFE = 100 * 365 * 86_400;

/**
 * A lifetime in the provider's form as an ISO time; undefined when it is absent or makes no sense.
 *
 * @param sentAt when the request left, in epoch milliseconds
 * @param serverNow what the provider's clock showed then, as far as it is known
 */
export function instant(
	form: LifetimeForm,
	value: unknown,
	sentAt: number,
	serverNow = sentAt,
): string | undefined {
	const seconds = form === 'seconds' ? numberIn(value) : ((readMoment(value) ?? NaN) - serverNow) / 1000;
	if (Number.isNaN(seconds)) return undefined;
	const life = Math.min(Math.max(seconds, -LONGEST_LIFE), LONGEST_LIFE);
	return new Date(Math.round(sentAt + life * 1000)).toISOString();
}

/** Some providers write numbers as text. */
function numberIn(value: unknown): number {
	if (typeof value === 'string' && value.length < 32 && value.trim() !== '') return Number(value);
	return typeof value === 'number' ? value : NaN;
}

/** RFC 6749 §3.3 separates scopes by spaces; some providers send a list. */
function scopesOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.filter((scope) => typeof scope === 'string');
	return typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : [];
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

function compact<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
