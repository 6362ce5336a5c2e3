import type { Dialect } from '../../oauth/dialect';

const SESSION = '{baseUrl}/api/Session';
const client = { client_id: '{clientId}', client_secret: '{!clientSecret}' };

const sessionOver = {
	message: 'This FuseSign session is over: its refresh token was used before, revoked or has expired',
	hint: 'The user has to connect again. If this happens often, look for a second copy of the tokens.',
};

const wrongCredential = {
	message: 'FuseSign does not accept the credential: it has expired, was revoked, or is wrong',
	hint: 'Reconnect the credential, or check the API token.',
};
const wrongAccessToken = {
	message: 'FuseSign does not accept the access token: it has expired or was revoked',
	hint: 'Refresh the tokens, or have the user connect again.',
};

/** This package has sent both by then. */
const neitherForm = {
	message: 'FuseSign takes this request neither as a form nor as JSON',
	hint: 'Both were sent, and nothing was spent. Check the API URL in the credential; if it is right, the API has changed: tell FuseSign, and whoever maintains this node.',
};
/** Of a refresh it is not known here whether n8n has made it, which sends forms and nothing else. */
const notTheseForms = {
	message: 'FuseSign did not take the request in the form in which it was sent',
	hint: "Nothing was spent. If a connected credential was to be refreshed: n8n connects and refreshes with forms, this server takes JSON only, and FuseSign's own documents disagree on that. Use an API token for your own account; Refresh and Ensure Fresh of this node send JSON where forms are not taken. If this was one of them, JSON was not taken either: check the API URL in the credential.",
};

/**
 * FuseSign, by its API document. Exchange, refresh and revocation have a URL each; lifetimes are date-times
 * under the names that elsewhere hold seconds; the client authenticates in the body only. Whether refresh
 * tokens rotate is not documented, so they are taken to. Whether it takes forms its documents do not agree on.
 */
export const fuseSign: Dialect = {
	provider: 'FuseSign',
	endpoints: {
		authorize: {
			method: 'GET',
			url: `${SESSION}/OAuthRegister`,
			query: {
				response_type: 'code',
				client_id: '{clientId}',
				redirect_uri: '{redirectUri}',
				Scope: '{scope}',
				State: '{state}',
				Realm: '{realm?}',
			},
			effect: 'safe',
			purpose: 'ask a user for consent',
		},
		exchange: {
			method: 'POST',
			url: `${SESSION}/OAuthGetToken`,
			form: { grant_type: 'authorization_code', code: '{!code}', ...client, redirect_uri: '{redirectUri}' },
			jsonAfter415: true,
			effect: 'nonIdempotent',
			purpose: 'exchange the code',
		},
		refresh: {
			method: 'POST',
			url: `${SESSION}/OAuthRefreshToken`,
			form: { grant_type: 'refresh_token', refresh_token: '{!refreshToken}', ...client },
			jsonAfter415: true,
			effect: 'nonIdempotent',
			purpose: 'refresh the tokens',
		},
		revoke: {
			method: 'POST',
			url: `${SESSION}/OAuthTokenRevoke`,
			form: { client_id: '{clientId}', refresh_token: '{!refreshToken}' },
			jsonAfter415: true,
			effect: 'idempotent',
			purpose: 'revoke the refresh token',
			endsToken: 'refreshToken',
		},
		probe: {
			method: 'GET',
			url: '{baseUrl}/api/Tenant/List',
			headers: { authorization: 'Bearer {!accessToken}' },
			effect: 'safe',
			purpose: 'read the tenants',
		},
		tenants: {
			method: 'GET',
			url: '{baseUrl}/api/Tenant/List',
			headers: { authorization: 'Bearer {!accessToken?}' },
			effect: 'safe',
			purpose: 'list the tenants',
		},
	},
	tokens: {
		accessToken: 'access_token',
		refreshToken: 'refresh_token',
		tokenType: 'token_type',
		expiry: 'expires_in',
		refreshTokenExpiry: 'refresh_token_expires_in',
		lifetime: 'dateTime',
	},
	errorFamilies: ['validation', 'problem'],
	// A validator without a field of its own puts all it says under this one.
	messagePatterns: { deadRefreshToken: /GeneralErrors: [^;]{0,1000}\brefresh[ _]?token\b/i },
	deadGrantSigns: ['refresh_token', 'deadRefreshToken'],
	notFoundSigns: ['refresh_token', 'deadRefreshToken'],
	advice: {
		client_id: {
			message: 'FuseSign does not know the client ID',
			hint: 'Check the client ID in the credential against what FuseSign gave you.',
		},
		client_secret: {
			message: 'FuseSign does not accept the client secret',
			hint: 'Check the client secret in the credential against what FuseSign gave you. No session is lost by this.',
		},
		redirect_uri: {
			message: 'FuseSign does not accept the redirect URI',
			hint: 'It must be registered for the client, and be the same in Get Authorization URL and in Exchange Code, to the letter.',
		},
		'exchange:code': {
			message: 'FuseSign does not accept the code: it was used before, or is too old',
			hint: 'A code is good for one use within minutes. Ask the user for consent again.',
		},
		'refresh:refresh_token': sessionOver,
		'refresh:deadRefreshToken': sessionOver,
		'exchange:415': neitherForm,
		'exchange:415:empty': neitherForm,
		'refresh:415': notTheseForms,
		'refresh:415:empty': notTheseForms,
		'revoke:415': neitherForm,
		'revoke:415:empty': neitherForm,
		'exchange:400': {
			message: 'FuseSign does not accept the code, or the client it came with',
			hint: 'A code is good for one use within minutes, with the redirect URI it was made for. Check client ID, client secret and redirect URI, then ask the user for consent again.',
		},
		'refresh:400': {
			message: 'FuseSign does not accept the refresh token, or the client it came with',
			hint: 'It may have been used before, revoked or expired; or it belongs to another client. If client ID and client secret are right, the user has to connect again.',
		},
		'revoke:400': {
			message: 'FuseSign refused to revoke the refresh token',
			hint: 'Check the client ID in the credential, and the token.',
		},
		'tenants:401:empty': wrongCredential,
		'tenants:401': wrongCredential,
		'probe:401:empty': wrongAccessToken,
		'probe:401': wrongAccessToken,
	},
};
