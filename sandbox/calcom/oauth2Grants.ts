import { createHash } from 'node:crypto';

import type { OAuth2Client } from './clients';
import { OAuthError } from './errors';
import type { CalComState, OAuth2Code } from './state';
import type { TokenFields } from './tokenFields';
import type { Pair } from './tokens';

const refuse = {
	request: (reason: string): OAuthError => new OAuthError(400, 'invalid_request', reason),
	grant: (reason: string): OAuthError => new OAuthError(400, 'invalid_grant', reason),
	client: (reason: string): OAuthError => new OAuthError(401, 'invalid_client', reason),
};

/** The new pair of a token request, or Cal.com's refusal, in its order of checks (Cal.com API v2 source). */
export async function grantTokens(state: CalComState, fields: TokenFields): Promise<Pair> {
	const client = state.oauth2Clients.get(fields.client_id);
	if (!client) throw refuse.client('client_not_found');
	return fields.grant_type === 'authorization_code'
		? exchange(state, client, fields)
		: await refresh(state, client, fields);
}

/** Why a client may not be used for this user: it is still to be approved, or never will be; undefined if it may. */
export function disapproval({ status, ownerId }: OAuth2Client, userId: number): string | undefined {
	if (status === 'REJECTED') return 'client_rejected';
	return status === 'APPROVED' || ownerId === userId ? undefined : 'client_not_approved';
}

function exchange(state: CalComState, client: OAuth2Client, fields: TokenFields): Pair {
	const { code: text = '', redirect_uri: redirectUri = '' } = fields;
	if (!client.redirectUris.includes(redirectUri)) throw refuse.grant('redirect_uri_mismatch');
	checkSecret(client, fields);
	// That it is the one of the authorization is not asked for (newest source).
	const code = spend(state, client, text);
	checkApproval(client, code.userId);
	checkVerifier(client, code, fields.code_verifier);
	state.instruments.recorder.count('signIns');
	const scopes = state.settings.edition === 'cal.diy' ? [] : code.scopes;
	return state.tokens.issue({ flow: 'oauth2', clientId: client.id, userId: code.userId }, scopes);
}

/**
 * Every refresh ends all refresh tokens the user has given this client, whichever of them was used. Of those that come
 * at once all get tokens, and the last one's are left.
 */
async function refresh(state: CalComState, client: OAuth2Client, fields: TokenFields): Promise<Pair> {
	const { tokens, settings, instruments } = state;
	checkSecret(client, fields);
	const old = tokens.find(fields.refresh_token ?? '', 'oauth2', 'refresh');
	if (!old || old.expiresAt <= state.now()) throw refuse.grant('invalid_refresh_token');
	if (old.clientId !== client.id) throw refuse.grant('client_id_mismatch');
	checkApproval(client, old.userId);
	const owner = { flow: 'oauth2', clientId: client.id, userId: old.userId } as const;
	if (!old.alive) {
		if (settings.detectsReuse) tokens.revoke(owner);
		throw refuse.grant('refresh_token_revoked');
	}
	await state.whenAllHaveRead(`refresh token ${old.text}`);
	if (settings.rotatesRefreshTokens && settings.edition !== 'cal.diy') {
		tokens.revoke({ ...owner, kind: 'refresh' });
	}
	instruments.recorder.count('refreshes');
	return tokens.issue(owner, old.scopes);
}

function checkSecret({ secret }: OAuth2Client, { client_secret }: TokenFields): void {
	if (secret !== null && secret !== client_secret) throw refuse.client('invalid_client_credentials');
}

function checkApproval(client: OAuth2Client, userId: number): void {
	const reason = disapproval(client, userId);
	if (reason) throw new OAuthError(401, 'unauthorized_client', reason);
}

/** The code is gone from here on, whatever is found wrong with the rest of the request. */
function spend(state: CalComState, client: OAuth2Client, text: string): OAuth2Code {
	const code = state.oauth2Codes.find(text);
	if (code?.clientId !== client.id) throw refuse.grant('code_invalid_or_expired');
	state.oauth2Codes.spend(text);
	return code;
}

/** A confidential client that began PKCE cannot end it: the verifier is not among the fields it may send. */
function checkVerifier({ secret }: OAuth2Client, { codeChallenge }: OAuth2Code, verifier?: string): void {
	if (secret !== null && !codeChallenge) return;
	if (!codeChallenge || !verifier) throw refuse.request('pkce_missing_parameters_or_invalid_method');
	const challenge = createHash('sha256').update(verifier).digest('base64url');
	if (challenge !== codeChallenge) throw refuse.grant('pkce_verification_failed');
}
