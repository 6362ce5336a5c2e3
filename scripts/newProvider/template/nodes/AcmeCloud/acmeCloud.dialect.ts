import type { Dialect } from '../../oauth/dialect';

const OAUTH = '{baseUrl}/oauth';
const DEAD_TOKEN = {
	message: 'Acme Cloud does not accept the access token: it has expired or was revoked',
	hint: 'Refresh the tokens, or ask the user for consent again. If this is your own credential, reconnect it.',
};

/**
 * Acme Cloud, as the specifications have it: RFC 6749 (authorization code, refresh), 7636 (PKCE), 7009 (revocation) and
 * 7662 (introspection), the client authenticating by HTTP Basic. None of it has been held against a running server.
 */
export const acmeCloud: Dialect = {
	provider: 'Acme Cloud',
	endpoints: {
		authorize: {
			method: 'GET',
			url: `${OAUTH}/authorize`,
			query: {
				response_type: 'code',
				client_id: '{clientId}',
				redirect_uri: '{redirectUri}',
				scope: '{scope?}',
				state: '{state}',
				code_challenge: '{codeChallenge}',
				code_challenge_method: '{codeChallengeMethod}',
			},
			effect: 'safe',
			purpose: 'ask a user for consent',
		},
		exchange: {
			method: 'POST',
			url: `${OAUTH}/token`,
			basicClient: true,
			form: {
				grant_type: 'authorization_code',
				code: '{!code}',
				redirect_uri: '{redirectUri}',
				code_verifier: '{!codeVerifier}',
			},
			effect: 'nonIdempotent',
			purpose: 'exchange the code',
		},
		refresh: {
			method: 'POST',
			url: `${OAUTH}/token`,
			basicClient: true,
			form: { grant_type: 'refresh_token', refresh_token: '{!refreshToken}' },
			effect: 'nonIdempotent',
			purpose: 'refresh the tokens',
		},
		introspect: {
			method: 'POST',
			url: `${OAUTH}/introspect`,
			basicClient: true,
			form: { token: '{!token}', token_type_hint: '{tokenTypeHint}' },
			effect: 'safe',
			purpose: 'introspect the token',
		},
		revoke: {
			method: 'POST',
			url: `${OAUTH}/revoke`,
			basicClient: true,
			form: { token: '{!token}', token_type_hint: '{tokenTypeHint}' },
			effect: 'idempotent',
			purpose: 'revoke the token',
			endsToken: 'token',
		},
		probe: {
			method: 'GET',
			url: '{baseUrl}/userinfo',
			headers: { authorization: 'Bearer {!accessToken}' },
			effect: 'safe',
			purpose: 'read the signed-in user',
		},
		currentUser: {
			method: 'GET',
			url: '{baseUrl}/userinfo',
			effect: 'safe',
			purpose: 'read the signed-in user',
		},
	},
	tokens: {
		accessToken: 'access_token',
		refreshToken: 'refresh_token',
		tokenType: 'token_type',
		scope: 'scope',
		expiry: 'expires_in',
		lifetime: 'seconds',
	},
	errorFamilies: ['flat'],
	deadGrantSigns: ['invalid_grant'],
	// RFC 7009 §2.2: that there is no such token is a success.
	notFoundSigns: [],
	advice: {
		invalid_client: {
			message: 'Acme Cloud does not accept the client: its ID or its secret is wrong',
			hint: 'Check both in the credential. No code and no token is lost by this.',
		},
		'exchange:invalid_grant': {
			message: 'Acme Cloud does not accept the code: it was used before, is too old, or came about otherwise',
			hint: 'A code is good for one use within minutes, with the client, the redirect URI and the code verifier that it was asked for with. If all of that is right, ask the user for consent again.',
		},
		'refresh:invalid_grant': {
			message: 'This Acme Cloud session is over: its refresh token was used before, revoked or has expired',
			hint: 'The user has to give consent again. If this happens often, look for a second copy of the tokens.',
		},
		'revoke:invalid_request': {
			message: 'Acme Cloud does not revoke this token: it belongs to another client',
			hint: 'Use the credential of the client that it was issued to. The token is still good.',
		},
		'probe:invalid_token': DEAD_TOKEN,
		'currentUser:invalid_token': DEAD_TOKEN,
		insufficient_scope: {
			message: 'The access token was not granted the scope that this needs',
			hint: 'Ask for consent again, with that scope among the others.',
		},
	},
};
