import type { Dialect, EndpointTemplate } from '../../oauth/dialect';

type Form = Readonly<Record<string, string>>;
type Sent = Pick<EndpointTemplate, 'form' | 'basicClient'>;

/** RFC 6749 §2.3.1, by HTTP Basic. */
const inHeader = (form: Form): Sent => ({ form, basicClient: true });
/** The same in the request body; of a public client its ID alone (§3.2.1). */
const inBody = (form: Form): Sent => ({
	form: { ...form, client_id: '{clientId}', client_secret: '{!clientSecret?}' },
});

/** OAuth 2.0 as its specifications have it: RFC 6749, 7009, 7636, 7662 and 9207. */
const textbookWith = (client: (form: Form) => Sent): Dialect => ({
	provider: 'Textbook',
	issuer: '{baseUrl}',
	endpoints: {
		authorize: {
			method: 'GET',
			url: '{baseUrl}/auth',
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
			url: '{baseUrl}/token',
			...client({
				grant_type: 'authorization_code',
				code: '{!code}',
				redirect_uri: '{redirectUri}',
				code_verifier: '{!codeVerifier?}',
			}),
			effect: 'nonIdempotent',
			purpose: 'exchange the code',
		},
		signIn: {
			method: 'POST',
			url: '{baseUrl}/token',
			...client({ grant_type: 'password', username: '{username}', password: '{!password}' }),
			effect: 'nonIdempotent',
			purpose: 'sign in',
		},
		refresh: {
			method: 'POST',
			url: '{baseUrl}/token',
			...client({ grant_type: 'refresh_token', refresh_token: '{!refreshToken}', scope: '{scope?}' }),
			effect: 'nonIdempotent',
			purpose: 'refresh the tokens',
		},
		introspect: {
			method: 'POST',
			url: '{baseUrl}/token/introspection',
			...client({ token: '{!token}', token_type_hint: '{tokenTypeHint?}' }),
			effect: 'safe',
			purpose: 'introspect the token',
		},
		revoke: {
			method: 'POST',
			url: '{baseUrl}/token/revocation',
			...client({ token: '{!token}', token_type_hint: '{tokenTypeHint?}' }),
			effect: 'idempotent',
			purpose: 'revoke the token',
		},
		probe: {
			method: 'GET',
			url: '{baseUrl}/me',
			headers: { authorization: 'Bearer {!accessToken}' },
			effect: 'safe',
			purpose: 'read the signed-in user',
		},
		currentUser: {
			method: 'GET',
			url: '{baseUrl}/me',
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
			message: 'Textbook does not accept the client: its ID or its secret is wrong',
			hint: 'Check both in the credential. No code and no token is lost by this.',
		},
		'exchange:invalid_grant': {
			message: 'Textbook does not accept the code: it was used before, is too old, or came about otherwise',
			hint: 'A code is good for one use within a minute, with the client, the redirect URI and the code verifier that it was asked for with. If all of that is right, ask the user for consent again.',
		},
		'refresh:invalid_grant': {
			message: 'This Textbook session is over: its refresh token was used before, revoked or has expired',
			hint: 'The user has to sign in again.',
		},
		'revoke:invalid_request': {
			message: 'Textbook does not revoke this token: it belongs to another client',
			hint: 'Use the credential of the client that it was issued to. The token is still good.',
		},
		invalid_scope: {
			message: 'Textbook does not grant all of these scopes',
			hint: 'Ask for those that the user has consented to. No token was spent.',
		},
		unsupported_grant_type: {
			message: 'Textbook does not let a client sign in with a password',
			hint: 'Ask the user for consent: Get Authorization URL begins it.',
		},
	},
});

/** The client goes in the header. */
export const textbook = textbookWith(inHeader);
/** The client goes in the body. */
export const textbookInBody = textbookWith(inBody);
