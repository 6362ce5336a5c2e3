/**
 * A dialect: everything in which one provider departs from RFC 6749, as data.
 *
 * `oauth/` reads dialects and never names a provider. When a provider needs a special case there, this
 * type lacks a word, and the word is added here.
 */
export interface Dialect {
	/** The provider's name as its users write it; it opens every message about it. */
	readonly provider: string;
	/**
	 * The issuer that each callback names (RFC 9207), as a template: one without it is refused. Where this is left out, an
	 * `iss` has to be of the same host, if there is one.
	 */
	readonly issuer?: string;
	/** Every request the package makes to this provider, by name. */
	readonly endpoints: Readonly<Record<string, EndpointTemplate>>;
	/** Where a token answer keeps its parts. */
	readonly tokens: TokenFormat;
	/** The shapes the provider's errors take, tried in this order. */
	readonly errorFamilies: readonly ErrorFamily[];
	/**
	 * Names of our own for what the provider says in words only, where one code stands for many problems: the first
	 * whose expression is found in its message takes the place of the code in `advice`, `deadGrantSigns` and `notFoundSigns`.
	 */
	readonly messagePatterns?: Readonly<Record<string, RegExp>>;
	/**
	 * How a request to end something says that it is not there any more, as in `deadGrantSigns`. A 404 alone is no such
	 * sign: an address that never was answers the same.
	 */
	readonly notFoundSigns: readonly string[];
	/**
	 * How a refresh says that the session is over for good, and only its user can start another: by an error code,
	 * by one of the `messagePatterns`, or by a status where codes do not tell. `endpoint:pattern`, `endpoint:code` and
	 * `endpoint:status` are for those that mean it from one endpoint only.
	 */
	readonly deadGrantSigns: readonly string[];
	/**
	 * How a sign-in or refresh says that something in the server failed, and not that it refuses, where its status says the
	 * latter; as in `deadGrantSigns`.
	 */
	readonly failureSigns?: readonly string[];
	/** The HTTP statuses that say an access token is not valid (any more); 401 alone where it is left out. */
	readonly deadTokenStatuses?: readonly number[];
	/** Which of the `messagePatterns` say the same, whatever the status. */
	readonly deadTokenSigns?: readonly string[];
	/** Which of the `messagePatterns` say that an access token is over by its time, and was not ended before. */
	readonly expiredTokenSigns?: readonly string[];
	/** Where answers say how much of a rate limit is left, besides `Retry-After`. */
	readonly rateLimits?: RateLimitHeaders;
	/** What to tell a person, by problem; see {@link AdviceTable}. */
	readonly advice: AdviceTable;
	/** What a person has to know before a credential is connected, in a sentence; mostly nothing. */
	readonly connecting?: string;
}

/** The HTTP statuses that say that an access token is not taken; 401 unless the dialect names others (RFC 6750 §3.1). */
export const deadTokenStatuses = ({ deadTokenStatuses: own = [401] }: Dialect): readonly number[] => own;

/**
 * One request as a template. A value is a literal, `{input}`, or text around inputs; a value with an
 * `{optional?}` input is left out when that input is absent, and one with a `{clearable??}` input only when it is
 * undefined: an empty text, which clears a field, is sent. Inputs in a URL are percent-encoded, except one at its
 * very start, which is the base URL.
 *
 * `{!input}` marks a secret: no message ever repeats it. `{!!input}` marks a one-time code, a secret that is good once
 * and for seconds. What is not marked is quoted where it helps, so that `Bearer` and `S256` stay words.
 */
export interface EndpointTemplate {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly url: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as `application/x-www-form-urlencoded`. */
	readonly form?: Readonly<Record<string, string>>;
	/**
	 * The fields of `form` are sent once more, as JSON, to a server that says it takes no forms: a request that is answered
	 * 415 was not carried out (RFC 9110 §15.5.16).
	 */
	readonly jsonAfter415?: true;
	/** Sent as `application/json`; a value that is nothing but one input keeps that input's type. */
	readonly json?: Readonly<Record<string, string>>;
	/** The client authenticates with HTTP Basic (RFC 6749 §2.3.1), from the inputs `clientId` and `clientSecret`. */
	readonly basicClient?: true;
	/** What somebody else signs the request with, as a template that is not sent: so that no message repeats it either. */
	readonly signedWith?: string;
	/** What a repeat would do: by the words of RFC 9110 §9.2: `safe` changes nothing, `idempotent` ends in the same state, `nonIdempotent` makes something or uses something up. */
	readonly effect: Effect;
	/** The most requests a second, of all that have a maxRequestsPerSecond together: where going over a limit costs more than a wait. */
	readonly maxRequestsPerSecond?: number;
	/** What to look at before a repeat, when no answer tells whether the request was carried out. */
	readonly check?: string;
	/** What the request does, to complete "… refused to …". */
	readonly purpose: string;
	/** The input that holds a token whose session the request ends. */
	readonly endsToken?: string;
}

/** Header names in lower case, or how they begin where a server names its limits. */
export interface RateLimitHeaders {
	/** How many requests are left. */
	readonly remaining: string;
	/** When there are more again. */
	readonly reset: string;
	readonly resetForm: 'epochSeconds' | 'secondsFromNow';
}

/** What it does to send a request once more (RFC 9110 §9.2). */
export type Effect = 'safe' | 'idempotent' | 'nonIdempotent';

/** The three ways in which the five providers write a lifetime. */
export type LifetimeForm = 'seconds' | 'dateTime' | 'epochMilliseconds';

/** What a provider calls the members of a token answer, and in which form it writes lifetimes (RFC 6749 §5.1). */
export interface TokenFormat {
	/** The property that wraps the answer, where there is one. */
	readonly wrapper?: string;
	readonly accessToken: string;
	readonly refreshToken: string;
	readonly tokenType?: string;
	readonly scope?: string;
	readonly expiry: string;
	readonly refreshTokenExpiry?: string;
	readonly lifetime: LifetimeForm;
}

/**
 * - `flat`: `{error, error_description}` (RFC 6749 §5.2)
 * - `coded`: `{code, message, errors?: [{path, message, code?}]}`
 * - `problem`: `{type, detail, status, code}` (RFC 9457)
 * - `validation`: `{StatusCode, Message, Errors: {field: […]}}`, or `Errors: [{Property, ErrorMessage}]`; the first
 *   field serves as the code where there is none
 * - `nested`: `{error: {error_msg, error_name, error_path?}}` or `{error: {code, message, details?: {errors: [{constraints}]}}}`,
 *   of which the constraints are quoted, and not the values that broke them; or `{statusCode, message}`, which such
 *   servers send when they fail before they come to their own form
 */
export type ErrorFamily = 'flat' | 'coded' | 'problem' | 'validation' | 'nested';

/** What happened and what to do next, in words for someone who has never read an RFC. */
export interface Advice {
	readonly message: string;
	readonly hint: string;
}

/**
 * `endpoint:input:missing` is for a value that a request lacks, before anything is sent. For answers, the keys are,
 * most telling first: `endpoint:code:field:fieldCode`, `code:field:fieldCode`, `endpoint:code:field`, `code:field`,
 * `endpoint:code`, `code`, `endpoint:status:empty` and `endpoint:status:text` for a refusal that the provider sends
 * without a body or as a few plain words, `endpoint:status`, `kind`. The code is the provider's own error code, the field
 * the first input that it complains of under that code and the field code what is wrong with it (family `coded`), the
 * status the HTTP status, the kind a `ProblemKind`.
 */
export type AdviceTable = Readonly<Record<string, Advice>>;
