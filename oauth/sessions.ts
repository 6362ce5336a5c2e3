import { omit } from './json';
import type { Dialect } from './dialect';
import type { Send } from './http';
import { tokensDueAt } from './lifetimes';
import { isOAuthProblem, neverAccepted } from './problems';
import { isDeadToken } from './refusedAnswer';
import { buildRequest, type Inputs } from './requests';
import { requestTokens } from './tokenRequest';
import { secondsLeft, type TokenSet } from './tokens';
import type { Look, Tokens, TokenSource } from './tokenSource';

/** Who signs in where, and what tells a session of theirs from others. */
export interface Account {
	readonly instanceUrl: string;
	/** Inputs that each of the endpoints gets, besides `instanceUrl`. */
	readonly inputs?: Inputs;
	/** More inputs for the dialect's endpoint `signIn`, computed when it is sent: a two-factor code is good for a minute. */
	readonly signInInputs: () => Inputs;
	/** Changes whenever anything about the account changes; a session of another fingerprint is not ours. */
	readonly fingerprint: string;
}

/** A token set as it is kept for an account. */
export type KeptTokens = Omit<TokenSet, 'raw' | 'extra'>;

/** A session that this package began for an account and keeps alive. */
export interface Session extends Tokens {
	readonly fingerprint: string;
	/** Without what else their answer held: it would be kept in memory for every account. */
	readonly tokens: KeptTokens;
}

/** @param tokens as they were obtained, or stored since */
export const sessionOf = (fingerprint: string, tokens: TokenSet): Session => ({
	fingerprint,
	tokens: omit(tokens, 'raw', 'extra'),
	accessToken: tokens.accessToken,
	dueAt: tokensDueAt(tokens),
});

/** A refused sign-in is about the account, whatever session it had. */
export const sessionRefusals = ({ fingerprint }: Account) => ({ account: fingerprint, refusalOf: () => '' });

/**
 * The session of an account that signs in with a password or the like: refreshed as long as the refresh token is taken,
 * begun anew when it is refused. Needs the dialect's endpoints `signIn`, `refresh` and `probe`.
 *
 * @param now in epoch milliseconds
 */
export function sessionSource(
	dialect: Dialect,
	account: Account,
	send: Send,
	now: () => number,
): TokenSource<Session> {
	const { fingerprint, instanceUrl, inputs: own } = account;
	const request = async (endpoint: string, inputs: Inputs) =>
		await requestTokens(dialect, endpoint, { ...own, ...inputs, instanceUrl }, send, now);

	/** Undefined when there is nothing to refresh with, so that only a new sign-in helps. */
	async function refresh(session: Session | undefined): Promise<TokenSet | undefined> {
		const { refreshToken, refreshTokenExpiresAt } = session?.tokens ?? {};
		if (refreshToken === undefined || secondsLeft(refreshTokenExpiresAt, now()) === 0) return undefined;
		return await request('refresh', { refreshToken }).catch((error: unknown) => {
			if (isOAuthProblem(error) && error.kind === 'refused') return undefined;
			throw error;
		});
	}

	return {
		...sessionRefusals(account),
		neverAccepted: () => neverAccepted(dialect),
		look: async ({ accessToken }) => await lookAt(dialect, { ...own, instanceUrl, accessToken }, send),
		renew: async (session) =>
			sessionOf(fingerprint, (await refresh(session)) ?? (await request('signIn', account.signInInputs()))),
	};
}

/** Whether a server has taken the token of a request: a page of something else says nothing about it. */
export const isTaken = (status: number): boolean => status < 300 || status === 403;

/** Whatever else goes wrong than a dead token is no reason to spend a refresh token. */
export async function lookAt(dialect: Dialect, inputs: Inputs, send: Send): Promise<Look> {
	return await send(buildRequest(dialect, 'probe', inputs)).then(
		(answer): Look => {
			if (isDeadToken(dialect, answer)) return 'refused';
			return isTaken(answer.status) ? 'accepted' : 'unknown';
		},
		(): Look => 'unknown',
	);
}
