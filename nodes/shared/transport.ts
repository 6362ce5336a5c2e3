import {
	NodeOperationError,
	type GenericValue,
	type IAllExecuteFunctions,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { deadTokenStatuses, type Dialect } from '../../oauth/dialect';
import { excerpt } from '../../oauth/excerpt';
import type { HttpAnswer, HttpCall, Send } from '../../oauth/http';
import { inputProblem, isOAuthProblem, type OAuthProblem } from '../../oauth/problems';
import { unreachable } from '../../oauth/readProblem';

/** The only place that calls n8n's request helpers. */

const TIMEOUT_MS = 30_000;

type PlainHelpers = IHttpRequestHelper['helpers'];
type SigningContext = Pick<IAllExecuteFunctions, 'helpers' | 'getNode'>;

/** Sends without a credential, so that a token endpoint sees nothing but its own fields. */
export function plainSend(dialect: Dialect, helpers: PlainHelpers, abortSignal?: AbortSignal): Send {
	return async (call) => {
		const options = { ...requestOptions(call), ignoreHttpStatusErrors: true, abortSignal };
		return await helpers
			.httpRequest(options)
			.then(toAnswer, (error: unknown) => failed(dialect, call, error));
	};
}

/** Sends as the account of a credential. A dead token has to reach n8n as an error: that is how it learns to renew. */
export function signedSend(dialect: Dialect, context: SigningContext, credentialType: string): Send {
	const dead = [...deadTokenStatuses(dialect)];
	return async (call) => {
		const options: IHttpRequestOptions = {
			...requestOptions(call),
			ignoreHttpStatusErrors: { ignore: true, except: dead },
		};
		return await context.helpers.httpRequestWithAuthentication
			.call(context as IAllExecuteFunctions, credentialType, options, {
				preAuthenticationRetryStatusCode: dead,
			})
			.then(toAnswer, (error: unknown) => failed(dialect, call, error));
	};
}

function requestOptions({ method, url, headers, body }: HttpCall): IHttpRequestOptions {
	return {
		method,
		url,
		headers: { ...headers },
		...(body === undefined ? {} : { body }),
		encoding: 'text',
		returnFullResponse: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
}

interface RawAnswer {
	readonly status?: number;
	readonly statusCode?: number;
	readonly headers?: object;
	readonly body?: unknown;
	readonly data?: unknown;
}

function toAnswer(raw: IN8nHttpFullResponse | RawAnswer): HttpAnswer {
	const { status, statusCode, headers = {}, body, data }: RawAnswer = raw;
	const content: unknown = body ?? data ?? '';
	return {
		status: statusCode ?? status ?? 0,
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]: [string, GenericValue]) => [
				name.toLowerCase(),
				String(value),
			]),
		),
		body: typeof content === 'string' ? content : JSON.stringify(content),
	};
}

/** An error of the helper is an answer after all, a problem of our credential, or no answer. */
function failed(dialect: Dialect, call: HttpCall, error: unknown): HttpAnswer {
	const chain = causesOf(error);
	const problem = chain.find(isOAuthProblem);
	if (problem) throw problem;
	const answer = chain.map(({ response }) => response).find((raw) => typeof raw?.status === 'number');
	if (answer) return toAnswer(answer);
	if (error instanceof NodeOperationError) throw error;
	if (chain.some(({ message }) => message.startsWith('Domain not allowed'))) throw notAllowed(call);
	if (chain.some(({ message }) => message === 'OAuth credentials not connected')) throw notConnected(dialect);
	throw unreachable(dialect, call, reasonOf(chain, call));
}

const notConnected = (dialect: Dialect) =>
	inputProblem(
		`The ${dialect.provider} credential is not connected`,
		'Open the credential, click Connect and allow access. Nothing was sent.',
	);

/** n8n compares hosts as they are typed, and typed they may be in another script than on the wire. */
function notAllowed(call: HttpCall): OAuthProblem {
	const { host } = new URL(call.url);
	return inputProblem(
		`The credential is not allowed to be sent to ${host}`,
		`Enter the address in the credential with exactly this host name: ${host}. Or allow the credential all domains.`,
	);
}

/** What HTTP clients hang on their errors. */
type HttpError = Error & { readonly response?: RawAnswer; readonly code?: unknown };

function causesOf(error: unknown): HttpError[] {
	const chain: HttpError[] = [];
	for (let cause = error; cause instanceof Error && !chain.includes(cause); cause = cause.cause)
		chain.push(cause);
	return chain;
}

const REASONS: Array<[RegExp, string]> = [
	[/^ECONNREFUSED$/, 'nothing listens at this address'],
	[/^(ENOTFOUND|EAI_AGAIN)$/, 'its host name is not known'],
	[/^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE)$/, 'the connection broke before the answer was complete'],
	[/^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)$/, `it did not answer within ${TIMEOUT_MS / 1000} seconds`],
	[/^(EHOSTUNREACH|ENETUNREACH)$/, 'there is no network path to it'],
	[/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/, 'its certificate is not trusted'],
	[/^(EPROTO|HPE_)/, 'it does not speak this protocol; try https in place of http, or the other way round'],
	[/^ERR_CANCELED$/, 'the execution was stopped'],
];

function reasonOf(chain: readonly HttpError[], call: HttpCall): string {
	const codes = chain.map(({ code }) => String(code ?? ''));
	const known = REASONS.find(([pattern]) => codes.some((code) => pattern.test(code)));
	return known?.[1] ?? excerpt(chain.at(-1)?.message ?? 'the request failed', call.secrets);
}
