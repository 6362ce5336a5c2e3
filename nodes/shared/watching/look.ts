import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readMoment } from '../../../oauth/dates';
import type { Dialect } from '../../../oauth/dialect';
import { isRecord } from '../../../oauth/json';
import { keyOf } from '../../../oauth/memory';
import {
	isDeadAccessToken,
	isDeadGrant,
	isFailure,
	isNotFound,
	isOAuthProblem,
	type OAuthProblem,
} from '../../../oauth/problems';
import type { SignIn } from '../signing/signIn';

type Data = ICredentialDataDecryptedObject;

/** The requests by which a connection is kept alive. */
const RENEWALS = new Set(['signIn', 'refresh']);
/** By which an authorization server says no to whoever asks (RFC 6749 §5.2); other statuses are about the address. */
const REFUSED_RENEWAL = new Set([400, 401, 403]);
/** Requests that are not signed with what the service is to take. */
const WITHOUT_CREDENTIAL = new Set([...RENEWALS, 'discoverClient']);

/**
 * Whether a problem means that a credential does not sign in any more, and that only a person can change that. It does
 * not when the service failed or could not be reached, or when it merely does not show something to this credential.
 */
export function isEnd({ dialect }: SignIn, problem: unknown): problem is OAuthProblem {
	if (!isOAuthProblem(problem)) return false;
	const { kind, endpoint = '' } = problem;
	// Nothing was sent: the credential is not connected, or something in it cannot be what it is to be.
	if (kind === 'input') return true;
	if (RENEWALS.has(endpoint)) return kind === 'refused' && isRefusedForGood(dialect, problem);
	return !WITHOUT_CREDENTIAL.has(endpoint) && isDeadAccessToken(dialect, problem);
}

/**
 * Whether a problem that is an end leaves no doubt: nothing was sent, or the service has said of the grant itself that it is
 * over (RFC 6749 §5.2), or of the account that it is not there. A refused token may be what a proxy made of it.
 */
export function isSureEnd({ dialect }: SignIn, problem: OAuthProblem): boolean {
	const { kind, endpoint = '', meaning } = problem;
	if (kind === 'input') return true;
	const isOfGrant = isDeadGrant(dialect, problem) || (meaning !== undefined && isNotFound(dialect, problem));
	return RENEWALS.has(endpoint) && isOfGrant;
}

/** That somebody is gone is said by words alone: an address that is not there may be answered with the same code. */
function isRefusedForGood(dialect: Dialect, problem: OAuthProblem): boolean {
	const { httpStatus = 0, meaning } = problem;
	if (isFailure(dialect, problem)) return false;
	if (httpStatus === 0 || REFUSED_RENEWAL.has(httpStatus)) return true;
	return meaning !== undefined && isNotFound(dialect, problem);
}

/** Whether a problem shows that the service has taken the credential all the same, and only does not allow this. */
export const isTakenDespite = (problem: unknown): boolean =>
	isOAuthProblem(problem) &&
	problem.kind === 'refused' &&
	problem.httpStatus === 403 &&
	!WITHOUT_CREDENTIAL.has(problem.endpoint ?? '');

/**
 * Tells the tokens of which a renewal was refused from later ones of the same account. Empty of any other end: there the
 * tokens may be other ones each time, since they can be renewed.
 */
export function endedTokens(
	{ endpoint = '', httpStatus }: OAuthProblem,
	{ accessToken, oauthTokenData: tokens }: Data,
): string {
	if (!RENEWALS.has(endpoint) || httpStatus === undefined) return '';
	const token = isRecord(tokens) ? tokens.access_token : accessToken;
	return typeof token === 'string' && token !== '' ? keyOf(token).slice(0, 12) : '';
}

/**
 * Whether a service tells when a connection of this kind ends. A session that is begun anew by itself has no such end,
 * and neither has a key; a lifetime in seconds counts from a moment that n8n does not keep.
 */
export const canTellItsEnd = ({ kind, dialect: { tokens } }: SignIn): boolean =>
	kind === 'oAuth2' && tokens.refreshTokenExpiry !== undefined && tokens.lifetime !== 'seconds';

/** When a connection ends unless a person renews it, in epoch milliseconds, where the service tells. */
export function endOf(signIn: SignIn, { oauthTokenData: tokens }: Data): number | undefined {
	if (!canTellItsEnd(signIn) || !isRecord(tokens)) return undefined;
	const { refreshToken, refreshTokenExpiry = '', expiry } = signIn.dialect.tokens;
	return readMoment(tokens[tokens[refreshToken] ? refreshTokenExpiry : expiry]);
}
