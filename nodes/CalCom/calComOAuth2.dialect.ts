import type { Dialect } from '../../oauth/dialect';
import { apiAdvice, apiMeanings, apiRateLimits } from './apiErrors';
import { probe } from './probe';

const TOKEN = '{baseUrl}/v2/auth/oauth2/token';
const client = { client_id: '{clientId}', client_secret: '{!clientSecret?}' };

const sessionOver = {
	message: 'This Cal.com session is over: its refresh token was used before, revoked or has expired',
	hint: 'The user has to connect again. If this happens often, look for a second copy of the tokens: a refresh ends all others of the same user and client.',
};
const invalidCode = {
	message: 'Cal.com does not accept the code: it was used before, or is too old',
	hint: 'A code is good for one use within 10 minutes, and a failed attempt uses it up too. Ask the user for consent again.',
};

/**
 * Cal.com's OAuth2 (API v2 documentation and source). A confidential client proves itself by its secret and begins no
 * PKCE; a public one by its verifier and has no secret. Any field too many is a 400. A refresh ends all refresh
 * tokens that the user has given the client.
 */
export const calComOAuth2: Dialect = {
	provider: 'Cal.com',
	endpoints: {
		authorize: {
			method: 'GET',
			url: '{appUrl}/auth/oauth2/authorize',
			query: {
				client_id: '{clientId}',
				redirect_uri: '{redirectUri}',
				response_type: 'code',
				scope: '{scope?}',
				state: '{state}',
				code_challenge: '{codeChallenge?}',
				code_challenge_method: '{codeChallengeMethod?}',
			},
			effect: 'safe',
			purpose: 'ask a user for consent',
		},
		exchange: {
			method: 'POST',
			url: TOKEN,
			form: {
				...client,
				grant_type: 'authorization_code',
				code: '{!code}',
				redirect_uri: '{redirectUri}',
				code_verifier: '{!codeVerifier?}',
			},
			effect: 'nonIdempotent',
			purpose: 'exchange the code',
		},
		refresh: {
			method: 'POST',
			url: TOKEN,
			form: { ...client, grant_type: 'refresh_token', refresh_token: '{!refreshToken}' },
			effect: 'nonIdempotent',
			purpose: 'refresh the tokens',
		},
		probe,
		client: {
			method: 'GET',
			url: '{baseUrl}/v2/auth/oauth2/clients/{clientId}',
			effect: 'safe',
			purpose: 'describe the OAuth2 client',
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
	errorFamilies: ['flat', 'nested'],
	messagePatterns: {
		unknownOAuth2Client: /^(client_not_found|unauthorized_client)$/,
		wrongClientSecret: /^invalid_client_credentials$/,
		invalidCode: /^code_invalid_or_expired$/,
		otherRedirectUri: /^redirect_uri_mismatch$/,
		wrongVerifier: /^pkce_verification_failed$/,
		missingVerifier: /^pkce_missing_parameters/,
		sessionOver: /^(invalid_refresh_token|refresh_token_revoked)$/,
		otherClient: /^client_id_mismatch$/,
		clientPending: /^client_not_approved$/,
		clientRejected: /^client_rejected$/,
		...apiMeanings,
	},
	deadGrantSigns: ['sessionOver', 'invalid_grant'],
	notFoundSigns: [],
	deadTokenStatuses: [401, 498],
	deadTokenSigns: ['invalidAccessToken'],
	expiredTokenSigns: ['expiredAccessToken'],
	rateLimits: apiRateLimits,
	advice: {
		...apiAdvice,
		invalid_client: {
			message: 'Cal.com does not accept the client: its ID, its secret or its type is wrong',
			hint: 'Check client ID, client secret and client type in the credential. Neither a code nor a session is lost by this.',
		},
		'exchange:invalid_grant': invalidCode,
		'refresh:invalid_grant': sessionOver,
		unknownOAuth2Client: {
			message: 'Cal.com does not know this OAuth2 client',
			hint: 'Check the client ID: it is that of an OAuth client under Settings → Developer, and not one of the platform product.',
		},
		wrongClientSecret: {
			message: 'Cal.com does not accept the client secret',
			hint: 'Check client secret and client type in the credential. Neither a code nor a session is lost by this.',
		},
		invalidCode,
		otherRedirectUri: {
			message: 'Cal.com does not accept the redirect URI',
			hint: 'It must be registered for the client, to the letter: compare it with the one at Cal.com. The code is not spent.',
		},
		wrongVerifier: {
			message: 'The code verifier does not belong to this code',
			hint: 'Pass in the codeVerifier that Get Authorization URL returned together with the state. The code is used up: ask the user for consent again.',
		},
		missingVerifier: {
			message: 'Cal.com expects PKCE of this client: it is a public one',
			hint: 'Choose the client type Public in the credential and make a new authorization URL. The code is used up: ask the user for consent again.',
		},
		sessionOver,
		otherClient: {
			message: 'The refresh token belongs to another OAuth2 client',
			hint: 'Use the credential of the client that the user has connected. Nothing is lost.',
		},
		clientPending: {
			message: 'Cal.com has not approved this OAuth2 client yet',
			hint: 'New clients wait for an administrator of Cal.com. Until then this one works for the user who registered it only.',
		},
		clientRejected: {
			message: 'Cal.com has rejected this OAuth2 client',
			hint: 'See Settings → Developer at Cal.com for the reason.',
		},
		'exchange:invalid_request': {
			message: 'Cal.com does not accept the fields of the token request',
			hint: 'Check the client type in the credential: a confidential client sends its secret, a public one a code verifier, and neither may send more.',
		},
		'refresh:invalid_request': {
			message: 'Cal.com does not accept the fields of the token request',
			hint: 'Check client type, client ID and client secret in the credential. Nothing is lost.',
		},
	},
};
