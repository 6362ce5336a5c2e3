import {
	sleep,
	type IAllExecuteFunctions,
	type ICredentialDataDecryptedObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { deadTokenStatuses, type Dialect } from '../../../oauth/dialect';
import { withoutSecrets } from '../../../oauth/excerpt';
import type { HttpAnswer, HttpCall, Send } from '../../../oauth/http';
import { orAborted } from './aborting';
import { readAnswer, type RawAnswer } from './answers';
import type { Connection } from '../signing/connection';
import { answerIn, failureOf, namingCredential, refreshCall } from './failures';
import { Limits } from './limits';
import { refuseUnlessAllowed } from './plainHttp';
import { DEFAULTS, type RequestSettings } from './settings';

/** The only place that calls n8n's request helpers. */

export type CallSettings = Pick<RequestSettings, 'timeoutMs' | 'allowHttp'>;
type PlainHelpers = IHttpRequestHelper['helpers'];
export type SigningContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode' | 'getCredentials'>;

/** Sends without a credential, so that a token endpoint sees nothing but its own fields. */
export function plainSend(
	dialect: Dialect,
	helpers: PlainHelpers,
	settings: CallSettings = DEFAULTS,
	limits = new Limits(),
): Send {
	return async (call) =>
		await exchanged(dialect, call, settings, limits, async (options, abortSignal) =>
			helpers.httpRequest({ ...options, ignoreHttpStatusErrors: true, abortSignal }),
		);
}

/**
 * Workers that sign in at the same moment end each other's session where an account has but one, and n8n has no lock
 * for session credentials: whoever finds a new token dead as well waits for a random while and looks once more.
 */
const REPEATS = 4;
const PAUSE_MS = 300;

/**
 * Sends as the account of a credential. A token that turns out dead is replaced, and the request repeated: one that was
 * refused for its token was not carried out. Once for OAuth2, which n8n has a lock for.
 */
export function signedSend(
	dialect: Dialect,
	context: SigningContext,
	credentialType: string,
	connection: Connection,
	settings: CallSettings = DEFAULTS,
	limits = new Limits(),
): Send {
	const dead = [...deadTokenStatuses(dialect)];
	const send = async (call: HttpCall, isLast: boolean) => {
		const data = isLast ? undefined : connection.data;
		return await exchanged(dialect, call, settings, limits, async (options, abortSignal) =>
			context.helpers.httpRequestWithAuthentication.call(
				withOverrides(context, {
					getExecutionCancelSignal: () => abortSignal,
					...(data && { getCredentials: async () => data }),
				}),
				credentialType,
				// In the end n8n may see the status: if the token that came instead is dead too, n8n has the credential renew it.
				{ ...options, ignoreHttpStatusErrors: isLast ? { ignore: true, except: dead } : true },
				{ preAuthenticationRetryStatusCode: dead },
			),
		).catch((error: unknown) => {
			throw namingCredential(error, call, context.getNode().credentials?.[credentialType]?.name);
		});
	};
	return async (call) => {
		refuseUnlessAllowed(call, settings);
		for (let repeats = 0; ; repeats++) {
			const accessToken = await inTime(dialect, settings, limits, connection.accessToken(call.url));
			const isLast = repeats === (connection.isShared ? REPEATS : 1);
			const answer = await send(call, isLast);
			if (isLast || dead.includes(answer.status)) connection.forget();
			if (isLast || accessToken === undefined || !dead.includes(answer.status))
				return redacted(answer, connection.secrets);
			if (repeats > 0) await sleep(PAUSE_MS * repeats * Math.random());
			await inTime(dialect, settings, limits, connection.replace(accessToken));
		}
	};
}

/**
 * Has n8n refresh an OAuth2 credential and store what comes, under n8n's own lock. Hosts before n8n 2.23 cannot; they
 * refresh when they see a 401.
 *
 * @param held the credential as it was when its token was found to be due. Once n8n has the lock, it refreshes only if
 * that token is still the stored one; reading the credential itself, it might see what another worker has just stored,
 * and refresh that.
 */
export async function refreshByN8n(
	context: SigningContext,
	credentialType: string,
	held: ICredentialDataDecryptedObject,
): Promise<void> {
	const { helpers } = context;
	if (typeof helpers.refreshOAuth2Token !== 'function') return;
	const shown = withOverrides(context, { getCredentials: async () => ({ ...held }) });
	await helpers.refreshOAuth2Token.call(shown, credentialType);
}

/** n8n refreshes without a signal and waits for five minutes; the refresh goes on for others. */
async function inTime<T>(
	dialect: Dialect,
	{ timeoutMs }: CallSettings,
	limits: Limits,
	work: Promise<T>,
): Promise<T> {
	const limited = limits.begin(timeoutMs);
	return await orAborted(work, limited.signal)
		.catch((error: unknown) => {
			throw limited.ended
				? failureOf(dialect, refreshCall(dialect), error, { ...limited, timeoutMs })
				: error;
		})
		.finally(limited.release);
}

/** n8n reads some things only from the context that asks, such as the signal and the credential of a signed request. */
const withOverrides = (context: SigningContext, shown: object) =>
	Object.assign(Object.create(context), shown) as IAllExecuteFunctions;

/** Errors quote what was answered, and servers repeat what was sent. */
function redacted(answer: HttpAnswer, secrets: readonly string[]): HttpAnswer {
	if (answer.status < 300) return answer;
	const headers = Object.entries(answer.headers).map(([name, value]) => [
		name,
		withoutSecrets(value, secrets),
	]);
	return {
		...answer,
		headers: Object.fromEntries(headers) as HttpAnswer['headers'],
		body: withoutSecrets(answer.body, secrets),
	};
}

async function exchanged(
	dialect: Dialect,
	call: HttpCall,
	settings: CallSettings,
	limits: Limits,
	request: (options: IHttpRequestOptions, abortSignal: AbortSignal) => Promise<IN8nHttpFullResponse>,
): Promise<HttpAnswer> {
	refuseUnlessAllowed(call, settings);
	const { timeoutMs } = settings;
	const limited = limits.begin(timeoutMs);
	const { signal } = limited;
	const failed = (error: unknown, isAnswering = false): never => {
		throw failureOf(dialect, call, error, { ended: limited.ended, timeoutMs, isAnswering });
	};
	// n8n may sign in first, which ends with no signal.
	return await orAborted(request({ ...requestOptions(call), timeout: timeoutMs }, signal), signal)
		.catch((error: unknown): RawAnswer => answerIn(error) ?? failed(error))
		.then(async (raw) => await readAnswer(raw, signal).catch((error: unknown) => failed(error, true)))
		.finally(limited.release);
}

const requestOptions = ({ method, url, headers, body }: HttpCall): IHttpRequestOptions => ({
	method,
	url,
	headers: { ...headers },
	...(body === undefined ? {} : { body }),
	encoding: 'stream',
	returnFullResponse: true,
	disableFollowRedirect: true,
});
