import type { OAuthProblem } from './problems';

/** The tokens of one account, as far as keeping them goes. */
export interface Tokens {
	readonly accessToken: string;
	/** When they have to be renewed, in epoch milliseconds; Infinity when nobody knows. */
	readonly dueAt: number;
}

/** What a look at a token showed: `unknown` when the answer was about something else. */
export type Look = 'accepted' | 'refused' | 'unknown';

/** How the tokens of one account are looked at and renewed: by this package, or by n8n. */
export interface TokenSource<T extends Tokens> {
	/** Changes whenever anything about the account changes: server, client, user, secrets. */
	readonly account: string;
	/** What a refusal to renew these tokens depends on besides the account. */
	readonly refusalOf: (tokens: T | undefined) => string;
	/** Asks the server, without spending anything, whether it takes the access token. */
	readonly look: (tokens: T) => Promise<Look>;
	/**
	 * Trades the tokens for new ones, or gets the first ones.
	 *
	 * @throws {import('./problems').OAuthProblem} when the provider refuses or fails
	 */
	readonly renew: (tokens: T | undefined) => Promise<T>;
	/** What to say when new tokens are refused like the old ones. */
	readonly neverAccepted: () => OAuthProblem;
}

/** What n8n has stored for an account at the moment. */
export interface Stored<T extends Tokens> {
	readonly tokens?: T;
	/** Whether there is something stored, of another account: several share the place in which n8n keeps them. */
	readonly isOfAnother?: boolean;
}
