import type { Sandbox, ProviderName } from '../../sandbox';
import type { Control } from './control';

/**
 * How a credential stays connected: `session` is kept alive by this package in both nodes, `oAuth2` by n8n and ahead of
 * time by our node, and `fixed` never expires.
 */
export type Kind = 'session' | 'oAuth2' | 'fixed';

/** An operation of our node that can be done once with what it is given. */
export type SpendingOperation = 'refresh' | 'ensureFresh' | 'exchangeCode' | 'create';

/** Somebody else's session, as a table keeps it. */
export type StoredSession = Record<'accessToken' | 'refreshToken', string> & Record<string, unknown>;

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
	/** Gives out tokens to somebody else, for the client of this credential. */
	openSession?(name: string): Promise<StoredSession>;
	/** Ends them. */
	endSession?(name: string): Promise<unknown>;
	/** Somebody else's code for the client of this credential, as columns of an item. */
	issueCode?(name: string): Promise<{ code: string; redirectUri?: string }>;
	/** Lets the same server answer under another name; gives back what to change in the credential. */
	moveServer?(): Promise<Record<string, unknown>>;
}

/** All that the rows need to know of a credential type. A new one joins by its file in `entries/`. */
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
	/** What n8n gets when somebody connects a credential of the kind `oAuth2`, and where it refreshes. */
	connected?: {
		tokens(control: Control, name: string, clientId: string): Promise<Record<string, unknown>>;
		refreshUrl(sandbox: Sandbox): string;
	};
	/** An operation of our node that reads with this credential, and a field its output has. */
	node: { type: string; parameters: Record<string, unknown>; shows: string };
	/** Parameters of its operations that spend or make something, which find what differs by item in its columns. */
	spends?: { [Name in SpendingOperation]?: Record<string, unknown> };
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

/** Tokens as most providers answer them, as a table keeps them. */
export const inCamelCase = (answer: Record<'access_token' | 'refresh_token', string>): StoredSession => ({
	accessToken: answer.access_token,
	refreshToken: answer.refresh_token,
});

/** {@link Entry.spends} of a resource of tokens. */
export const spendsTokens = (resource: string, more: object = {}) => ({
	refresh: { resource, operation: 'refresh', refreshToken: '={{ $json.refreshToken }}', ...more },
	ensureFresh: { resource, operation: 'ensureFresh', tokenSet: '={{ $json }}', ...more },
});

/** {@link Entry.spends} of a resource that trades codes for tokens. */
export const spendsCodes = (resource: string, more: object = {}) => ({
	...spendsTokens(resource),
	exchangeCode: {
		resource,
		operation: 'exchangeCode',
		code: '={{ $json.code }}',
		redirectUri: '={{ $json.redirectUri }}',
		...more,
	},
});

/** An entry as the matrix names it. */
export function titleOf({ type, variant }: Entry): string {
	return variant ? `${type} (${variant})` : type;
}
