import type { FastifyInstance, FastifyReply } from 'fastify';

import { newestPair } from '../shared/tokenSessions';
import { readFields } from './fields';
import { checkLimit } from './limits';
import { FieldErrors } from './refusals';
import { tokenFields } from './settings';
import type { FuseSignState, Session } from './state';

/** `POST OAuthGetToken`, `OAuthRefreshToken` and `OAuthTokenRevoke`, each at its own URL (FuseSign API document). */
export function addTokenRoutes(sessionApi: FastifyInstance, state: () => FuseSignState): void {
	const options = { config: { token: true }, preHandler: checkLimit(state) };

	sessionApi.post('/OAuthGetToken', options, async (request) => {
		const names = ['code', 'client_id', 'client_secret', 'redirect_uri'] as const;
		return exchange(state(), readFields(state(), request, names, 'authorization_code'));
	});
	sessionApi.post('/OAuthRefreshToken', options, async (request) => {
		const names = ['refresh_token', 'client_id', 'client_secret'] as const;
		return refresh(state(), readFields(state(), request, names, 'refresh_token'));
	});
	sessionApi.post('/OAuthTokenRevoke', { preHandler: checkLimit(state) }, async (request, reply) => {
		revoke(state(), readFields(state(), request, ['client_id', 'refresh_token'] as const));
		return await answerRevoked(state(), reply);
	});
}

type Sent<Name extends string> = Record<Name, string>;

function exchange(
	state: FuseSignState,
	sent: Sent<'code' | 'client_id' | 'client_secret' | 'redirect_uri'>,
): object {
	checkClient(state, sent);
	const grant = state.codes.find(sent.code);
	if (!grant || grant.clientId !== sent.client_id)
		throw refused('code', 'The code is invalid or has expired.');
	if (grant.redirectUri !== sent.redirect_uri) {
		throw refused('redirect_uri', 'The redirect URI is not the one of the authorization.');
	}
	state.codes.spend(sent.code);
	const { clientId, email, scope } = grant;
	state.instruments.recorder.count('signIns');
	return tokenAnswer(state, state.sessions.open({ clientId, email, scope }, state.settings));
}

function refresh(state: FuseSignState, sent: Sent<'refresh_token' | 'client_id' | 'client_secret'>): object {
	const { sessions, settings } = state;
	checkClient(state, sent);
	const presented = sessions.withRefreshToken(sent.refresh_token);
	if (presented?.session.grant.clientId !== sent.client_id || presented.expired) throw badRefreshToken();
	const { session, spent } = presented;
	if (spent) {
		if (settings.reuseDetection) sessions.revoke(session);
		throw badRefreshToken();
	}
	sessions.renew(session, settings, {
		rotate: settings.rotation,
		keepOldAccess: settings.oldAccessTokenLives,
	});
	state.instruments.recorder.count('refreshes');
	return tokenAnswer(state, session);
}

/** Takes no secret; the access tokens of the session die with it. */
function revoke(state: FuseSignState, sent: Sent<'client_id' | 'refresh_token'>): void {
	if (!state.clients.find(sent.client_id)) throw refused('client_id', 'The client is unknown.');
	const session = state.sessions.withRefreshToken(sent.refresh_token)?.session;
	if (session?.grant.clientId === sent.client_id) state.sessions.revoke(session);
	else if (state.settings.unknownRevoke === 'refused') throw badRefreshToken();
}

async function answerRevoked({ settings }: FuseSignState, reply: FastifyReply): Promise<FastifyReply> {
	if (settings.revokeBody === 'empty') return await reply.type('application/json; charset=utf-8').send('');
	return await reply.type('application/octet-stream').send(Buffer.from([0x00, 0xff, 0xfe, 0x00]));
}

/** A session's pair the way the token endpoints answer it. Lifetimes are moments, written as .NET writes them. */
export function tokenAnswer({ settings, users }: FuseSignState, session: Session): Record<string, unknown> {
	const { access, refresh } = newestPair(session);
	const answer: Record<(typeof tokenFields)[number], unknown> = {
		token_type: 'Bearer',
		access_token: access.value,
		refresh_token: refresh.value,
		expires_in: dateTime(access.expiresAt),
		refresh_token_expires_in: dateTime(refresh.expiresAt),
		default_tenant_id: users.find(session.grant.email)?.tenants[0]?.id ?? null,
	};
	for (const field of settings.nullFields) answer[field] = null;
	return answer;
}

function dateTime(at: number): string {
	return new Date(at).toISOString().replace('Z', '0000Z');
}

function checkClient({ clients }: FuseSignState, sent: Sent<'client_id' | 'client_secret'>): void {
	const client = clients.find(sent.client_id);
	if (!client) throw refused('client_id', 'The client is unknown.');
	if (client.secret !== sent.client_secret) throw refused('client_secret', 'The client secret is wrong.');
}

function badRefreshToken(): FieldErrors {
	return refused('refresh_token', 'The refresh token is invalid or has expired.');
}

function refused(field: string, message: string): FieldErrors {
	return new FieldErrors({ [field]: [message] });
}
