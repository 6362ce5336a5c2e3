import type {
	IAllExecuteFunctions,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { deadTokenStatuses, type Dialect } from '../../oauth/dialect';
import type { HttpAnswer, HttpCall, Send } from '../../oauth/http';
import { inputProblem } from '../../oauth/problems';
import { readAnswer, type RawAnswer } from './answers';
import { answerIn, failureOf } from './failures';
import { DEFAULTS, type RequestSettings } from './requestSettings';

/** The only place that calls n8n's request helpers. */

export type CallSettings = Pick<RequestSettings, 'timeoutMs' | 'allowHttp'>;
type PlainHelpers = IHttpRequestHelper['helpers'];
type SigningContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode'>;

/** Sends without a credential, so that a token endpoint sees nothing but its own fields. */
export function plainSend(
	dialect: Dialect,
	helpers: PlainHelpers,
	settings: CallSettings = DEFAULTS,
	cancelSignal?: AbortSignal,
): Send {
	return async (call) =>
		await exchanged(dialect, call, settings, cancelSignal, async (options, abortSignal) =>
			helpers.httpRequest({ ...options, ignoreHttpStatusErrors: true, abortSignal }),
		);
}

/** Sends as the account of a credential. A dead token has to reach n8n as an error: that is how it learns to renew. */
export function signedSend(
	dialect: Dialect,
	context: SigningContext,
	credentialType: string,
	settings: CallSettings = DEFAULTS,
	cancelSignal?: AbortSignal,
): Send {
	const dead = [...deadTokenStatuses(dialect)];
	return async (call) =>
		await exchanged(dialect, call, settings, cancelSignal, async (options) =>
			context.helpers.httpRequestWithAuthentication.call(
				context as IAllExecuteFunctions,
				credentialType,
				{ ...options, ignoreHttpStatusErrors: { ignore: true, except: dead } },
				{ preAuthenticationRetryStatusCode: dead },
			),
		);
}

async function exchanged(
	dialect: Dialect,
	call: HttpCall,
	{ timeoutMs, allowHttp }: CallSettings,
	cancelSignal: AbortSignal | undefined,
	request: (options: IHttpRequestOptions, abortSignal: AbortSignal) => Promise<IN8nHttpFullResponse>,
): Promise<HttpAnswer> {
	if (!allowHttp) refusePlainHttp(call.url);
	const timeout = AbortSignal.timeout(timeoutMs);
	const signal = cancelSignal ? AbortSignal.any([cancelSignal, timeout]) : timeout;
	const failed = (error: unknown): never => {
		const signals = { timeoutMs, timedOut: timeout.aborted, stopped: cancelSignal?.aborted ?? false };
		throw failureOf(dialect, call, error, signals);
	};
	const raw = await request({ ...requestOptions(call), timeout: timeoutMs }, signal).catch(
		(error: unknown): RawAnswer => answerIn(error) ?? failed(error),
	);
	return await readAnswer(raw, signal).catch(failed);
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

/** @throws {import('../../oauth/problems').OAuthProblem} of kind `input` for http to another machine */
export function refusePlainHttp(url: string): void {
	const { protocol, hostname, host } = new URL(url);
	if (protocol !== 'http:' || /^(.*\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(hostname)) return;
	throw inputProblem(
		`${host} is asked for over http, where anyone on the way can read tokens and passwords`,
		'Use https. If the server is in your own network, switch on "Allow Plain HTTP": in the credential, or without one in the Request Options of this node. Nothing was sent.',
	);
}
