import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Send } from '../../../oauth/http';
import type { Time } from '../../../oauth/time';

type Data = ICredentialDataDecryptedObject;

/** What n8n is to sign one request with. */
export interface Credentials {
	readonly data: Data;
	/** The token that the request will carry, as far as it is known before; none for an API key. */
	readonly accessToken?: string;
}

/** What became of the look at a token that was refused: whether to send the request again. */
export type Verdict = 'repeat' | 'renewed' | 'giveUp';

/** Signs the requests of one item, with the credential as it is for that item. */
export interface Signer {
	/**
	 * To be asked before each sending; renews what ends soon.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} when the tokens cannot be renewed
	 */
	credentials(url: string, send: Send): Promise<Credentials>;
	/**
	 * To be told that a request was refused for its token, which means that it was not carried out.
	 *
	 * @param times how often the same request has been refused with the same token, this time included
	 * @param mayRenew whether a token that turns out dead may be renewed for this request
	 */
	refused(sent: Credentials, times: number, send: Send, mayRenew: boolean): Promise<Verdict>;
	/** To be told that a server has taken what a request carried. */
	accepted(sent: Credentials, url: string): void;
}

/** The run that a signer works for. */
export interface SigningRun {
	readonly time: Time;
	/** In epoch milliseconds. */
	readonly startedAt: number;
	/** API keys for which a repeat was in vain, in this run. */
	readonly refusedKeys: Set<string>;
}

/** Reads the credential of one item. Reading takes n8n a query, a decryption and its expressions, so one is shared for a second. */
export type ReadCredential = (options?: { readonly isFresh?: boolean }) => Promise<Data>;
