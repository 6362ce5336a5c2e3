import type { FastifyRequest } from 'fastify';

import type { Application } from './applications';
import { accessDenied, ApiRefusal, invalidToken, unauthorized } from './refusals';
import type { FluxerState } from './state';
import type { Token } from './tokens';
import type { User } from './users';

type Caller =
	| { kind: 'session'; id: string; user: User; sessionToken: string }
	| { kind: 'oauth'; id: string; token: Token }
	| { kind: 'bot'; id: string; application: Application };

/**
 * Who is calling: a user session is the bare token, OAuth is `Bearer`, a bot is `Bot`, in exactly this case. A session
 * token behind `Bearer` is a session as well (Fluxer source). Anything else is nobody.
 */
export function callerOf(state: FluxerState, request: FastifyRequest): Caller | undefined {
	const [, scheme, credentials = ''] =
		/^(?:(Bearer|Bot) )?(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
	if (scheme === 'Bot') {
		const application = state.applications.withBotToken(credentials);
		return application && { kind: 'bot', id: application.id, application };
	}
	const token = scheme === 'Bearer' ? state.tokens.find('access', credentials) : undefined;
	if (token) return { kind: 'oauth', id: token.userId, token };
	const user = state.users.withSession(credentials);
	return user && { kind: 'session', id: user.id, user, sessionToken: credentials };
}

/** The user of a session; bots and OAuth tokens may not, though the API document lists them (observed). */
export function sessionUser(state: FluxerState, request: FastifyRequest): User {
	const caller = callerOf(state, request);
	if (!caller) throw unauthorized();
	if (caller.kind !== 'session') throw accessDenied();
	return caller.user;
}

/** What an OAuth token stands for. Its application may have been deleted since, which makes it invalid. */
export function oauthGrant(
	state: FluxerState,
	request: FastifyRequest,
	neededScope?: string,
): { token: Token; application: Application; user: User } {
	const caller = callerOf(state, request);
	if (caller?.kind !== 'oauth') throw unauthorized();
	const { token } = caller;
	if (neededScope !== undefined && !token.scopes.includes(neededScope)) {
		throw new ApiRefusal(403, 'MISSING_OAUTH_SCOPE', { required_scope: neededScope });
	}
	const application = state.applications.find(token.applicationId);
	const user = state.users.withId(token.userId);
	if (!application || !user) throw invalidToken();
	return { token, application, user };
}

/**
 * The application of a bot token.
 * @throws ApiRefusal 401 for any other caller
 */
export function botApplication(state: FluxerState, request: FastifyRequest): Application {
	const caller = callerOf(state, request);
	if (caller?.kind !== 'bot') throw invalidToken();
	return caller.application;
}
