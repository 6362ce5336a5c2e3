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

export interface ReadTokensOptions {
	/** When the request left, in epoch milliseconds: lifetimes count from there, so that none is taken for longer than it is. */
	readonly sentAt: number;
	/** When the answer came, in epoch milliseconds. */
	readonly cameAt?: number;
	/** The refresh token that was sent; an answer without one keeps it (RFC 6749 §6). */
	readonly keepRefreshToken?: string;
}

/**
 * Reads a token answer.
 *
 * @throws {import('./problems').OAuthProblem} when the provider refused, or when the answer holds no access token.
 */
export function readTokens(
	dialect: Dialect,
	call: HttpCall,
	answer: HttpAnswer,
	{ sentAt, cameAt, keepRefreshToken }: ReadTokensOptions,
): TokenSet {
	const format = dialect.tokens;
	const parsed = parseJson(answer.body);
	const body = format.wrapper && isRecord(parsed) ? parsed[format.wrapper] : parsed;
	const accessToken = isRecord(body) && text(body[format.accessToken]);
	if (answer.status < 200 || answer.status > 299) throw readProblem(dialect, call, answer, cameAt);
	if (!isRecord(body) || !accessToken) throw unreadable(dialect, call, answer);
	const {
		accessToken: a,
		refreshToken: r,
		tokenType = '',
		scope = '',
		expiry,
		refreshTokenExpiry = '',
	} = format;
	const known = new Set([a, r, tokenType, scope, expiry, refreshTokenExpiry]);
	const extra = Object.fromEntries(Object.entries(body).filter(([name]) => !known.has(name)));
	return compact({
		accessToken,
		refreshToken: text(body[r]) ?? keepRefreshToken,
		tokenType: text(body[tokenType]) ?? 'Bearer',
		scopes: scopesOf(body[scope]),
		expiresAt: instant(format.lifetime, body[expiry], sentAt),
		refreshTokenExpiresAt: instant(format.lifetime, body[refreshTokenExpiry], sentAt),
		obtainedAt: new Date(sentAt).toISOString(),
		extra: Object.keys(extra).length > 0 ? extra : undefined,
		raw: isRecord(parsed) ? parsed : body,
	});
}

/** Whole seconds from `now` until an ISO time, 0 when it has passed, undefined when it is not known. */
export function secondsLeft(expiresAt: string | undefined, now: number): number | undefined {
	return expiresAt === undefined ? undefined : Math.max(0, Math.floor((Date.parse(expiresAt) - now) / 1000));
}

/** A lifetime in the provider's form as an ISO time; undefined when it is absent or makes no sense. */
export function instant(form: LifetimeForm, value: unknown, sentAt: number): string | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	const time = {
		seconds: () => (typeof number === 'number' ? sentAt + number * 1000 : NaN),
		dateTime: () => (typeof value === 'string' ? Date.parse(inUtc(value)) : NaN),
		epochMilliseconds: () => (typeof number === 'number' ? number : NaN),
	}[form]();
	const date = new Date(time);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A date-time that names no offset is meant in UTC; JavaScript takes it for the time of the machine it runs on. */
export const inUtc = (dateTime: string): string =>
	/[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(dateTime.trim()) ? `${dateTime.trim()}Z` : dateTime;

/** RFC 6749 §3.3 separates scopes by spaces; some providers send a list. */
function scopesOf(value: unknown): string[] {
	if (Array.isArray(value)) return value.filter((scope) => typeof scope === 'string');
	return typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : [];
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

function compact<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
