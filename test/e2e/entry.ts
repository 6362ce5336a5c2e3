import type { Sandbox, ProviderName } from '../../sandbox';
import type { Control } from './control';

/**
 * How a credential stays connected: `session` is kept alive by this package in both nodes, `oAuth2` by n8n and ahead of
 * time by our node, and `fixed` never expires.
 */
export type Kind = 'session' | 'oAuth2' | 'fixed';

/** A person at a provider, made for one row and used by no other, and what a test may do to them. */
export interface Account {
	/** The data of a credential for them. */
	data: Record<string, unknown>;
	/** Has the provider take their access tokens for expired, which n8n does not get to know. */
	expire?(): Promise<unknown>;
	/** Ends all that they are signed in with. */
	revoke?(): Promise<unknown>;
	/** Ends their refresh tokens only. */
	revokeRefreshTokens?(): Promise<unknown>;
	/** Whom the browser of the provider is signed in as, for the consent page. */
	signInToBrowser?(): Promise<unknown>;
	/** Changes the secret at the provider; gives back what to change in the credential. */
	changeSecret?(): Promise<Record<string, unknown>>;
	/** Parameters of an operation of our node for which the provider wants to know once more that it is them. */
	sudo?: Record<string, unknown>;
	/** Lets the same server answer under another name; gives back what to change in the credential. */
	moveServer?(): Promise<Record<string, unknown>>;
}

/** All that the rows need to know of a credential type. A new one joins by being listed in `entries/index.ts`. */
export interface Entry {
	/** The credential type. */
	type: string;
	/** Tells entries of one type apart. */
	variant?: string;
	kind: Kind;
	provider: ProviderName;
	/** Settings of the sandbox for a lifetime of access tokens in seconds. */
	lifetime(seconds: number): object;
	/** More settings for the whole run: no limits that others would run into, rotation, detection of reuse. */
	settings: object;
	/** `variant` of a data field that is wrong at the provider's; undefined where there is none to get wrong. */
	wrong?: Record<string, unknown>;
	createAccount(control: Control, sandbox: Sandbox, name: string): Promise<Account>;
	/** An operation of our node that reads with this credential, and a field its output has. */
	node: { type: string; parameters: Record<string, unknown>; shows: string };
	/** A path to read in the HTTP Request node, and a field the answer has. */
	http: { url(sandbox: Sandbox): string; shows: string };
	/** The field of the credential that holds the address of its server. */
	serverField: string;
	/** Path of the token endpoint, for faults; `*` stands for any text. */
	tokenPath: string;
	/** Path that node and HTTP Request read. */
	apiPath: string;
	/** The rows it is run for, where another entry of its type is run for all. */
	rows?: RegExp;
	/** Rows that the provider's rules or n8n's make impossible for this one: they are measured, and a miss is none. */
	impossible?: Array<{ row: RegExp; place?: string; why: string }>;
}

/** An entry as the matrix names it. */
export function titleOf({ type, variant }: Entry): string {
	return variant ? `${type} (${variant})` : type;
}
