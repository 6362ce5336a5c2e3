import type { FastifyInstance, FastifyRequest } from 'fastify';

import { authenticate, mayManage, mayModerate } from './authentication';
import { wholeNumber } from './fields';
import { invalidParameter, Problem, unknownUser } from './problems';
import type { Session } from './sessions';
import { revokeDelayMs } from './settings';
import type { PeerTubeState } from './state';
import type { User } from './users';
import { has } from './versions';

const defaultCount = 15;
const largestCount = 100;
const sortOrders = ['createdAt', '-createdAt'];

/**
 * `GET /users/{id}/token-sessions` and `POST /users/{id}/token-sessions/{tokenSessionId}/revoke`: since 7.3 (source),
 * the newest first and 100 a page at most; moderators may list the sessions of administrators (8.2.1, observed).
 */
export function addSessionRoutes(api: FastifyInstance, state: () => PeerTubeState): void {
	const isMissing = (): boolean => !has(state().settings.version, 'tokenSessions');

	api.get('/users/:userId/token-sessions', async (request, reply) => {
		if (isMissing()) return reply.callNotFound();
		const { current, user } = managedUser(state(), request);
		const { start, count, sort } = pageOf(request);
		const listed = state().sessions.listedFor(user).sort(oldestFirst);
		if (sort !== 'createdAt') listed.reverse();
		return {
			total: listed.length,
			data: listed.slice(start, start + count).map((each) => format(each, current)),
		};
	});

	api.post('/users/:userId/token-sessions/:tokenSessionId/revoke', async (request, reply) => {
		if (isMissing()) return reply.callNotFound();
		const { sessions, settings } = state();
		const { user } = managedUser(state(), request);
		const id = wholeNumber(request, 'params', 'tokenSessionId');
		const session = sessions.listedFor(user).find((each) => each.id === id);
		if (!session) {
			throw new Problem(404, 'The token session does not exist or does not belong to the user.');
		}
		sessions.kill(session, revokeDelayMs(settings));
		return { success: true };
	});
}

function managedUser(state: PeerTubeState, request: FastifyRequest): { current: Session; user: User } {
	const current = authenticate(state, request);
	const { version } = state.settings;
	const user = state.users.withId(wholeNumber(request, 'params', 'userId'));
	if (!user) throw unknownUser(version);
	if (!mayManage(current.user, user)) {
		const verb = has(version, 'plainProblems') ? 'manage' : 'access';
		throw new Problem(403, `Only a user with sufficient right can ${verb} this account resource.`);
	}
	if (has(version, 'staffIsProtected') && !mayModerate(current.user, user)) {
		throw new Problem(403, 'Moderators cannot manage administrators or other moderators');
	}
	return { current, user };
}

function pageOf(request: FastifyRequest): { start: number; count: number; sort: string | undefined } {
	const query = request.query as Record<string, string | undefined>;
	const start = query.start === undefined ? 0 : wholeNumber(request, 'query', 'start');
	const count = query.count === undefined ? defaultCount : wholeNumber(request, 'query', 'count');
	if (count > largestCount) {
		const message = `Should have a number count (max: ${largestCount})`;
		throw invalidParameter(request.url, 'query', 'count', query.count, message);
	}
	if (query.sort !== undefined && !sortOrders.includes(query.sort)) {
		throw invalidParameter(request.url, 'query', 'sort', query.sort);
	}
	return { start, count, sort: query.sort };
}

function oldestFirst(one: Session, other: Session): number {
	return one.createdAt - other.createdAt || one.id - other.id;
}

function format(session: Session, current: Session): object {
	return {
		id: session.id,
		loginIP: session.login.ip,
		loginDevice: session.login.device,
		loginDate: iso(session.login.at),
		lastActivityIP: session.lastActivity.ip,
		lastActivityDevice: session.lastActivity.device,
		lastActivityDate: iso(session.lastActivity.at),
		currentSession: session.id === current.id,
		createdAt: iso(session.createdAt),
	};
}

function iso(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
