import type { FastifyInstance, FastifyRequest } from 'fastify';

import { authenticate, mayManage } from './authentication';
import { wholeNumber } from './fields';
import { invalidParameter, Problem } from './problems';
import type { Session } from './sessions';
import { isAtLeast } from './settings';
import type { PeerTubeState } from './state';
import type { User } from './users';

/** First version with these routes (PeerTube 8.x source). */
const since = '7.2';
const defaultCount = 15;
const largestCount = 100;
const sortOrders = ['createdAt', '-createdAt'];

/** `GET /users/{id}/token-sessions` and `POST /users/{id}/token-sessions/{tokenSessionId}/revoke`. */
export function addSessionRoutes(api: FastifyInstance, state: () => PeerTubeState): void {
	const isMissing = (): boolean => !isAtLeast(state().settings, since);

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
		sessions.kill(session, settings.revokeDelayMs);
		return { success: true };
	});
}

function managedUser(state: PeerTubeState, request: FastifyRequest): { current: Session; user: User } {
	const current = authenticate(state, request);
	const user = state.users.withId(wholeNumber(request, 'params', 'userId'));
	if (!user) throw new Problem(404, 'User not found');
	if (!mayManage(current.user, user, isAtLeast(state.settings, '8.0'))) {
		throw new Problem(403, 'Only a user with sufficient right can access this account resource.');
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
