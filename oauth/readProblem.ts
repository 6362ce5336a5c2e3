import { adviceFor, bareAdvice, generalAdvice } from './advice';
import type { Dialect } from './dialect';
import { excerpt } from './excerpt';
import type { HttpAnswer, HttpCall } from './http';
import { OAuthProblem, type ProblemKind } from './problems';
import { endOfWait, inWords, waitAsked } from './rateLimits';
import { outcomeUnknownHint } from './outcomeUnknown';
import { readRefusal } from './refusedAnswer';

/** The advice for an empty field. */
export const FILL_IN =
	'Fill in the field; if it holds an expression, check that it yields a value for this item. Nothing was sent.';

/** Reads an answer that is not a success as the problem it tells of. */
export function readProblem(dialect: Dialect, call: HttpCall, answer: HttpAnswer): OAuthProblem {
	const { error, meaning, body } = readRefusal(dialect, answer);
	const asked = waitAsked(dialect, answer, body);
	const wait = asked === undefined ? undefined : Math.ceil(asked);
	const isUnderstood = error !== undefined || bareAdvice(dialect, call, answer) !== undefined;
	const kind = kindOf(answer.status, isUnderstood);
	const outcomeUnknown = kind === 'unavailable' && call.effect === 'nonIdempotent';
	const advice = adviceFor(dialect, call, answer, kind, error && { ...error, code: meaning ?? error.code });
	return new OAuthProblem({
		kind,
		endpoint: call.endpoint,
		message: advice.message,
		hint: [
			advice.hint,
			outcomeUnknown ? outcomeUnknownHint(dialect, call) : '',
			wait === undefined ? '' : tryAgain(wait),
			// What a redirect says is where it leads, code and all.
			kind === 'redirected' ? '' : providerQuote(call, answer, error?.code, error?.detail),
		]
			.filter(Boolean)
			.join(' '),
		httpStatus: answer.status,
		providerCode: error?.code && excerpt(error.code, call.secrets),
		meaning,
		retryAfterSeconds: wait,
		outcomeUnknown,
	});
}

/** A success by its status whose body is not what was asked for: an error by a code of its own, or nothing that can be made sense of. */
export function unreadable(dialect: Dialect, call: HttpCall, answer: HttpAnswer): OAuthProblem {
	if (readRefusal(dialect, answer).error?.code) return readProblem(dialect, call, answer);
	const { message, hint } = adviceFor(dialect, call, answer, 'unreadable');
	return new OAuthProblem({
		kind: 'unreadable',
		endpoint: call.endpoint,
		message,
		hint: [hint, answerSummary(answer), ...outcomeHints(dialect, call)].join(' '),
		httpStatus: answer.status,
		outcomeUnknown: call.effect === 'nonIdempotent',
	});
}

/** The provider asked for a wait that is longer than the item may wait; the request was not sent. */
export function tooBusy(dialect: Dialect, call: HttpCall, seconds: number): OAuthProblem {
	return new OAuthProblem({
		kind: 'rateLimited',
		endpoint: call.endpoint,
		message: `${dialect.provider} asked for a wait of ${inWords(seconds)}, which is longer than ${call.hasOneTimeCode ? 'a one-time code lasts' : 'the "Max Wait" of this node'}`,
		hint: `Nothing was sent and nothing is lost. ${tryAgain(seconds)}`,
		retryAfterSeconds: Math.ceil(seconds),
	});
}

/** Longer than any answer of this provider's API. */
export function tooLong(dialect: Dialect, call: HttpCall, mostBytes: number): OAuthProblem {
	const { message, hint } = generalAdvice(dialect, call, NO_ANSWER, 'unreadable');
	const length = `The answer is longer than ${mostBytes / 1_000_000} MB, so the rest was not read.`;
	return new OAuthProblem({
		kind: 'unreadable',
		endpoint: call.endpoint,
		message,
		hint: [hint, length, ...outcomeHints(dialect, call)].join(' '),
		outcomeUnknown: call.effect === 'nonIdempotent',
	});
}

/** What spends may have been done, however little can be made of the answer. */
const outcomeHints = (dialect: Dialect, call: HttpCall) =>
	call.effect === 'nonIdempotent' ? [outcomeUnknownHint(dialect, call)] : [];

const NO_ANSWER: HttpAnswer = { status: 0, headers: {}, body: '' };

function tryAgain(seconds: number): string {
	return `Try again in ${inWords(seconds)}, at ${endOfWait(seconds)}.`;
}

/** The request never left. `reason` completes "cannot be reached: …". */
export function unreachable(dialect: Dialect, call: HttpCall, reason: string, hint: string) {
	return new OAuthProblem({
		kind: 'unreachable',
		endpoint: call.endpoint,
		message: `${dialect.provider} at ${new URL(call.url).host} cannot be reached: ${reason}`,
		hint,
		neverLeft: true,
	});
}

/** The request was given up before it left. `reason` completes "was not asked: …". */
export function notAsked(dialect: Dialect, call: HttpCall, reason: string): OAuthProblem {
	return new OAuthProblem({
		kind: 'unreachable',
		endpoint: call.endpoint,
		message: `${dialect.provider} was not asked: ${reason}`,
		hint: 'Nothing was sent and nothing is lost.',
		neverLeft: true,
	});
}

/** The request left, or may have, and no whole answer came back. `reason` completes "gave no answer: …". */
export function unanswered(dialect: Dialect, call: HttpCall, reason: string): OAuthProblem {
	const outcomeUnknown = call.effect === 'nonIdempotent';
	return new OAuthProblem({
		kind: 'unreachable',
		endpoint: call.endpoint,
		message: `${dialect.provider} at ${new URL(call.url).host} gave no answer: ${reason}`,
		hint: outcomeUnknown
			? outcomeUnknownHint(dialect, call)
			: 'Nothing is lost: this request can be repeated. If it lasts, check the server and the network between.',
		outcomeUnknown,
	});
}

function kindOf(status: number, understood: boolean): ProblemKind {
	if (status >= 300 && status < 400) return 'redirected';
	if (status === 429) return 'rateLimited';
	if (status >= 500) return 'unavailable';
	return understood ? 'refused' : 'unreadable';
}

function providerQuote(call: HttpCall, answer: HttpAnswer, code?: string, detail?: string): string {
	const isSuccess = answer.status >= 200 && answer.status < 300;
	const words = excerpt(detail ?? (isSuccess ? code : answer.body) ?? '', call.secrets);
	const facts = [code && excerpt(code, call.secrets), `HTTP ${answer.status}`].filter(Boolean).join(', ');
	return words ? `The answer was "${words}" (${facts}).` : `The answer was empty (${facts}).`;
}

/** A success may hold new tokens, in whatever shape, so nothing of it is quoted. */
function answerSummary({ status, headers, body }: HttpAnswer): string {
	if (body.trim() === '') return `The answer was empty (HTTP ${status}).`;
	const type = excerpt(headers['content-type']?.split(';', 1)[0] ?? '') || 'an unknown type';
	return `The answer has ${body.length} characters of ${type} (HTTP ${status}).`;
}
