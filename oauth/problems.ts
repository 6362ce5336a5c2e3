import { deadTokenStatuses, type Dialect } from './dialect';

/**
 * - `input`: something is missing or malformed on our side; nothing was sent
 * - `refused`: the provider understood and said no
 * - `rateLimited`: too many requests
 * - `unavailable`: the provider failed (5xx)
 * - `unreadable`: the answer is not what this provider's API sends
 * - `redirected`: the answer points elsewhere; redirects are not followed
 * - `unreachable`: no answer came
 */
export type ProblemKind =
	'input' | 'refused' | 'rateLimited' | 'unavailable' | 'unreadable' | 'redirected' | 'unreachable';

/** All that is known of a failure. */
export interface ProblemDetails {
	readonly kind: ProblemKind;
	/** The dialect's name of the request, where there was to be one. */
	readonly endpoint?: string;
	readonly message: string;
	readonly hint: string;
	readonly httpStatus?: number;
	readonly providerCode?: string;
	readonly meaning?: string;
	readonly retryAfterSeconds?: number;
	readonly outcomeUnknown?: boolean;
	readonly neverLeft?: boolean;
}

/**
 * What went wrong, as data and in words. It never holds a secret.
 *
 * Its properties avoid the names `status`, `code` and `response`: n8n searches errors for those and puts a
 * stock sentence in the place of the message.
 */
export class OAuthProblem extends Error {
	override readonly name = 'OAuthProblem';
	readonly kind: ProblemKind;
	readonly endpoint?: string;
	/** What to do next. n8n shows an error's `description` beneath its message. */
	readonly description: string;
	readonly httpStatus?: number;
	/** The provider's own error code, such as `invalid_grant`. */
	readonly providerCode?: string;
	/** What the provider's words mean, by the dialect's `messagePatterns`. */
	readonly meaning?: string;
	/** How long the provider asks to wait. */
	readonly retryAfterSeconds?: number;
	/** Whether the request may have been carried out, though no answer says so, and must not be repeated unchecked. */
	readonly outcomeUnknown: boolean;
	/** Whether the request certainly never reached the server. */
	readonly neverLeft: boolean;

	constructor(details: ProblemDetails) {
		super(details.message);
		this.kind = details.kind;
		this.endpoint = details.endpoint;
		this.description = details.hint;
		this.httpStatus = details.httpStatus;
		this.providerCode = details.providerCode;
		this.meaning = details.meaning;
		this.retryAfterSeconds = details.retryAfterSeconds;
		this.outcomeUnknown = details.outcomeUnknown ?? false;
		this.neverLeft = details.neverLeft ?? false;
	}
}

/** Recognises an {@link OAuthProblem} wherever it was made: n8n may load credentials and nodes apart. */
export function isOAuthProblem(error: unknown): error is OAuthProblem {
	return error instanceof Error && error.name === 'OAuthProblem' && 'kind' in error;
}

/** Whether a refused refresh means that the session is over for good, by its dialect. */
export function isDeadGrant({ deadGrantSigns }: Dialect, problem: OAuthProblem): boolean {
	return isOneOf(deadGrantSigns, problem);
}

/**
 * Whether a refusal says that the access token of its request is not valid (any more). A page of something in between,
 * which is not in the provider's form, does not.
 */
export function isDeadAccessToken(dialect: Dialect, { kind, httpStatus, meaning }: OAuthProblem): boolean {
	const { deadTokenSigns = [] } = dialect;
	const byStatus = deadTokenStatuses(dialect).includes(httpStatus ?? 0);
	return kind === 'refused' && (byStatus || deadTokenSigns.includes(meaning ?? ''));
}

/** Whether what a request was to end is not there any more, by its dialect. */
export function isNotFound({ notFoundSigns }: Dialect, problem: OAuthProblem): boolean {
	return isOneOf(notFoundSigns, problem);
}

/** Whether a refusal tells of something that failed in the server, by its dialect. */
export function isFailure({ failureSigns = [] }: Dialect, problem: OAuthProblem): boolean {
	return isOneOf(failureSigns, problem);
}

/** What the words mean is more telling than code and status, so that these count only where it is not known. */
function isOneOf(signs: readonly string[], { kind, meaning, endpoint, ...problem }: OAuthProblem): boolean {
	const own = meaning
		? [meaning, `${endpoint}:${meaning}`]
		: [problem.providerCode, `${endpoint}:${problem.providerCode}`, `${endpoint}:${problem.httpStatus}`];
	return kind === 'refused' && own.some((sign) => signs.includes(sign ?? ''));
}

/** A problem with what was given to us; nothing was sent. */
export function inputProblem(message: string, hint: string): OAuthProblem {
	return new OAuthProblem({ kind: 'input', message, hint });
}

/** New tokens are refused like the ones before them; none is asked for any more for a while. */
export const neverAccepted = ({ provider }: Dialect): OAuthProblem =>
	new OAuthProblem({
		kind: 'refused',
		endpoint: 'refresh',
		message: `${provider} hands out new tokens, and accepts none of them`,
		hint: 'The account may be blocked, or something between n8n and the server may refuse what passes. If it lasts, tell whoever runs the server.',
	});
