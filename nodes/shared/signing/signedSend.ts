import type { IAllExecuteFunctions, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { deadTokenStatuses, type Dialect } from '../../../oauth/dialect';
import { withoutSecrets } from '../../../oauth/excerpt';
import type { HttpAnswer, HttpCall, Send } from '../../../oauth/http';
import { isDeadToken } from '../../../oauth/refusedAnswer';
import { LONGEST_WAIT_MS } from '../../../oauth/refusals';
import { isTaken } from '../../../oauth/sessions';
import { orAborted } from '../http/aborting';
import { failureOf, namingCredential, refreshCall } from '../http/failures';
import type { Limits } from '../http/limits';
import { refuseUnlessAllowed } from '../http/plainHttp';
import { exchange, plainSend, type CallSettings } from '../http/send';
import { credentialSecrets } from './credentialSecrets';
import { isPlain } from './itemDependence';
import type { Credentials, Signer } from './signer';
import { renewsWithoutLock, type SignIn } from './signIn';
import { notePlain, STORES_ONLY_WHAT_IS_NEW } from './storing';

/** What of n8n's context is needed to sign a request. */
export type SigningContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode' | 'getCredentials'>;

/**
 * How often a request is repeated in all. Workers that sign in at the same moment end each other's session where an
 * account has but one, and n8n has no lock for session credentials: whoever finds a new token dead as well waits for a
 * random while and looks once more.
 */
const MOST_REPEATS = 4;
const MOST_REPEATS_UNDER_LOCK = 3;
const PAUSE_MS = 300;

/** The parts of one signed request that stay the same however often it is sent. */
interface Sending {
	readonly signIn: SignIn;
	readonly context: SigningContext;
	readonly settings: CallSettings;
	readonly limits: Limits;
}

/**
 * Sends as the account of a credential. A request that was refused for its token was not carried out: the token is
 * looked at again, replaced if it is dead, and the request is repeated.
 */
export function signedSend(sending: Sending, signer: Signer): Send {
	const { signIn, context, settings, limits } = sending;
	const plain = plainSend(signIn.dialect, context.helpers, settings, limits);
	const mostRepeats = renewsWithoutLock(signIn) ? MOST_REPEATS : MOST_REPEATS_UNDER_LOCK;
	return async (call) => {
		refuseUnlessAllowed(call, settings);
		let [times, renewals, last] = [0, 0, undefined as string | undefined];
		for (let repeats = 0; ; repeats++) {
			const credentials = await inTime(sending, signer.credentials(call.url, plain));
			const answer = await sendSigned(sending, call, credentials);
			const isDead = isDeadToken(signIn.dialect, answer);
			if (!isDead && isTaken(answer.status)) signer.accepted(credentials, call.url);
			if (!isDead) return answer;
			if (repeats === mostRepeats) return answer;
			times = credentials.accessToken === last ? times + 1 : 1;
			last = credentials.accessToken;
			const mayRenew = renewals === 0 || renewsWithoutLock(signIn);
			const verdict = await inTime(sending, signer.refused(credentials, times, plain, mayRenew));
			if (verdict === 'giveUp') return answer;
			if (verdict === 'renewed' && renewals++ > 0) {
				await inTime(sending, limits.time.sleep(PAUSE_MS * renewals * Math.random()));
			}
		}
	};
}

async function sendSigned(
	{ signIn: { dialect, type, kind }, context, settings, limits }: Sending,
	call: HttpCall,
	{ data, accessToken }: Credentials,
): Promise<HttpAnswer> {
	// A copy of its own: n8n puts into it what it renews.
	const shown = { ...data };
	const isToRenew = kind === 'session' && accessToken === undefined && !STORES_ONLY_WHAT_IS_NEW;
	if (isToRenew && (await isPlain(context, type))) notePlain(shown);
	const answer = await exchange(dialect, call, settings, limits, async (options, abortSignal) =>
		context.helpers.httpRequestWithAuthentication.call(
			withOverrides(context, {
				getExecutionCancelSignal: () => abortSignal,
				getCredentials: async () => shown,
			}),
			type,
			{ ...options, ignoreHttpStatusErrors: true },
			{ preAuthenticationRetryStatusCode: [...deadTokenStatuses(dialect)] },
		),
	).catch((error: unknown) => {
		throw namingCredential(error, call.endpoint, context.getNode().credentials?.[type]?.name);
	});
	return redacted(answer, credentialSecrets(shown));
}

/** Has n8n refresh an OAuth2 credential and store what comes, under n8n's own lock, if its token is still the stored one. */
export async function refreshByN8n(
	context: SigningContext,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<void> {
	const shown = withOverrides(context, { getCredentials: async () => ({ ...data }) });
	await context.helpers.refreshOAuth2Token.call(shown, type);
}

/** n8n refreshes without a signal and waits for five minutes; the refresh goes on for others. */
async function inTime<T>(
	{ signIn: { dialect }, settings: { timeoutMs }, limits }: Sending,
	work: Promise<T>,
) {
	// Beside its own time, work may wait for what others have met to pass.
	const limited = limits.begin(timeoutMs + LONGEST_WAIT_MS);
	return await orAborted(work, limited.signal)
		.catch((error: unknown) => {
			throw limited.ended ? stopped(dialect, error, limited.ended, timeoutMs) : error;
		})
		.finally(limited.release);
}

const stopped = (dialect: Dialect, error: unknown, ended: 'stopped' | 'timedOut', timeoutMs: number) =>
	failureOf(dialect, refreshCall(dialect), error, { ended, timeoutMs });

/** n8n reads some things only from the context that asks, such as the signal and the credential of a signed request. */
const withOverrides = (context: SigningContext, overrides: object) =>
	Object.assign(Object.create(context), overrides) as IAllExecuteFunctions;

/** Errors quote what was answered, and servers repeat what was sent; n8n signs, so the call does not name it. */
function redacted(answer: HttpAnswer, secrets: readonly string[]): HttpAnswer {
	if (answer.status < 300) return answer;
	const headers = Object.entries(answer.headers).map(([name, value]) => [
		name,
		withoutSecrets(value, secrets),
	]);
	return {
		...answer,
		headers: Object.fromEntries(headers) as Record<string, string>,
		body: withoutSecrets(answer.body, secrets),
	};
}
