import { NodeOperationError } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { excerpt } from '../../../oauth/excerpt';
import type { HttpCall } from '../../../oauth/http';
import { inputProblem, isDeadGrant, isOAuthProblem, OAuthProblem } from '../../../oauth/problems';
import { readProblem, tooLong, unanswered, unreachable } from '../../../oauth/readProblem';
import { MOST_BYTES, TooLong, type RawAnswer } from './answers';
import { saidIn } from './oneText';
import { CONNECT_AGAIN, LOOK_AT_SERVER, NEVER_LEFT, UNANSWERED, type Reason } from './reasons';

/** What HTTP clients hang on their errors. */
type HttpError = Error & {
	readonly response?: RawAnswer;
	readonly code?: unknown;
	readonly syscall?: unknown;
};

/** Why a request has no answer after somebody has stopped the execution. */
export const STOPPED = 'the execution was stopped';

const TIMED_OUT = /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)\b/;

/** An error with an answer in it: the helpers make one of each status that they are not told to ignore. */
export const answerIn = (error: unknown): RawAnswer | undefined =>
	causesOf(error)
		.map(({ response }) => response)
		.find((raw) => typeof raw?.status === 'number');

/** What ended the request, if it was not the server. */
export interface Signals {
	readonly timeoutMs: number;
	readonly ended?: 'stopped' | 'timedOut';
	/** Whether an answer had begun. */
	readonly isAnswering?: boolean;
}

/** What to throw for a request without an answer. */
export function failureOf(dialect: Dialect, call: HttpCall, error: unknown, signals: Signals): Error {
	const chain = causesOf(error);
	const problem = chain.find(isOAuthProblem) ?? chain.map(saidIn).find((said) => said !== undefined);
	if (problem) return problem;
	if (error instanceof NodeOperationError) return error;
	if (error instanceof TooLong) return tooLong(dialect, call, MOST_BYTES);
	if (chain.some(({ message }) => message.startsWith('Domain not allowed'))) return notAllowed(call);
	if (chain.some(({ message }) => message === 'OAuth credentials not connected'))
		return notConnected(dialect);
	const codes = chain.map(codeOf);
	const reasonIn = (reasons: Reason[]): Partial<Reason> =>
		reasons.find(([pattern]) => codes.some((code) => pattern.test(code))) ?? [];
	const [, neverLeft, whatToDo] = signals.isAnswering ? [] : reasonIn(NEVER_LEFT);
	if (neverLeft !== undefined) return unreachable(dialect, call, neverLeft, whatToDo ?? LOOK_AT_SERVER);
	if (signals.ended === 'stopped') return unanswered(dialect, call, STOPPED);
	if (signals.ended === 'timedOut' || codes.some((code) => TIMED_OUT.test(code))) {
		return unanswered(dialect, call, `it took longer than ${signals.timeoutMs / 1000} seconds`);
	}
	const words = excerpt(chain.at(-1)?.message ?? '', call.secrets) || 'the request failed';
	return unanswered(dialect, call, reasonIn(UNANSWERED)[1] ?? words);
}

/** A problem that a credential had with its own requests, with the credential's name. */
export function namingCredential<T>(
	error: T,
	endpoint: string | undefined,
	name: string | undefined,
): T | OAuthProblem {
	if (!isOAuthProblem(error) || name === undefined || !RENEWALS.has(error.endpoint ?? '')) return error;
	if (error.endpoint === endpoint) return error;
	return new OAuthProblem({
		...error,
		message: `${error.message} (credential "${name}")`,
		hint: error.description,
	});
}

const RENEWALS = new Set(['signIn', 'refresh', 'discoverClient']);

/** What n8n says when it could not refresh the tokens of an OAuth2 credential. */
type RefreshError = HttpError & { readonly body?: unknown; readonly status?: number };

/**
 * What to throw for a refresh that n8n made for us, out of what n8n has thrown. Of a grant that is over it says to
 * connect again.
 */
export function refreshProblem(
	dialect: Dialect,
	error: unknown,
	name: string,
	secrets: readonly string[],
): Error {
	const problem = asProblem(dialect, { ...refreshCall(dialect), secrets }, error);
	if (!isOAuthProblem(problem) || !isDeadGrant(dialect, problem)) {
		return namingCredential(problem, undefined, name);
	}
	return new OAuthProblem({
		...problem,
		message: `The credential "${name}" has to be connected again: ${problem.message}`,
		hint: `${CONNECT_AGAIN} ${problem.description}`,
	});
}

/** The request that n8n makes when it refreshes, as far as it is known. */
export const refreshCall = (dialect: Dialect): HttpCall => ({
	endpoint: 'refresh',
	effect: 'nonIdempotent',
	method: 'POST',
	url: dialect.endpoints.refresh?.url.replace(/^\{\w+\}/, PLACEHOLDER) ?? PLACEHOLDER,
	headers: {},
	secrets: [],
});

const PLACEHOLDER = 'https://token.endpoint';

function asProblem(dialect: Dialect, call: HttpCall, error: unknown): Error {
	const { body = answerIn(error)?.data, status = answerIn(error)?.status }: Partial<RefreshError> =
		isErrorLike(error) ? error : {};
	if (isReconnectError(error)) return readProblem(dialect, call, DEAD_GRANT);
	if (status === undefined && body === undefined) return failureOf(dialect, call, error, { timeoutMs: 0 });
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	// n8n's client for OAuth2 throws some answers without their status; they are those of RFC 6749 §5.2.
	return readProblem(dialect, call, { status: status ?? 400, headers: {}, body: text });
}

/** Of all that can go wrong in a refresh, n8n makes an error about the node of a grant that is dead, and of nothing else. */
const isReconnectError = (error: unknown): boolean =>
	error instanceof Error && error.name === NodeOperationError.name;

const DEAD_GRANT = { status: 400, headers: {}, body: JSON.stringify({ error: 'invalid_grant' }) };

/** For an OAuth2 credential without tokens. */
export const notConnected = ({ provider, connecting }: Dialect) =>
	inputProblem(
		`The ${provider} credential is not connected`,
		['Open the credential, click Connect and allow access.', connecting, 'Nothing was sent.']
			.filter(Boolean)
			.join(' '),
	);

/** n8n compares hosts as they are typed, and typed they may be in another script than on the wire. */
function notAllowed(call: HttpCall): OAuthProblem {
	const { host } = new URL(call.url);
	return inputProblem(
		`The credential is not allowed to be sent to ${host}`,
		`Enter the address in the credential with exactly this host name: ${host}. Or set its "Allowed HTTP Request Domains" to All.`,
	);
}

/** `code syscall`; the first words of a TLS connection have no call of their own. */
const codeOf = ({ code, syscall, message }: HttpError): string =>
	`${String(code ?? '')} ${/wrong version number/.test(message) ? 'handshake' : String(syscall ?? '')}`.trim();

/** Not `instanceof`: errors may come from another realm. */
const isErrorLike = (value: unknown): value is HttpError =>
	typeof value === 'object' && value !== null && 'message' in value;

function causesOf(error: unknown): HttpError[] {
	const chain: HttpError[] = [];
	for (let cause = error; isErrorLike(cause) && !chain.includes(cause); cause = cause.cause)
		chain.push(cause);
	return chain;
}
