import { randomBytes } from 'node:crypto';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import { fieldsOf, text } from '../shared/fields';
import { encodeBase32, isValidCode } from '../shared/totp';
import { authenticate, mayManage } from './authentication';
import { wholeNumber } from './fields';
import { invalidParameter, Problem, unknownUser } from './problems';
import type { PeerTubeState } from './state';
import type { User } from './users';

/** How long a set-up waits for its first code (PeerTube 8.x source). */
const requestLifetimeMs = 10 * 60_000;

/**
 * `POST /users/{id}/two-factor/request`, `…/confirm-request` and `…/disable`, of which the latter two answer 204
 * (7.0.0, observed).
 */
export function addTwoFactorRoutes(api: FastifyInstance, state: () => PeerTubeState): void {
	api.post('/users/:id/two-factor/request', async (request) => {
		const user = userToChange(state(), request, { password: true, enabled: false });
		const requestToken = randomBytes(16).toString('hex');
		const secret = encodeBase32(randomBytes(20));
		const expiresAt = state().now() + requestLifetimeMs;
		state().otpRequests.set(requestToken, { user, secret, expiresAt });
		return { otpRequest: { requestToken, secret, uri: otpUri(state().settings.host, user, secret) } };
	});

	api.post('/users/:id/two-factor/confirm-request', async (request, reply) => {
		const user = userToChange(state(), request, { password: false, enabled: false });
		const { otpRequests } = state();
		const waiting = otpRequests.get(required(request, 'requestToken'));
		const code = required(request, 'otpToken');
		if (waiting?.user.id !== user.id || waiting.expiresAt < state().now()) {
			throw new Problem(403, 'Invalid request token');
		}
		const now = state().instruments.clock.time.now();
		if (!isValidCode(waiting.secret, code, now)) throw new Problem(403, 'Invalid OTP token');
		user.otpSecret = waiting.secret;
		return await reply.code(204).send();
	});

	api.post('/users/:id/two-factor/disable', async (request, reply) => {
		userToChange(state(), request, { password: true, enabled: true }).otpSecret = null;
		return await reply.code(204).send();
	});
}

function userToChange(
	state: PeerTubeState,
	request: FastifyRequest,
	expected: { password: boolean; enabled: boolean },
): User {
	const { user: actor } = authenticate(state, request);
	const id = wholeNumber(request, 'params', 'id');
	if (expected.password) checkPassword(actor, id, request);
	const user = state.users.withId(id);
	if (!user) throw unknownUser(state.settings.version);
	if (!mayManage(actor, user)) {
		const detail = `User ${actor.username} does not have right to change two factor setting of this user.`;
		throw new Problem(403, detail);
	}
	if ((user.otpSecret !== null) !== expected.enabled) {
		throw new Problem(400, `Two factor is already ${expected.enabled ? 'disabled' : 'enabled'}.`);
	}
	return user;
}

/** PeerTube asks for the password of whoever is calling, and not at all of staff changing someone else's account. */
function checkPassword(actor: User, id: number, request: FastifyRequest): void {
	if (actor.role !== 'User' && actor.id !== id) return;
	const password = text(fieldsOf(request.body).currentPassword);
	if (!password) throw new Problem(400, 'currentPassword is missing');
	if (password !== actor.password) throw new Problem(403, 'currentPassword is invalid.');
}

function required(request: FastifyRequest, name: string): string {
	const value = fieldsOf(request.body)[name];
	const given = text(value);
	if (given === undefined) throw invalidParameter(request.url, 'body', name, value);
	return given;
}

function otpUri(host: string, user: User, secret: string): string {
	const label = `${encodeURIComponent(host)}:${encodeURIComponent(user.email)}`;
	const query = new URLSearchParams({ issuer: host, secret, algorithm: 'SHA1', digits: '6', period: '30' });
	return `otpauth://totp/${label}?${query.toString()}`;
}
