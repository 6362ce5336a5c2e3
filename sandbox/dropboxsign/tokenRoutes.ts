import type { FastifyInstance, FastifyRequest } from 'fastify';

import { type Fields, fieldsOf, text } from '../shared/fields';
import { newestPair } from '../shared/tokenSessions';
import type { App } from './apps';
import { checkLimit } from './limits';
import { OAuthRefusal } from './refusals';
import type { DropboxSignState, Session } from './state';

/**
 * `POST /oauth/token` and `POST /oauth/token?refresh`, on app.hellosign.com in reality. Credentials count in the body
 * only: a Basic header is not looked at (reported by public clients).
 */
export function addTokenRoutes(app: FastifyInstance, state: () => DropboxSignState): void {
	app.post('/oauth/token', { config: { token: true } }, async (request, reply) => {
		checkLimit(state(), request.ip, reply);
		const fields = fieldsOf(request.body);
		const grantType = required(fields, 'grant_type');
		checkMarker(state(), request, grantType);
		if (grantType === 'authorization_code') return exchange(state(), fields);
		if (grantType === 'refresh_token') return refresh(state(), fields);
		throw new OAuthRefusal('unsupported_grant_type', `The grant type ${grantType} is not supported`);
	});
}

function checkMarker(state: DropboxSignState, request: FastifyRequest, grantType: string): void {
	const isMarked = (request.query as Record<string, unknown>).refresh !== undefined;
	if (!state.settings.requireRefreshMarker || isMarked === (grantType === 'refresh_token')) return;
	throw new OAuthRefusal('invalid_request', `The grant type ${grantType} does not belong at this URL`);
}

function exchange(state: DropboxSignState, fields: Fields): object {
	const { codes, settings } = state;
	const clientId = required(fields, 'client_id');
	const secret = required(fields, 'client_secret');
	const code = required(fields, 'code');
	const stated = settings.requireState ? required(fields, 'state') : text(fields.state);

	const grant = codes.find(code);
	if (!grant || grant.clientId !== clientId) {
		throw new OAuthRefusal(
			'invalid_request',
			// Spelt as the real endpoint does, so that nobody matches on another spelling.
			'Either the combo client_id/code is wrong or this request was made more than 1 hour after the inital grant',
		);
	}
	checkClient(state, clientId, secret);
	if (stated !== undefined && stated !== grant.state) {
		throw new OAuthRefusal('invalid_request', 'Parameter state is not the one of the authorization');
	}
	codes.spend(code);
	state.instruments.recorder.count('signIns');
	return { ...tokenAnswer(state, state.openSession(grant)), state: stated ?? null };
}

function refresh(state: DropboxSignState, fields: Fields): object {
	const { settings, sessions } = state;
	const token = required(fields, 'refresh_token');
	const presented = sessions.withRefreshToken(token);
	const app = presented && state.apps.find(presented.session.grant.clientId);

	// A client that identifies itself has to do it whole, even where it need not.
	const identifiesItself = fields.client_id !== undefined || fields.client_secret !== undefined;
	if (identifiesItself || app?.refreshNeedsClient) {
		const clientId = required(fields, 'client_id');
		checkClient(state, clientId, required(fields, 'client_secret'));
		if (app?.clientId !== clientId) throw badRefreshToken();
	}
	if (!presented || presented.expired) throw badRefreshToken();
	const { session, spent } = presented;
	if (spent) {
		if (settings.reuseDetection) sessions.revoke(session);
		throw badRefreshToken();
	}
	sessions.renew(session, settings, {
		rotate: settings.refreshToken === 'rotated',
		keepOldAccess: settings.oldAccessTokenLives,
	});
	state.instruments.recorder.count('refreshes');
	const { refresh_token: refreshToken, ...answer } = tokenAnswer(state, session);
	return settings.refreshToken === 'omitted' ? answer : { ...answer, refresh_token: refreshToken };
}

/**
 * A session's pair as the token endpoint answers it: `expires_in` in seconds, and nothing of when the refresh token
 * ends (Dropbox Sign API document).
 */
export function tokenAnswer(
	{ settings }: DropboxSignState,
	session: Session,
): { refresh_token: string; [field: string]: unknown } {
	const { access, refresh } = newestPair(session);
	return {
		access_token: access.value,
		token_type: 'Bearer',
		refresh_token: refresh.value,
		expires_in: settings.accessTokenSeconds,
	};
}

function checkClient({ apps }: DropboxSignState, clientId: string, secret: string): void {
	const app: App | undefined = apps.find(clientId);
	if (!app?.oauth || app.oauth.secret !== secret) {
		throw new OAuthRefusal('invalid_client', 'The client credentials are invalid');
	}
}

function required(fields: Fields, name: string): string {
	const value = text(fields[name]);
	if (value === undefined) throw new OAuthRefusal('invalid_request', `Parameter ${name} is missing`);
	return value;
}

function badRefreshToken(): OAuthRefusal {
	return new OAuthRefusal('invalid_grant', 'Invalid grant data (refresh token)');
}
