import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

import { newestPair } from '../shared/tokenSessions';
import { authenticatedClient, formOf, invalidRequest } from './clients';
import { OAuthError } from './refusals';
import type { AcmeCloudState, Session } from './state';

type Form = Record<string, string | undefined>;
type GrantRequest = (state: AcmeCloudState, clientId: string, form: Form) => object;

/** `POST /oauth/token` (RFC 6749), `/oauth/introspect` (RFC 7662) and `/oauth/revoke` (RFC 7009). */
export function addTokenRoutes(app: FastifyInstance, state: () => AcmeCloudState): void {
	app.post('/oauth/token', { config: { token: true } }, async (request, reply) => {
		const clientId = authenticatedClient(state(), request);
		const form = formOf(request);
		const grant = grants[form.grant_type ?? ''];
		if (!grant) throw new OAuthError('unsupported_grant_type', 'There is no such grant type');
		const answer = grant(state(), clientId, form);
		return await reply.header('Cache-Control', 'no-store').send(answer);
	});

	app.post('/oauth/introspect', async (request) => {
		const clientId = authenticatedClient(state(), request);
		return introspection(state(), clientId, tokenOf(formOf(request)));
	});

	app.post('/oauth/revoke', async (request, reply) => {
		const clientId = authenticatedClient(state(), request);
		const session = sessionOf(state(), tokenOf(formOf(request)));
		if (session && session.grant.clientId !== clientId)
			throw invalidRequest('The token was not issued to this client');
		if (session) state().sessions.revoke(session);
		return await reply.send();
	});
}

const grants: Record<string, GrantRequest> = { authorization_code: exchange, refresh_token: refresh };

function exchange(state: AcmeCloudState, clientId: string, form: Form): object {
	const grant = state.codes.find(form.code ?? '');
	const verifier = createHash('sha256')
		.update(form.code_verifier ?? '')
		.digest('base64url');
	const isRight =
		grant?.clientId === clientId &&
		grant.redirectUri === form.redirect_uri &&
		grant.codeChallenge === verifier;
	if (!grant || !isRight) throw invalidGrant();
	state.codes.spend(form.code ?? '');
	const { username, scope } = grant;
	state.instruments.recorder.count('signIns');
	return tokenAnswer(state, state.sessions.open({ clientId, username, scope }, state.settings));
}

function refresh(state: AcmeCloudState, clientId: string, form: Form): object {
	const { sessions, settings } = state;
	const presented = sessions.withRefreshToken(form.refresh_token ?? '');
	if (!presented || presented.session.grant.clientId !== clientId) throw invalidGrant();
	const { session, expired, spent } = presented;
	if (spent && settings.reuseDetection) sessions.revoke(session);
	if (expired || spent) throw invalidGrant();
	sessions.renew(session, settings, {
		rotate: settings.rotation,
		keepOldAccess: settings.oldAccessTokenLives,
	});
	state.instruments.recorder.count('refreshes');
	return tokenAnswer(state, session);
}

const invalidGrant = (): OAuthError =>
	new OAuthError('invalid_grant', 'The grant is invalid, expired, revoked or of another client');

function tokenOf({ token }: Form): string {
	if (token === undefined) throw invalidRequest('The token is missing');
	return token;
}

const sessionOf = ({ sessions }: AcmeCloudState, token: string): Session | undefined =>
	sessions.withAccessToken(token) ?? sessions.withRefreshToken(token)?.session;

/** Of tokens of others, and of what is over, nothing is told but that (RFC 7662 §2.2). */
function introspection(state: AcmeCloudState, clientId: string, token: string): object {
	const session = livingSession(state, token);
	if (session?.grant.clientId !== clientId) return { active: false };
	const { access, refresh: refreshToken } = newestPair(session);
	const { expiresAt } = refreshToken.value === token ? refreshToken : access;
	const { scope, username } = session.grant;
	return {
		active: true,
		scope,
		client_id: clientId,
		username,
		token_type: 'Bearer',
		exp: Math.floor(expiresAt / 1000),
		sub: username,
	};
}

function livingSession({ sessions }: AcmeCloudState, token: string): Session | undefined {
	const presented = sessions.withRefreshToken(token);
	const isGood = presented && !presented.expired && !presented.spent;
	return sessions.withAccessToken(token) ?? (isGood ? presented.session : undefined);
}

/** A session's pair as the token endpoint answers it (RFC 6749 §5.1). */
export function tokenAnswer(state: AcmeCloudState, session: Session): Record<string, unknown> {
	const { access, refresh: refreshToken } = newestPair(session);
	return {
		access_token: access.value,
		token_type: 'Bearer',
		expires_in: Math.round((access.expiresAt - state.now()) / 1000),
		refresh_token: refreshToken.value,
		scope: session.grant.scope,
	};
}
