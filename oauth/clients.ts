import type { Dialect } from './dialect';
import type { Send } from './http';
import { isRecord, parseJson } from './json';
import { BoundedMap, keyOf } from './memory';
import { isOAuthProblem } from './problems';
import { readProblem, unreadable } from './readProblem';
import { buildRequest } from './requests';

/** A client as an authorization server has registered it (RFC 6749 §2.2, §2.3.1). */
export interface OAuthClient {
	readonly clientId: string;
	readonly clientSecret: string;
}

/** Many times what servers hand out, in characters; it is remembered for each server that somebody names. */
const LONGEST = 1024;

const isCredential = (value: unknown): value is string =>
	typeof value === 'string' && value.length <= LONGEST;

/** By provider and server. None of it grows old: a server that has another client since says so, and is asked again. */
const remembered = new BoundedMap<OAuthClient>(1000);

/**
 * The OAuth client that a server hands to everyone who asks (the dialect's endpoint `discoverClient`).
 *
 * @throws {import('./problems').OAuthProblem} when the server does not hand one out
 */
export async function discoverClient(
	dialect: Dialect,
	instanceUrl: string,
	send: Send,
): Promise<OAuthClient> {
	const call = buildRequest(dialect, 'discoverClient', { instanceUrl });
	const answer = await send(call);
	const body = parseJson(answer.body);
	if (answer.status !== 200) throw readProblem(dialect, call, answer);
	const [clientId, clientSecret] = isRecord(body) ? [body.client_id, body.client_secret] : [];
	if (!isCredential(clientId) || !isCredential(clientSecret)) throw unreadable(dialect, call, answer);
	const client = { clientId, clientSecret };
	remembered.set(keyOf(dialect.provider, instanceUrl), client);
	return client;
}

/**
 * Does something with a server's client, asking for it only when this process does not know it yet, or when the server
 * has another one since.
 *
 * @throws {import('./problems').OAuthProblem} as {@link discoverClient}, and what the work throws
 */
export async function withClient<T>(
	dialect: Dialect,
	instanceUrl: string,
	send: Send,
	work: (client: OAuthClient) => Promise<T>,
): Promise<T> {
	const known = remembered.get(keyOf(dialect.provider, instanceUrl));
	if (!known) return await work(await discoverClient(dialect, instanceUrl, send));
	return await work(known).catch(async (error: unknown) => {
		if (!isOAuthProblem(error) || error.kind !== 'refused' || error.providerCode !== 'invalid_client')
			throw error;
		return await work(await discoverClient(dialect, instanceUrl, send));
	});
}
