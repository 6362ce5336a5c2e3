import type { Advice, Dialect } from '../../oauth/dialect';

const API = '{instanceUrl}/api/v1';
const client = { client_id: '{clientId}', client_secret: '{!clientSecret}' };
const bearer = { authorization: 'Bearer {!accessToken?}' };

const signInLimit = {
	message: 'The PeerTube instance has reached its limit of sign-ins from this address',
	hint: 'PeerTube counts every sign-in and refresh from one IP address, 15 in 5 minutes unless changed. Nothing is lost; keep sessions and refresh them instead of signing in each time.',
};

const tooLongPassword = {
	message: 'PeerTube takes no password of more than 72 bytes, and this one has more',
	hint: 'Check that nothing but the password was entered; letters with accents and the like count double or more. If it really is so long, set a shorter one with "I forgot my password" on the sign-in page of the instance.',
};

const unreadableToken = {
	message: 'PeerTube cannot read the access token',
	hint: 'Check the access token for spaces, quotation marks and the like, and for being whole: it has 40 letters and digits.',
};

const changedOnTheWay = {
	message: 'The PeerTube instance cannot read the request',
	hint: 'It lacks something that this node does send, so something between n8n and the instance may change it. Its own words name what is missing.',
};

const noSuchUser = {
	message: 'The PeerTube instance has no user with this ID',
	hint: 'Check the user ID: it is a number, and not the ID of the account or of a channel. Leave it empty for the signed-in account.',
};

const needsNewer = 'Listing and revoking sessions needs PeerTube 7.3 or newer.';

const badIds = {
	message: 'PeerTube cannot read an ID of this item',
	hint: 'Its own words name the one. Get Current shows the ID of a user, Get Many those of sessions.',
};

/** A sign-in by what a plugin of the instance vouches for. */
const external: Record<string, Advice> = {
	otherUserName: {
		message: 'The external auth token belongs to another user name',
		hint: 'Enter the user name that the sign-in plugin gave along with the token: both stand in the address that it leads to. The token is used up; get a new one.',
	},
	otherPlugin: {
		message: 'This PeerTube account belongs to another sign-in service than the external auth token',
		hint: 'Sign in through the service that the account was made with, or ask whoever runs the instance.',
	},
	nameTaken: {
		message: 'PeerTube cannot make an account for the external auth token: the name is taken',
		hint: 'Ask whoever runs the instance to rename or remove the other account or channel.',
	},
	'signInExternally:Error': {
		message: 'PeerTube does not accept the external auth token: it is unknown, used up or too old',
		hint: 'Such a token is good for one sign-in within five minutes. Get a new one from the sign-in plugin of the instance.',
	},
	'signInExternally:invalid_grant': {
		message: 'This PeerTube account does not sign in through the service that gave the external auth token',
		hint: 'Sign in with its password, or through the service that the account was made with. The token is used up.',
	},
	'signInExternally:429': signInLimit,
};

/**
 * PeerTube, observed on 7.0 and 8.2 and read in the source of what is between and newer. The token endpoint takes forms only, with the
 * client in the body; it must get no `Authorization` header, or a rate limit shows as a 401. Two-factor
 * codes travel in a header. A refresh kills the old pair at once.
 */
export const peerTube: Dialect = {
	provider: 'PeerTube',
	endpoints: {
		discoverClient: {
			method: 'GET',
			url: `${API}/oauth-clients/local`,
			effect: 'safe',
			purpose: "hand out the instance's OAuth client",
		},
		signIn: {
			method: 'POST',
			url: `${API}/users/token`,
			headers: { 'x-peertube-otp': '{!!otp?}' },
			form: {
				...client,
				grant_type: 'password',
				username: '{username}',
				password: '{!password}',
			},
			effect: 'nonIdempotent',
			purpose: 'sign in',
		},
		signInExternally: {
			method: 'POST',
			url: `${API}/users/token`,
			headers: { 'x-peertube-otp': '{!!otp?}' },
			form: {
				...client,
				grant_type: 'password',
				username: '{username}',
				externalAuthToken: '{!externalAuthToken}',
			},
			effect: 'nonIdempotent',
			purpose: 'sign in with an external auth token',
		},
		refresh: {
			method: 'POST',
			url: `${API}/users/token`,
			form: { ...client, grant_type: 'refresh_token', refresh_token: '{!refreshToken}' },
			effect: 'nonIdempotent',
			purpose: 'refresh the session',
		},
		signOut: {
			method: 'POST',
			url: `${API}/users/revoke-token`,
			headers: bearer,
			// A repeat finds the token dead and is refused, be it by the first one or for another reason.
			effect: 'nonIdempotent',
			check: 'Run it once more: if the token is refused now, the session is over.',
			purpose: 'sign out',
			endsToken: 'accessToken',
		},
		// The same where one that is over already has ended as well: then a repeat ends in the same state.
		endSession: {
			method: 'POST',
			url: `${API}/users/revoke-token`,
			headers: bearer,
			effect: 'idempotent',
			purpose: 'end the session',
			endsToken: 'accessToken',
		},
		probe: {
			method: 'GET',
			url: `${API}/users/me`,
			headers: bearer,
			effect: 'safe',
			purpose: 'read the signed-in user',
		},
		tokenSessions: {
			method: 'GET',
			url: `${API}/users/{userId}/token-sessions`,
			query: { start: '{start}', count: '{count}' },
			headers: bearer,
			effect: 'safe',
			purpose: 'list the sessions',
		},
		revokeSession: {
			method: 'POST',
			url: `${API}/users/{userId}/token-sessions/{sessionId}/revoke`,
			headers: bearer,
			effect: 'idempotent',
			purpose: 'revoke the session',
		},
	},
	tokens: {
		accessToken: 'access_token',
		refreshToken: 'refresh_token',
		tokenType: 'token_type',
		expiry: 'expires_in',
		refreshTokenExpiry: 'refresh_token_expires_in',
		lifetime: 'seconds',
	},
	errorFamilies: ['problem'],
	// Codes stand for whatever was thrown: `Error` for a password and for a token, `access_denied` for whom and for how.
	messagePatterns: {
		tooLongPassword: /more than 72 bytes/,
		otherUserName: /^Cannot authenticate user .* with invalid username/s,
		otherPlugin: /another auth plugin|different external id/,
		nameTaken: /an actor with that name already exists/,
		noSuchUser: /^User not found/,
		staffIsProtected: /^Moderators cannot manage/,
	},
	deadGrantSigns: ['invalid_grant'],
	notFoundSigns: ['revokeSession:404'],
	failureSigns: ['signIn:Error'],
	advice: {
		'discoverClient:403': {
			message: 'This is not the address that the PeerTube instance calls its own',
			hint: 'Enter the instance URL exactly as the instance calls itself, host name and port included: it is what the address bar shows on its start page. An alias, an IP address or localhost in place of 127.0.0.1 is another one.',
		},
		'signIn:invalid_grant': {
			message: 'PeerTube does not know this user name and password',
			hint: 'Check both by signing in on the website; spaces at the end of a password count. An account that signs in there through another service has no password: Log In takes an external auth token for it.',
		},
		'signIn:Error': {
			message: 'Something in the PeerTube instance failed while it checked this sign-in',
			hint: 'It may be a sign-in plugin. Its own words follow; whoever runs the instance finds more in its log.',
		},
		...external,
		'refresh:invalid_grant': {
			message: 'This PeerTube session is over: its refresh token was used before, revoked or has expired',
			hint: 'Sign in again. If this happens often, look for a second copy of the tokens: each refresh replaces both.',
		},
		missing_two_factor: {
			message: 'This PeerTube account asks for a two-factor code',
			hint: 'Add the two-factor secret: the letters and digits shown beside the QR code when two-factor authentication was set up. The codes are then computed.',
		},
		invalid_two_factor: {
			message: 'PeerTube did not accept the two-factor code',
			hint: 'A code that was typed has to be the one shown now. One that is computed depends on two things: check that the two-factor secret is the current one of this account, and that the clock of the machine that runs n8n is right to half a minute.',
		},
		invalid_client: {
			message: 'The PeerTube instance does not accept the OAuth client it handed out',
			hint: 'Check that the instance URL leads to one and the same instance each time.',
		},
		access_denied: {
			message: 'PeerTube does not let this account in: it is blocked, or its e-mail address is not verified',
			hint: 'Ask a moderator of the instance, or confirm the e-mail address.',
		},
		account_blocked: {
			message: 'This PeerTube account is blocked',
			hint: 'Ask a moderator of the instance.',
		},
		email_not_verified: {
			message: 'The e-mail address of this PeerTube account is not verified',
			hint: 'Follow the link in the e-mail that the instance sent on registration.',
		},
		account_waiting_for_approval: {
			message: 'This PeerTube account is waiting for approval',
			hint: 'A moderator of the instance has to accept the registration first.',
		},
		account_approval_rejected: {
			message: 'The registration of this PeerTube account was rejected',
			hint: 'Ask a moderator of the instance, or use another account.',
		},
		tooLongPassword,
		too_long_password: tooLongPassword,
		too_many_login_failures: {
			message: 'PeerTube has locked this account for a while after too many failed sign-ins',
			hint: 'Wait, then check user name, password and two-factor secret before the next attempt.',
		},
		'signIn:429': signInLimit,
		'refresh:429': {
			message: 'The PeerTube instance has reached its limit of sign-ins and refreshes from this address',
			hint: 'PeerTube counts every sign-in and refresh from one IP address, 15 in 5 minutes unless changed. The refresh token was not used and is still good.',
		},
		invalid_token: {
			message: 'PeerTube does not accept the access token: it has expired or was revoked',
			hint: 'Refresh the session, or sign in again.',
		},
		rateLimited: {
			message: 'The PeerTube instance has reached its limit of requests from this address',
			hint: 'PeerTube allows 50 requests in 10 seconds from one IP address unless changed, whoever makes them. Nothing is lost.',
		},
		unauthorized_request: {
			message: 'The access token did not reach the PeerTube instance',
			hint: 'Something between n8n and the instance takes the Authorization header away; a proxy that asks for a password of its own does so.',
		},
		invalid_request: changedOnTheWay,
		unsupported_grant_type: changedOnTheWay,
		'probe:invalid_request': unreadableToken,
		'signOut:invalid_request': unreadableToken,
		'endSession:invalid_request': unreadableToken,
		'tokenSessions:invalid_request': unreadableToken,
		'revokeSession:invalid_request': unreadableToken,
		noSuchUser,
		staffIsProtected: {
			message: 'PeerTube lets moderators look after the sessions of plain users only',
			hint: 'Use the account of an administrator for those of administrators and other moderators, or leave the user ID empty for the signed-in account.',
		},
		'tokenSessions:400': badIds,
		'tokenSessions:400:empty': { message: 'This PeerTube instance cannot list sessions', hint: needsNewer },
		'tokenSessions:403': {
			message: 'PeerTube shows the sessions of another user to administrators and moderators only',
			hint: 'Leave the user ID empty to list those of the signed-in account.',
		},
		'tokenSessions:404': noSuchUser,
		'tokenSessions:404:text': noSuchUser,
		'revokeSession:400': badIds,
		'revokeSession:400:empty': {
			message: 'This PeerTube instance cannot revoke single sessions',
			hint: needsNewer,
		},
		'revokeSession:404:text': noSuchUser,
		'revokeSession:404': {
			message: 'The PeerTube instance has no such user, or the user has no such session',
			hint: 'Check both IDs; Get Many lists the sessions of a user. A session that is over is not listed any more.',
		},
		'revokeSession:403': {
			message: 'PeerTube lets only administrators and moderators revoke the sessions of another user',
			hint: 'Leave the user ID empty to revoke one of the signed-in account.',
		},
	},
};
