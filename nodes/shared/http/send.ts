import type { IHttpRequestHelper, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import type { HttpAnswer, HttpCall, Send } from '../../../oauth/http';
import { orAborted } from './aborting';
import { readAnswer, type RawAnswer } from './answers';
import { answerIn, failureOf } from './failures';
import { Limits } from './limits';
import { refuseUnlessAllowed } from './plainHttp';
import { DEFAULTS, type RequestSettings } from './settings';

/** Beside `signing/signedSend.ts` the only place that calls n8n's request helpers. */

export type CallSettings = Pick<RequestSettings, 'timeoutMs' | 'allowHttp' | 'ignoreSslIssues'>;

/** One of n8n's request helpers, with all but the request itself filled in. */
export type Request = (
	options: IHttpRequestOptions,
	abortSignal: AbortSignal,
) => Promise<IN8nHttpFullResponse>;

/** Sends without a credential, so that a token endpoint sees nothing but its own fields. */
export function plainSend(
	dialect: Dialect,
	helpers: IHttpRequestHelper['helpers'],
	settings: CallSettings = DEFAULTS,
	limits = new Limits(),
): Send {
	return async (call) =>
		await exchange(dialect, call, settings, limits, async (options, abortSignal) =>
			helpers.httpRequest({ ...options, ignoreHttpStatusErrors: true, abortSignal }),
		);
}

/**
 * Sends one request and reads its answer, within the time that it may take.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} when no whole answer came
 */
export async function exchange(
	dialect: Dialect,
	call: HttpCall,
	settings: CallSettings,
	limits: Limits,
	request: Request,
): Promise<HttpAnswer> {
	refuseUnlessAllowed(call, settings);
	const { timeoutMs } = settings;
	const limited = limits.begin(timeoutMs);
	const { signal } = limited;
	const failed = (error: unknown, isAnswering = false): never => {
		throw failureOf(dialect, call, error, { ended: limited.ended, timeoutMs, isAnswering });
	};
	// n8n may sign in first, which ends with no signal.
	return await orAborted(request(requestOptions(call, settings), signal), signal)
		.catch((error: unknown): RawAnswer => answerIn(error) ?? failed(error))
		.then(async (raw) => await readAnswer(raw, signal).catch((error: unknown) => failed(error, true)))
		.finally(limited.release);
}

const requestOptions = (
	{ method, url, headers, body }: HttpCall,
	{ timeoutMs, ignoreSslIssues }: CallSettings,
): IHttpRequestOptions => ({
	method,
	url,
	headers: { ...headers },
	...(body === undefined ? {} : { body }),
	encoding: 'stream',
	returnFullResponse: true,
	disableFollowRedirect: true,
	timeout: timeoutMs,
	...(ignoreSslIssues && { skipSslCertificateValidation: true }),
});
