import type { Dialect } from '../../oauth/dialect';
import { apiAdvice, apiMeanings, apiRateLimits } from './apiErrors';
import { probe } from './probe';

const FLOW = '{baseUrl}/v2/oauth/{clientId}';
const CLIENTS = '{baseUrl}/v2/oauth-clients';
const USERS = `${CLIENTS}/{clientId}/users`;
/** The id is in the path too; in a header it has Cal.com count the client's requests, and not those of our address. */
const client = { 'x-cal-client-id': '{clientId}', 'x-cal-secret-key': '{!clientSecret}' };
const managedUser = {
	email: '{email?}',
	name: '{name?}',
	timeFormat: '{timeFormat?}',
	weekStart: '{weekStart?}',
	timeZone: '{timeZone?}',
	locale: '{locale?}',
	avatarUrl: '{avatarUrl?}',
	bio: '{bio?}',
	metadata: '{metadata?}',
};
const oauthClient = {
	name: '{name??}',
	logo: '{logo?}',
	redirectUris: '{redirectUris?}',
	bookingRedirectUri: '{bookingRedirectUri?}',
	bookingCancelRedirectUri: '{bookingCancelRedirectUri?}',
	bookingRescheduleRedirectUri: '{bookingRescheduleRedirectUri?}',
	areEmailsEnabled: '{areEmailsEnabled?}',
	areDefaultEventTypesEnabled: '{areDefaultEventTypesEnabled?}',
	areCalendarEventsEnabled: '{areCalendarEventsEnabled?}',
};

const userIsGone = {
	message: 'Somebody else has deleted or changed the managed user at the same moment',
	hint: 'Look for the user in Platform User: Get Many, and run this once more if it is there.',
};

/**
 * Cal.com's platform product (API v2 documentation and source). The code travels as a bearer token, the client's
 * secret in a JSON body once and in a header of its own otherwise. Lifetimes are moments in milliseconds under `data`,
 * rounded down to the minute or the day. An expired access token is answered 498, until any refresh of the same
 * client sweeps it away: then it is 401 like any other that is no good.
 */
export const calComPlatform: Dialect = {
	provider: 'Cal.com',
	endpoints: {
		authorize: {
			method: 'POST',
			url: `${FLOW}/authorize`,
			// Servers on https look for the first, those on http for the second.
			headers: {
				cookie:
					'__Secure-next-auth.session-token={!webSessionToken}; next-auth.session-token={!webSessionToken}',
			},
			json: { redirectUri: '{redirectUri}' },
			effect: 'nonIdempotent',
			check:
				'Try it once more: if Cal.com says that the user has authorized the client already, the code is lost, and a managed user gets tokens by Force Refresh.',
			purpose: 'authorize the OAuth client',
		},
		exchange: {
			method: 'POST',
			url: `${FLOW}/exchange`,
			headers: { authorization: 'Bearer {!code}' },
			json: { clientSecret: '{!clientSecret}' },
			effect: 'nonIdempotent',
			purpose: 'exchange the code',
		},
		refresh: {
			method: 'POST',
			url: `${FLOW}/refresh`,
			headers: client,
			json: { refreshToken: '{!refreshToken}' },
			effect: 'nonIdempotent',
			purpose: 'refresh the tokens',
		},
		signIn: {
			method: 'POST',
			url: `${USERS}/{userId}/force-refresh`,
			headers: client,
			effect: 'nonIdempotent',
			check: 'The older tokens may be dead already. Run it once more.',
			purpose: 'issue new tokens for the managed user',
		},
		// The same, for the sake of what it ends: then a repeat ends in the same state.
		endSessions: {
			method: 'POST',
			url: `${USERS}/{userId}/force-refresh`,
			headers: client,
			effect: 'idempotent',
			purpose: 'end the tokens of the managed user',
		},
		probe,
		users: {
			method: 'GET',
			url: USERS,
			query: { limit: '{count}', offset: '{start}', emails: '{emails?}' },
			headers: client,
			effect: 'safe',
			purpose: 'list the managed users',
		},
		user: {
			method: 'GET',
			url: `${USERS}/{userId}`,
			headers: client,
			effect: 'safe',
			purpose: 'read the managed user',
		},
		createUser: {
			method: 'POST',
			url: USERS,
			headers: client,
			json: managedUser,
			effect: 'nonIdempotent',
			check:
				'Look for the e-mail address in Platform User: Get Many; if the user is there, Force Refresh gets its tokens.',
			purpose: 'create the managed user',
		},
		updateUser: {
			method: 'PATCH',
			url: `${USERS}/{userId}`,
			headers: client,
			json: { ...managedUser, defaultScheduleId: '{defaultScheduleId?}' },
			effect: 'idempotent',
			purpose: 'update the managed user',
		},
		deleteUser: {
			method: 'DELETE',
			url: `${USERS}/{userId}`,
			headers: client,
			effect: 'idempotent',
			purpose: 'delete the managed user',
		},
		clients: {
			method: 'GET',
			url: CLIENTS,
			effect: 'safe',
			purpose: 'list the OAuth clients',
		},
		client: {
			method: 'GET',
			url: `${CLIENTS}/{clientId}`,
			effect: 'safe',
			purpose: 'read the OAuth client',
		},
		createClient: {
			method: 'POST',
			url: CLIENTS,
			json: { ...oauthClient, permissions: '{permissions}' },
			effect: 'nonIdempotent',
			check: 'Look for its name in Platform Client: Get Many, which shows the secret on request.',
			purpose: 'create the OAuth client',
		},
		updateClient: {
			method: 'PATCH',
			url: `${CLIENTS}/{clientId}`,
			json: oauthClient,
			effect: 'idempotent',
			purpose: 'update the OAuth client',
		},
		deleteClient: {
			method: 'DELETE',
			url: `${CLIENTS}/{clientId}`,
			effect: 'idempotent',
			purpose: 'delete the OAuth client',
		},
	},
	tokens: {
		wrapper: 'data',
		accessToken: 'accessToken',
		refreshToken: 'refreshToken',
		expiry: 'accessTokenExpiresAt',
		refreshTokenExpiry: 'refreshTokenExpiresAt',
		lifetime: 'epochMilliseconds',
	},
	errorFamilies: ['nested'],
	messagePatterns: {
		...apiMeanings,
		noWebSession: /^NextAuthStrategy/,
		invalidRedirectUri: /Invalid 'redirect_uri' value/,
		alreadyAuthorized: /has already authorized client/,
		invalidCode: /^Invalid OAuth Client/,
		invalidRefreshToken: /Invalid refresh token/,
		userExists: /e-mail already exists/,
		unknownUser: /is not part of this OAuth client/,
		invalidEmail: /^Invalid email/,
	},
	// Of a client Cal.com says the same when the owner of the API key has left, so that this counts for users alone.
	notFoundSigns: ['unknownUser', 'noSuchClient', 'deleteUser:recordNotFound'],
	deadGrantSigns: ['invalidRefreshToken', 'refresh:400'],
	deadTokenStatuses: [401, 498],
	deadTokenSigns: ['invalidAccessToken'],
	expiredTokenSigns: ['expiredAccessToken'],
	rateLimits: apiRateLimits,
	advice: {
		...apiAdvice,
		noWebSession: {
			message:
				'Cal.com does not accept the web session cookie: the user is signed out, or it is another cookie',
			hint: 'Sign in to app.cal.com as the user and copy the cookie next-auth.session-token (or __Secure-next-auth.session-token) again. An API key does not do here.',
		},
		invalidRedirectUri: {
			message: 'Cal.com does not accept the redirect URI',
			hint: 'It must be registered for the OAuth client, to the letter; Platform Client: Get shows what is.',
		},
		alreadyAuthorized: {
			message: 'This user has already authorized the OAuth client, and the code of then is still unused',
			hint: 'Exchange that code: it does not expire. If it is lost, use Force Refresh for a managed user; for anybody else Cal.com gives out no other code.',
		},
		invalidCode: {
			message: 'Cal.com does not accept the code, or the client it came with',
			hint: 'A code works once, for the client it was made for. Check client ID and client secret first: Cal.com does not tell these apart, and a refused code is not spent. If they are right, authorize again.',
		},
		invalidRefreshToken: {
			message: 'This Cal.com session is over: its refresh token was used before, was replaced or has expired',
			hint: 'Use Force Refresh for a managed user, or authorize again. If this happens often, look for a second copy of the tokens: each refresh replaces them.',
		},
		userExists: {
			message: 'The OAuth client has a managed user with this e-mail address already',
			hint: 'Use that user: the answer below names its ID, and Force Refresh gets tokens for it.',
		},
		unknownUser: {
			message: 'The OAuth client has no managed user with this ID',
			hint: 'Check the ID; Platform User: Get Many lists those that there are.',
		},
		'refresh:recordNotFound': {
			message: 'This refresh token was used by somebody else at the same moment, or its session was ended',
			hint: 'Read the stored tokens once more: whoever was faster has newer ones. If there are none, use Force Refresh for a managed user, or authorize again.',
		},
		'signIn:recordNotFound': userIsGone,
		'updateUser:recordNotFound': userIsGone,
		'createUser:recordExists': {
			message: 'A user with this e-mail address was made at the same moment',
			hint: 'Look for the address in Platform User: Get Many; Force Refresh gets the tokens of that user.',
		},
		'updateUser:recordExists': {
			message: 'The e-mail address belongs to another user',
			hint: 'Enter another one, or change that user: Platform User: Get Many finds it by its address. Nothing was changed.',
		},
		invalidEmail: {
			message: 'One of the e-mail addresses is not valid',
			hint: 'Separate several addresses by commas.',
		},
	},
};
