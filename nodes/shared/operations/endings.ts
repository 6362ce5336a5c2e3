import { isDeadAccessToken, isDeadGrant, isOAuthProblem, type OAuthProblem } from '../../../oauth/problems';
import type { Inputs } from '../../../oauth/requests';
import type { ItemContext } from '../node/itemContext';
import type { Checking } from './check';
import { newestOf, type StoredSession } from './storedSession';
import type { TokenClient } from './tokenOperations';

/** What has become of a stored session. */
export interface Ended {
	/** `unknown` where the service gave no answer that tells. */
	readonly status: 'ended' | 'cannotBeRevoked' | 'notEnded' | 'unknown';
	readonly reason: string | null;
}

/** Who ends a session, as which client. */
export interface Ender {
	readonly context: ItemContext;
	readonly client: Inputs;
}

/** How a service ends a stored session. */
export interface Ending extends TokenClient {
	/** The dialect's endpoint that does; left out where there is none, and nothing is sent. */
	readonly endpoint?: string;
	readonly alsoEndpoints?: readonly string[];
	/** @throws {OAuthProblem} when it was not ended */
	readonly end: (ender: Ender, session: StoredSession) => Promise<Ended>;
	/** Asked afterwards of the access token, where the service takes every revocation without saying what came of it. */
	readonly proof?: Checking['ask'];
	/** Another way to end it, tried when the proof shows that it lives. */
	readonly endAgain?: (ender: Ender, accessToken: string) => Promise<unknown>;
}

/** By the access token, the stored one or, where that is over, a new one. */
export const endByAccessToken =
	(endpoint: string, isDone: (body: unknown) => body is object): Ending['end'] =>
	async ({ context, client }, session) => {
		const { accessToken, refreshToken } = newestOf(context, client, session);
		const endBy = async (token: string) =>
			await context.request(endpoint, { ...client, accessToken: token }, context.plain, isDone).then(
				() => ENDED,
				unless((error) => isDeadAccessToken(context.dialect, error)),
			);
		const ended = accessToken === undefined ? undefined : await endBy(accessToken);
		if (ended) return ended;
		const renewed = await renewedOf({ context, client }, refreshToken);
		return renewed ? await endBegun(async () => await endBy(renewed.accessToken)) : OVER_ALREADY;
	};

/** By the refresh token, without which there is no way. */
export const endByRefreshToken =
	(endpoint: string, isDone: (body: unknown) => body is object | string | undefined): Ending['end'] =>
	async ({ context, client }, session) => {
		const { refreshToken } = newestOf(context, client, session);
		if (refreshToken === undefined) return NO_REFRESH_TOKEN;
		const inputs = { ...client, refreshToken };
		const removed = await context.requestRemoval(endpoint, inputs, context.plain, isDone, ALREADY);
		return removed === ALREADY ? OVER_ALREADY : ENDED;
	};

/** @param where what a person can do instead */
export const cannotBeRevoked =
	(where: string): Ending['end'] =>
	async () => ({ status: 'cannotBeRevoked', reason: where });

/** New tokens of a session; undefined when it is over. */
export const renewedOf = async ({ context, client }: Ender, refreshToken: string | undefined) =>
	refreshToken === undefined
		? undefined
		: await context
				.refreshTokens(client, refreshToken, () => false)
				.catch(unless((error) => isDeadGrant(context.dialect, error)));

/**
 * Ends the session that a refresh has begun just now, of which nothing is stored: whoever runs it later finds the
 * stored one over, and this one alive. Repeated once; what is over by then was ended by the first request, whose answer
 * was lost. A problem of the second becomes the reason of the report.
 *
 * @param end undefined where the new access token is refused
 */
export const endBegun = async (end: () => Promise<Ended | undefined>): Promise<Ended> => {
	const failed = (error: unknown): OAuthProblem => {
		if (!isOAuthProblem(error)) throw error;
		return error;
	};
	const first = await end().catch(failed);
	if (!isOAuthProblem(first)) return first ?? NEW_ONE_REFUSED;
	const second = await end().catch(failed);
	return isOAuthProblem(second) ? begunAndAlive(second) : (second ?? ENDED);
};

/** A problem as the reason of a report. */
export const inWords = ({ message, description }: OAuthProblem) => `${message}. ${description}`;

const begunAndAlive = (problem: OAuthProblem): Ended => ({
	status: 'notEnded',
	reason: `A new session was begun and could not be ended: run this again within ten minutes, or end it in the list of sessions. ${inWords(problem)}`,
});

/** A problem that is an answer; all others are thrown on. */
export const unless =
	(isAnswer: (error: OAuthProblem) => boolean) =>
	(error: unknown): undefined => {
		if (!isOAuthProblem(error) || !isAnswer(error)) throw error;
	};

/** Whether a service takes an access token beforehand; a question without an answer hinders no ending. */
export async function isSeenAlive(
	ask: Checking['ask'],
	{ context, client }: Ender,
	accessToken: string | undefined,
): Promise<boolean> {
	if (accessToken === undefined) return false;
	const told = await ask({ context, client, send: context.plain }, accessToken).catch(unless(() => true));
	return told?.accessToken === 'alive';
}

/** Nothing of the session is left. */
export const ENDED: Ended = { status: 'ended', reason: null };

/** Nothing of the session was left before. */
const OVER_ALREADY: Ended = { status: 'ended', reason: 'It was over already.' };
const NEW_ONE_REFUSED: Ended = {
	status: 'notEnded',
	reason: 'The service has issued a new access token and does not take it. Run this once more.',
};
const NO_REFRESH_TOKEN: Ended = {
	status: 'cannotBeRevoked',
	reason:
		'Only a refresh token can be revoked, and none is stored. The access token ends by itself; the user can withdraw the consent at the service.',
};
const ALREADY = { alreadyRevoked: true };
