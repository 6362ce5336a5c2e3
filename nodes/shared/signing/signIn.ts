import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import type { Inputs } from '../../../oauth/requests';
import type { Account } from '../../../oauth/sessions';

type Data = ICredentialDataDecryptedObject;

interface Base {
	/** The name of the credential type. */
	readonly type: string;
	readonly dialect: Dialect;
	/**
	 * The inputs that all of the dialect's requests to the server of a credential have, its base URL among them.
	 *
	 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when the address is none
	 */
	readonly serverOf: (data: Data) => Inputs & { readonly baseUrl: string };
}

/** What an API key and the like put on a request. */
export type Signature = Pick<IHttpRequestOptions, 'auth'> & { readonly headers?: Record<string, string> };

/** A key that a person has copied into the credential. Nobody but that person can renew it. */
export interface ApiKeySignIn extends Base {
	readonly kind: 'apiKey';
	readonly signatureOf: (data: Data) => Signature;
	/** The address that the test of the credential asks, with what stands for a field of it replaced. */
	readonly filledUrl?: (url: string, data: Data) => string;
}

/** A session that this package begins and keeps, in hidden fields of the credential. */
export interface SessionSignIn extends Base {
	readonly kind: 'session';
	/** The field of the credential that holds the address of its server. */
	readonly serverField: string;
	readonly accountOf: (data: Data) => Account;
}

/** Tokens that n8n obtains, stores and refreshes, under a lock of its own. */
export interface OAuth2SignIn extends Base {
	readonly kind: 'oAuth2';
}

/** One of the ways to sign in: a credential type, with what is to be known of it besides its fields. */
export type SignIn = ApiKeySignIn | SessionSignIn | OAuth2SignIn;

/** The credential types that n8n has no lock for when it renews them, so that workers may renew at the same moment. */
export const renewsWithoutLock = ({ kind }: SignIn): boolean => kind === 'session';
