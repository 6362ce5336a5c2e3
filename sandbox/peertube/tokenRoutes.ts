import type { FastifyInstance, FastifyRequest } from 'fastify';

import { type Fields, fieldsOf, mediaTypeOf, text } from '../shared/fields';
import { authenticate, sightingOf } from './authentication';
import { invalidGrant, missing } from './fields';
import { signInLimit } from './limits';
import { signIn } from './passwordGrant';
import { Problem } from './problems';
import { revokeDelayMs } from './settings';
import type { Session } from './sessions';
import type { Client, PeerTubeState } from './state';
import type { User } from './users';
import { has } from './versions';

const formType = 'application/x-www-form-urlencoded';

/**
 * `GET /oauth-clients/local`, `POST /users/token` and `POST /users/revoke-token`. The client is for the instance's own
 * Host alone (403), a token request has to be a form (400), a missing second factor is 401 with the header
 * `x-peertube-otp: required; app`, a refresh ends the whole pair before it, and a revocation needs a living access
 * token (7.0.0, observed).
 */
export function addTokenRoutes(api: FastifyInstance, state: () => PeerTubeState): void {
	api.get('/oauth-clients/local', { config: { operation: 'getOAuthClient' } }, async (request) => {
		const { host } = request.headers;
		if (host !== state().settings.host) {
			throw new Problem(403, `Getting client tokens for host ${host} is forbidden`);
		}
		return state().clients[0];
	});

	const config = { operation: 'getOAuthToken', token: true };
	api.post('/users/token', { config, preHandler: signInLimit(state) }, async (request, reply) => {
		try {
			const session = grant(state(), request);
			reply.headers({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
			return tokenAnswer(session);
		} catch (error) {
			if (error instanceof Problem && error.code === 'missing_two_factor') {
				reply.header('x-peertube-otp', 'required; app');
			}
			throw error;
		}
	});

	api.post('/users/revoke-token', { config: { operation: 'revokeOAuthToken' } }, async (request) => {
		const { sessions, settings } = state();
		sessions.kill(authenticate(state(), request), revokeDelayMs(settings));
		return { success: true };
	});
}

function grant(state: PeerTubeState, request: FastifyRequest): Session {
	const fields = fieldsOf(request.body);
	// PeerTube redeems the external token before it looks at anything else, so a bad client spends it too.
	const external = fields.grant_type === 'password' ? redeemExternalToken(state, fields) : undefined;
	if (mediaTypeOf(request) !== formType) {
		throw new Problem(400, `Invalid request: content must be ${formType}`, 'invalid_request');
	}
	const client = findClient(state, fields);
	const seen = sightingOf(state, request);
	const { recorder } = state.instruments;

	if (!text(fields.grant_type)) throw missing('grant_type');
	if (fields.grant_type === 'refresh_token') {
		const old = refreshed(state, fields, client);
		recorder.count('refreshes');
		return state.sessions.issue({ user: old.user, ...client, login: old.login, lastActivity: seen });
	}
	if (fields.grant_type === 'password') {
		const otp = request.headers['x-peertube-otp'];
		const user = signIn(state, fields, text(otp), external);
		recorder.count('signIns');
		return state.sessions.issue({ user, ...client, login: seen, lastActivity: seen });
	}
	throw new Problem(400, 'Unsupported grant type: `grant_type` is invalid', 'unsupported_grant_type');
}

function findClient({ clients }: PeerTubeState, fields: Fields): { clientId: string } {
	const given: Partial<Client> = {
		client_id: text(fields.client_id),
		client_secret: text(fields.client_secret),
	};
	if (!given.client_id || !given.client_secret) {
		throw new Problem(400, 'Invalid client: cannot retrieve client credentials', 'invalid_client');
	}
	const known = clients.some(
		(client) => client.client_id === given.client_id && client.client_secret === given.client_secret,
	);
	if (!known) throw new Problem(400, 'Invalid client: client is invalid', 'invalid_client');
	return { clientId: given.client_id };
}

/** Kills the pair of the given refresh token, whose place a new pair takes. */
function refreshed(state: PeerTubeState, fields: Fields, { clientId }: { clientId: string }): Session {
	const token = text(fields.refresh_token);
	if (!token) throw missing('refresh_token');
	const session = state.sessions.withRefreshToken(token);
	if (!session || session.clientId !== clientId) throw invalidGrant('refresh token is invalid');
	if (session.refreshExpiresAt < state.now()) throw invalidGrant('refresh token has expired');
	state.sessions.kill(session);
	return session;
}

/** PeerTube raises a plain error here, whose name ends up in `code` (PeerTube 8.x source). */
function redeemExternalToken(state: PeerTubeState, fields: Fields): User | undefined {
	const token = text(fields.externalAuthToken);
	if (!token) return undefined;
	const refuse = (reason: string): Problem => new Problem(400, `Cannot authenticate user ${reason}`, 'Error');
	const ticket = state.externalTokens.get(token);
	if (!ticket) throw refuse('with unknown bypass token');
	state.externalTokens.delete(token);
	if (ticket.expiresAt < state.now()) throw refuse('with an expired external auth token');
	const { username, pluginAuth } = ticket.user;
	if (fields.username !== username) throw refuse(`${username} with invalid username ${fields.username}`);
	if (ticket.plugin !== pluginAuth) throw ofOtherPlugin(state, ticket.plugin);
	return ticket.user;
}

/** The account is known to the instance, but signs in through another plugin than the one that gave the token. */
function ofOtherPlugin({ settings }: PeerTubeState, plugin: string): Problem {
	if (!has(settings.version, 'namesOtherPlugin')) return invalidGrant('user credentials are invalid');
	const detail = `Cannot bypass oauth login by plugin ${plugin}: this account already uses another auth plugin.`;
	return new Problem(400, detail, 'access_denied');
}

/**
 * A pair as `POST /users/token` answers it: lifetimes in seconds, for the refresh token too, each one short of what is
 * set (7.0.0 and 8.2.1, observed).
 */
export function tokenAnswer(session: Session): object {
	// PeerTube reads the clock again after storing the pair, so a full second is never reached: 86399, not 86400.
	const secondsUntil = (expiresAt: number): number => Math.floor((expiresAt - session.createdAt - 1) / 1000);
	return {
		token_type: 'Bearer',
		access_token: session.accessToken,
		refresh_token: session.refreshToken,
		expires_in: secondsUntil(session.accessExpiresAt),
		refresh_token_expires_in: secondsUntil(session.refreshExpiresAt),
	};
}
