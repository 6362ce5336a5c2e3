import type { FastifyRequest } from 'fastify';

import { Problem } from './problems';
import type { Session } from './sessions';
import type { PeerTubeState } from './state';
import type { User } from './users';

/**
 * The session behind a request, or the refusal PeerTube gives: 401 `unauthorized_request` without a token, 400
 * `invalid_request` for anything but one well-formed `Bearer` header, 401 `invalid_token` for a token that is not alive.
 */
export function authenticate(state: PeerTubeState, request: FastifyRequest): Session {
	const { authorization } = request.headers;
	const inQuery = (request.query as Record<string, unknown>).access_token !== undefined;
	if (!authorization && !inQuery) throw refusal(401, 'unauthorized_request');

	const [, token] = /^Bearer ([\w.~+/-]+=*)$/.exec(authorization ?? '') ?? [];
	if (inQuery || token === undefined) throw refusal(400, 'invalid_request');

	const session = state.sessions.withAccessToken(token);
	if (!session) throw refusal(401, 'invalid_token');
	session.lastActivity = sightingOf(state, request);
	return session;
}

/** Who is calling, for the record PeerTube keeps of a session. */
export function sightingOf(state: PeerTubeState, request: FastifyRequest): Session['login'] {
	return { device: request.headers['user-agent'] ?? null, ip: request.ip, at: state.now() };
}

/** Whether `actor` may look after `user`'s account: one's own, and others' for administrators and moderators. */
export function mayManage(actor: User, user: User): boolean {
	return actor.id === user.id || actor.role !== 'User';
}

/** Where staff is protected: an administrator everybody, a moderator plain users, and all of them themselves. */
export function mayModerate(actor: User, user: User): boolean {
	return actor.id === user.id || actor.role === 'Administrator' || user.role === 'User';
}

function refusal(status: number, code: string): Problem {
	return new Problem(status, 'Token is invalid', code);
}
