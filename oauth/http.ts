import type { Effect } from './dialect';

/** A request ready to be sent; the body is already encoded. */
export interface HttpCall {
	readonly endpoint: string;
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	/** What a repeat of it would do. */
	readonly effect: Effect;
	/** Whether it carries a one-time code as old as itself, which is good once and for seconds (RFC 6238 §5.2). */
	readonly hasOneTimeCode?: boolean;
	/** The same request with its one-time code as of now; absent where it holds nothing that grows old. */
	readonly current?: () => HttpCall;
	/** The same request with its form as JSON; absent where its dialect knows of no server that wants that. */
	readonly asJson?: () => HttpCall;
	/** The most requests a second that may be sent to its server, where the dialect sets one. */
	readonly maxRequestsPerSecond?: number;
	/** Values that must not reappear in any message, whatever the server echoes. */
	readonly secrets: readonly string[];
}

/** An answer as it came: header names in lower case, the body as text. */
export interface HttpAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** Sends one request. It resolves for every HTTP status and rejects with an `OAuthProblem` when no answer came. */
export type Send = (call: HttpCall) => Promise<HttpAnswer>;

/** The answer to a request, or to the same as JSON where the server does not take its form, and has not carried it out. */
export async function sendInEitherForm(call: HttpCall, send: Send): Promise<HttpAnswer> {
	const answer = await send(call);
	return answer.status === UNSUPPORTED_MEDIA_TYPE && call.asJson ? await send(call.asJson()) : answer;
}

/** RFC 9110 §15.5.16. */
const UNSUPPORTED_MEDIA_TYPE = 415;
