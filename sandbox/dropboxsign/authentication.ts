import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';

import type { Account } from './accounts';
import type { Scope } from './apps';
import { checkLimit } from './limits';
import { Refusal } from './refusals';
import type { DropboxSignState } from './state';

interface Caller {
	account: Account;
	/** Of the app an OAuth token was given to; an API key may do everything its account may. */
	scopes: Scope[] | 'all';
}

type Handle = (account: Account, request: FastifyRequest, reply: FastifyReply) => unknown;

/**
 * A route handler for callers who have identified themselves; OAuth tokens need one of `scopes`. Whoever has not is
 * not counted against any limit, and gets none of its headers (api.hellosign.com, reported by public clients).
 */
export function asAccount(
	state: () => DropboxSignState,
	scopes: Scope[],
	handle: Handle,
): RouteHandlerMethod {
	return async (request, reply) => {
		const caller = identify(state(), request.headers.authorization);
		checkLimit(state(), caller.account.id, reply);
		const has = caller.scopes;
		if (has !== 'all' && !scopes.some((scope) => has.includes(scope))) {
			throw new Refusal(403, 'forbidden', `This call needs one of the scopes ${scopes.join(', ')}`);
		}
		return await handle(caller.account, request, reply);
	};
}

/** Bearer and an access token, or Basic with the API key as user name and an empty password. */
function identify(state: DropboxSignState, authorization: string | undefined): Caller {
	const [, scheme, credentials = ''] = /^(Bearer|Basic) (\S+)$/.exec(authorization ?? '') ?? [];
	if (scheme === 'Bearer') return ofAccessToken(state, credentials);
	if (scheme === 'Basic') return ofApiKey(state, Buffer.from(credentials, 'base64').toString());
	throw unauthorized('Unauthorized user. No credentials supplied.');
}

function ofAccessToken(state: DropboxSignState, token: string): Caller {
	const grant = state.sessions.withAccessToken(token)?.grant;
	const account = grant && state.accounts.find(grant.email);
	const oauth = grant && state.apps.find(grant.clientId)?.oauth;
	if (!account || !oauth) throw unauthorized('Unauthorized user.');
	return { account, scopes: oauth.scopes };
}

/** A pair without its colon is refused like a wrong key; a password means a login, which the API no longer takes. */
function ofApiKey(state: DropboxSignState, pair: string): Caller {
	const [, apiKey, password] = /^([^:]*):(.*)$/s.exec(pair) ?? [];
	if (password) throw unauthorized('Unauthorized user.');
	const account = apiKey ? state.accounts.withApiKey(apiKey) : undefined;
	if (!account) throw unauthorized('Unauthorized api key');
	return { account, scopes: 'all' };
}

function unauthorized(message: string): Refusal {
	return new Refusal(401, 'unauthorized', message);
}
