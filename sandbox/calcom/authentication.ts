import type { FastifyRequest } from 'fastify';

import { sessionCookieName } from './accounts';
import { redirectUriMatches } from './clients';
import { bareRefusal, refusal } from './errors';
import type { CalComState } from './state';
import type { Token } from './tokens';
import type { User } from './users';

/** Who is calling, and for which organization. `token` is set if it was an access token. */
export interface Caller {
	user: User;
	organizationId: number | null;
	/** That of what the request was signed with: of a client, and of API keys that carry one. */
	signedOrganizationId?: number | null;
	token?: Token;
}

/** What is left of the Authorization header without a leading `Bearer `: Cal.com takes a bare token just as well. */
export function bearerOf(request: FastifyRequest): string | undefined {
	return request.headers.authorization?.replace('Bearer ', '');
}

/**
 * Whether a text is an API key, by its prefix `cal_`. Cal.com takes any other text for an access token (Cal.com API v2
 * source).
 */
export function isApiKey(bearer: string): boolean {
	return bearer.startsWith('cal_');
}

/**
 * The caller, or a 401 (498 for an expired platform token). In Cal.com's order: client credentials if there are both id
 * and secret, then the Authorization header, then the web session's cookie (Cal.com API v2 source).
 */
export function authenticate(state: CalComState, request: FastifyRequest): Caller {
	const inPath = (request.params as { clientId?: string }).clientId;
	const clientId = inPath ?? header(request, 'x-cal-client-id');
	const secret = header(request, 'x-cal-secret-key');
	if (clientId && secret) return asClient(state, clientId, secret);

	const bearer = bearerOf(request);
	if (bearer) return isApiKey(bearer) ? withApiKey(state, bearer) : withAccessToken(state, bearer, request);

	const user = webUser(state, request);
	if (user) return { user, organizationId: user.organizationId };
	throw refusal(401, `ApiAuthStrategy - ${whatIsMissing(clientId, secret)}`);
}

/** The user whose web session the request's cookie belongs to. */
export function webUser({ users }: CalComState, request: FastifyRequest): User | undefined {
	const cookies = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
	const [, value] =
		cookies.find(([name]) => name === sessionCookieName || name === `__Secure-${sessionCookieName}`) ?? [];
	return value ? users.withSessionCookie(decodeURIComponent(value)) : undefined;
}

function asClient({ platformClients, users }: CalComState, clientId: string, secret: string): Caller {
	const refuse = (reason: string): Error => refusal(401, `ApiAuthStrategy - oAuth client - ${reason}`);
	const client = platformClients.get(clientId);
	if (!client) throw refuse(`Client with ID ${clientId} not found`);
	if (client.secret !== secret) throw refuse('Invalid client secret');
	const user = users.inChargeOf(client.organizationId);
	if (!user) throw refuse('No owner ID found for this OAuth client');
	const { organizationId } = client;
	return { user, organizationId, signedOrganizationId: organizationId };
}

function withApiKey(state: CalComState, key: string): Caller {
	const refuse = (reason: string): Error => refusal(401, `ApiAuthStrategy - api key - ${reason}`);
	if (!state.settings.isLicensed) throw refuse('Invalid or missing CALCOM_LICENSE_KEY environment variable');
	const known = state.apiKeys.get(key);
	if (!known) throw refuse('Your api key is not valid');
	if (known.expiresAt !== null && dayOf(known.expiresAt) < dayOf(state.now())) {
		throw refuse('Your api key is expired');
	}
	const user = state.users.withId(known.userId);
	if (!user) throw refuse('No user tied to this apiKey');
	const { organizationId } = user;
	const signedOrganizationId = state.settings.apiKeysCarryOrganization ? organizationId : null;
	return { user, organizationId, signedOrganizationId };
}

/** An expired platform token is 498, an expired OAuth2 token 401 like any other that is no good, or 403 on some servers. */
function withAccessToken(state: CalComState, text: string, request: FastifyRequest): Caller {
	const { tokens, platformClients, users } = state;
	const platform = tokens.find(text, 'platform', 'access');
	const expired = (token: Token): boolean => token.expiresAt <= state.now();
	const token = platform ?? tokens.find(text, 'oauth2', 'access');
	const user = token && users.withId(token.userId);
	if (!token?.alive || !user) throw refusal(401, 'Invalid Access Token.');
	if (platform && expired(platform)) {
		throw bareRefusal(498, 'ACCESS_TOKEN_IS_EXPIRED', 'TokenExpiredException');
	}
	if (expired(token)) {
		throw state.settings.forbidsExpiredTokens
			? refusal(403, `PermissionsGuard - no oAuth client found for access token=${text}`)
			: refusal(401, 'Invalid Access Token.');
	}

	const { origin } = request.headers;
	const redirectUris = platform && platformClients.get(platform.clientId)?.redirectUris;
	if (origin && redirectUris && !redirectUriMatches(redirectUris, origin)) {
		const remedy = `please open https://app.cal.com/settings/platform and add the origin '${origin}' to the 'Redirect uris' of your OAuth client with ID '${token.clientId}'`;
		throw refusal(401, `ApiAuthStrategy - access token - Invalid request origin - ${remedy}`);
	}
	return { user, organizationId: user.organizationId, token };
}

function whatIsMissing(clientId: string | undefined, secret: string | undefined): string {
	if (!clientId && !secret) {
		return "No authentication method provided. Either pass an API key as 'Bearer' header or OAuth client credentials as 'x-cal-secret-key' and 'x-cal-client-id' headers";
	}
	const [given, other] = clientId ? ['client-id', 'secret-key'] : ['secret-key', 'client-id'];
	return `Only 'x-cal-${given}' header provided. Please also provide 'x-cal-${other}' header or Auth bearer token as 'Authentication' header`;
}

function header(request: FastifyRequest, name: string): string | undefined {
	const value = request.headers[name];
	return typeof value === 'string' && value ? value : undefined;
}

function dayOf(milliseconds: number): number {
	return Math.floor(milliseconds / 86_400_000);
}
