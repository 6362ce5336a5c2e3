import type { Effect } from '../../oauth/dialect';

/** What a fault may come out as. */
export interface Outcome {
	/** The kinds of problem, or `done` where the operation may succeed all the same. */
	readonly kinds: readonly string[];
	/** Requests that reach the endpoint. */
	readonly requests: readonly number[];
	/** Part of the hint of the problem, and whether to repeat. */
	readonly hint: string | RegExp;
	readonly retry: string;
	/** Part of the message, where it says more than which request it was. */
	readonly says?: RegExp;
}

/** `credential` is whatever our own code renews, and `oAuth2` what n8n does. */
export type Signing = 'nothing' | 'credential' | 'oAuth2';

/** One way for a request to fail, and what has to come of it. */
export interface Fault {
	/** What the sandbox is told; or an address that nothing answers at. */
	readonly plan?: object;
	readonly address?: string;
	/** Request Options for this fault only. */
	readonly options?: { readonly timeoutSeconds?: number };
	/**
	 * @param saysNothing whether a success of the operation may have no body
	 * @param signing what signs the request, where it does not carry a token out of a field
	 */
	readonly outcome: (effect: Effect, saysNothing: boolean, signing: Signing) => Outcome;
}

const ALWAYS = { times: 999 };
/** What an answer holds that must not come to light: a success may hold new tokens. */
export const MARKED = 'mustnotleak-in-the-answer';
/** With one more where a challenge has to be answered first. */
const REPEATED = [2, 3];
/** With looks at the token before and after it was renewed, which may be at the same address. */
const LOOKED_AT = [...REPEATED, 4];

const no = (status: number): Outcome => ({
	kinds: ['refused', 'unreadable'],
	requests: [1],
	hint: `HTTP ${status})`,
	retry: 'never',
});
/** Repeated where that is safe; else its outcome is unknown. */
const failing = (kind: string, hint: string) => (effect: Effect) =>
	effect === 'nonIdempotent'
		? { kinds: [kind], requests: [1], hint: UNKNOWN, retry: 'checkFirst' }
		: { kinds: [kind], requests: [2], hint, retry: 'later' };
/** Done, says the status; but nobody knows what. */
const garbled = (effect: Effect): Outcome => ({
	kinds: ['unreadable'],
	requests: [1],
	hint: effect === 'nonIdempotent' ? UNKNOWN : 'HTTP 200)',
	retry: effect === 'nonIdempotent' ? 'checkFirst' : 'never',
});
const silent = (effect: Effect, saysNothing: boolean): Outcome =>
	saysNothing ? { kinds: ['done'], requests: [1], hint: '', retry: '' } : garbled(effect);
const UNKNOWN = 'It is not known whether';
const LOST = 'this request can be repeated';
const done: Outcome = { kinds: ['done'], requests: REPEATED, hint: '', retry: '' };
const unsent: Outcome = { kinds: ['unreachable'], requests: [0], hint: 'Nothing was sent', retry: 'later' };

/** Every fault that each operation is put under, by the name that the matrix gives it. */
export const FAULTS: Readonly<Record<string, Fault>> = {
	'a single 401': {
		plan: { kind: 'status', status: 401, times: 1 },
		outcome: (_, __, signing) => (signing === 'nothing' ? no(401) : done),
	},
	'401': {
		plan: { kind: 'status', status: 401, ...ALWAYS },
		outcome: (_, __, signing) => ({
			...no(401),
			requests: { nothing: [1], credential: REPEATED, oAuth2: LOOKED_AT }[signing],
		}),
	},
	'403': { plan: { kind: 'status', status: 403, ...ALWAYS }, outcome: () => no(403) },
	'404': {
		plan: { kind: 'status', status: 404, body: {}, ...ALWAYS },
		outcome: () => no(404),
	},
	'429 without advice': {
		plan: { kind: 'status', status: 429, ...ALWAYS },
		outcome: (effect) => ({
			kinds: ['rateLimited'],
			requests: effect === 'nonIdempotent' ? [1] : [2],
			hint: 'HTTP 429)',
			retry: 'later',
		}),
	},
	'429 with advice': {
		plan: { kind: 'status', status: 429, retryAfter: 1 },
		outcome: () => done,
	},
	'429 for an hour': {
		plan: { kind: 'status', status: 429, retryAfter: 3600, ...ALWAYS },
		outcome: () => ({
			kinds: ['rateLimited'],
			requests: [1],
			hint: /Try again in 60 minutes, at \d\d:\d\d:\d\d UTC/,
			retry: 'later',
		}),
	},
	'500': { plan: { kind: 'status', status: 500, ...ALWAYS }, outcome: failing('unavailable', 'HTTP 500)') },
	'502 in HTML': {
		plan: { kind: 'html', status: 502, ...ALWAYS },
		outcome: failing('unavailable', 'HTTP 502)'),
	},
	'503 with Retry-After': {
		plan: { kind: 'status', status: 503, retryAfter: 1 },
		outcome: (effect) => (effect === 'nonIdempotent' ? failing('unavailable', '')(effect) : done),
	},
	'connection refused': { address: 'http://127.0.0.1:1', outcome: () => unsent },
	'unknown host': { address: 'https://no-such-host.invalid', outcome: () => unsent },
	reset: { plan: { kind: 'reset', ...ALWAYS }, outcome: failing('unreachable', LOST) },
	'reset in the middle': {
		plan: { kind: 'truncate', body: { access_token: MARKED }, ...ALWAYS },
		outcome: failing('unreachable', LOST),
	},
	stall: {
		plan: { kind: 'stall', ...ALWAYS },
		options: { timeoutSeconds: 20 },
		outcome: failing('unreachable', LOST),
	},
	'stall in the middle': {
		plan: { kind: 'stallInBody', ...ALWAYS },
		options: { timeoutSeconds: 20 },
		outcome: failing('unreachable', LOST),
	},
	'plain http to another machine': {
		address: 'http://sandbox.invalid',
		outcome: () => ({ kinds: ['input'], requests: [0], hint: 'Nothing was sent', retry: 'never' }),
	},
	'echo of all that was sent': {
		plan: { kind: 'echo', ...ALWAYS },
		outcome: () => ({ ...no(400), requests: [1] }),
	},
	'empty body': { plan: { kind: 'empty', ...ALWAYS }, outcome: silent },
	'invalid JSON': {
		plan: { kind: 'invalidJson', body: `{"access_token": "${MARKED}`, ...ALWAYS },
		outcome: (effect) => garbled(effect),
	},
	'another shape': {
		plan: { kind: 'wrongShape', body: [{ token: MARKED }], ...ALWAYS },
		outcome: (effect) => garbled(effect),
	},
	'another object': {
		plan: { kind: 'wrongShape', body: { unexpected: MARKED, data: { token: MARKED } }, ...ALWAYS },
		outcome: silent,
	},
	'200 in HTML': { plan: { kind: 'html', ...ALWAYS }, outcome: (effect) => garbled(effect) },
	'302 to another host': {
		plan: { kind: 'redirect', location: 'https://elsewhere.example/?mustnotleak=1', ...ALWAYS },
		outcome: () => ({
			kinds: ['redirected'],
			says: /redirects to https:\/\/elsewhere\.example instead of answering/,
			requests: [1],
			hint: /Redirects are not followed|HTTP 302/,
			retry: 'never',
		}),
	},
	'50 MB': {
		plan: { kind: 'huge', ...ALWAYS },
		outcome: (effect) => ({
			...garbled(effect),
			hint: effect === 'nonIdempotent' ? /longer than 5 MB.*It is not known whether/ : 'longer than 5 MB',
		}),
	},
};
