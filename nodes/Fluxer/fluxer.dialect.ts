import type { Dialect } from '../../oauth/dialect';

const OAUTH = '{apiUrl}/oauth2';
const APPLICATIONS = `${OAUTH}/applications`;
const AUTHORIZATIONS = `${OAUTH}/@me/authorizations`;
const client = { client_id: '{clientId}', client_secret: '{!clientSecret}' };
const bearer = { authorization: 'Bearer {!accessToken?}' };
const flags = { bot_public: '{botPublic?}', bot_require_code_grant: '{botRequireCodeGrant?}' };
/** Half of the 50 requests a second over which Fluxer ends a user session for good; the other half is for the user's own app. */
const asUser = { maxRequestsPerSecond: 25, signedWith: '{!sessionToken?}' };
/** What proves once more that it is the user who asks; see `sudo.ts`. */
const sudo = {
	headers: { 'x-fluxer-sudo-mode-jwt': '{!sudoToken?}' },
	json: { password: '{!password?}', mfa_method: '{mfaMethod?}', mfa_code: '{!!mfaCode?}' },
};

const DEAD_TOKEN = {
	message: 'Fluxer does not accept the access token: it has expired or was revoked',
	hint: 'Refresh the tokens, or ask the user for consent again. If this is your own credential, reconnect it.',
};
const CAPTCHA = {
	message:
		'Fluxer wants a captcha solved before it creates an application, which only a person can do in its web app',
	hint: 'Create the application there (User Settings, Applications), and go on here: Application: Get, Application: Reset Client Secret and Application: Reset Bot Token ask for no captcha. Nothing was created.',
};
const IMAGE =
	'Pass in a whole image file in base64, such as a PNG or JPEG of at most about 10 MB, and nothing else that base64 may hold. Nothing was changed.';
const LIMIT_PER_HOUR =
	'Refused attempts count as well. Wait as long as Fluxer asks; what was done before is not lost.';

/**
 * Fluxer, observed on servers of February and July 2026 and read in its source. Token endpoints take forms only, and a
 * client that authenticates once: here in the body, since in a header an ID that is no number makes the server fail.
 * Without `token_type_hint` a refresh token is not looked for, and its revocation does nothing. Errors are OAuth's own
 * or Fluxer's, on the same endpoints; Fluxer words its messages in the language of the account, so advice goes by codes.
 */
export const fluxer: Dialect = {
	provider: 'Fluxer',
	endpoints: {
		probe: {
			method: 'GET',
			url: `${OAUTH}/@me`,
			headers: { authorization: 'Bearer {!accessToken}' },
			effect: 'safe',
			purpose: 'read the signed-in user',
		},
		authorize: {
			method: 'GET',
			url: '{webUrl}/oauth2/authorize',
			query: {
				response_type: 'code',
				client_id: '{clientId}',
				redirect_uri: '{redirectUri}',
				scope: '{scope}',
				state: '{state}',
				code_challenge: '{codeChallenge?}',
				code_challenge_method: '{codeChallengeMethod?}',
				prompt: '{prompt?}',
				permissions: '{permissions?}',
				guild_id: '{guildId?}',
				channel_id: '{channelId?}',
			},
			effect: 'safe',
			purpose: 'ask a user for consent',
		},
		consent: {
			...asUser,
			method: 'POST',
			url: `${OAUTH}/authorize/consent`,
			json: {
				response_type: 'code',
				client_id: '{clientId}',
				redirect_uri: '{redirectUri?}',
				scope: '{scope}',
				state: '{state?}',
				code_challenge: '{codeChallenge?}',
				code_challenge_method: '{codeChallengeMethod?}',
				permissions: '{permissions?}',
				guild_id: '{guildId?}',
				channel_id: '{channelId?}',
			},
			effect: 'nonIdempotent',
			purpose: 'grant the consent',
		},
		exchange: {
			method: 'POST',
			url: `${OAUTH}/token`,
			form: {
				grant_type: 'authorization_code',
				code: '{!code}',
				redirect_uri: '{redirectUri}',
				code_verifier: '{!codeVerifier?}',
				...client,
			},
			effect: 'nonIdempotent',
			purpose: 'exchange the code',
		},
		refresh: {
			method: 'POST',
			url: `${OAUTH}/token`,
			form: { grant_type: 'refresh_token', refresh_token: '{!refreshToken}', ...client },
			effect: 'nonIdempotent',
			purpose: 'refresh the tokens',
		},
		introspect: {
			method: 'POST',
			url: `${OAUTH}/introspect`,
			form: { token: '{!token}', token_type_hint: '{tokenTypeHint}', ...client },
			effect: 'safe',
			purpose: 'introspect the token',
		},
		revoke: {
			method: 'POST',
			url: `${OAUTH}/token/revoke`,
			form: { token: '{!token}', token_type_hint: '{tokenTypeHint}', ...client },
			effect: 'idempotent',
			purpose: 'revoke the token',
			endsToken: 'token',
		},
		applications: {
			...asUser,
			method: 'GET',
			url: `${APPLICATIONS}/@me`,
			effect: 'safe',
			purpose: 'list the applications',
		},
		userApplications: {
			...asUser,
			method: 'GET',
			url: '{apiUrl}/users/@me/applications',
			effect: 'safe',
			purpose: 'list the applications',
		},
		application: {
			...asUser,
			method: 'GET',
			url: `${APPLICATIONS}/{applicationId}`,
			effect: 'safe',
			purpose: 'read the application',
		},
		publicApplication: {
			method: 'GET',
			url: `${APPLICATIONS}/{applicationId}/public`,
			effect: 'safe',
			purpose: 'read the public side of the application',
		},
		createApplication: {
			...asUser,
			method: 'POST',
			url: APPLICATIONS,
			json: { name: '{name}', redirect_uris: '{redirectUris?}', ...flags },
			effect: 'nonIdempotent',
			purpose: 'create the application',
		},
		updateApplication: {
			...asUser,
			method: 'PATCH',
			url: `${APPLICATIONS}/{applicationId}`,
			json: { name: '{name?}', redirect_uris: '{redirectUris?}', ...flags },
			effect: 'idempotent',
			purpose: 'update the application',
		},
		deleteApplication: {
			...asUser,
			method: 'DELETE',
			url: `${APPLICATIONS}/{applicationId}`,
			...sudo,
			effect: 'idempotent',
			// For one that carried a two-factor code, which is used up by then.
			check: 'Run it once more in half a minute: one that is gone already counts as deleted.',
			purpose: 'delete the application',
		},
		resetClientSecret: {
			...asUser,
			method: 'POST',
			url: `${APPLICATIONS}/{applicationId}/client-secret/reset`,
			...sudo,
			effect: 'nonIdempotent',
			check:
				'Try the old one: if it is refused, it was replaced, and the new one is lost. Run this once more then; it makes another one, and nothing else is lost.',
			purpose: 'reset the client secret',
		},
		updateBotProfile: {
			...asUser,
			method: 'PATCH',
			url: `${APPLICATIONS}/{applicationId}/bot`,
			json: {
				username: '{username?}',
				discriminator: '{discriminator?}',
				avatar: '{avatar?}',
				banner: '{banner?}',
				bio: '{bio?}',
				bot_flags: '{botFlags?}',
			},
			effect: 'idempotent',
			purpose: 'update the bot',
		},
		resetBotToken: {
			...asUser,
			method: 'POST',
			url: `${APPLICATIONS}/{applicationId}/bot/reset-token`,
			...sudo,
			effect: 'nonIdempotent',
			check:
				'Try the old one: if it is refused, it was replaced, and the new one is lost. Run this once more then; it makes another one, and nothing else is lost.',
			purpose: 'reset the bot token',
		},
		// As that, with a token that no credential holds.
		tryBotToken: {
			method: 'GET',
			url: '{apiUrl}/applications/@me',
			headers: { authorization: 'Bot {!botToken}' },
			effect: 'safe',
			purpose: "read the bot's application",
		},
		botApplication: {
			method: 'GET',
			url: '{apiUrl}/applications/@me',
			signedWith: '{!botToken?}',
			effect: 'safe',
			purpose: "read the bot's application",
		},
		authorizations: {
			...asUser,
			method: 'GET',
			url: AUTHORIZATIONS,
			effect: 'safe',
			purpose: 'list the authorizations',
		},
		deauthorize: {
			...asUser,
			method: 'DELETE',
			url: `${AUTHORIZATIONS}/{applicationId}`,
			effect: 'idempotent',
			purpose: 'revoke the authorization',
		},
		currentUser: {
			method: 'GET',
			url: `${OAUTH}/@me`,
			headers: bearer,
			effect: 'safe',
			purpose: 'say whom the access token speaks for',
		},
		userInfo: {
			method: 'GET',
			url: `${OAUTH}/userinfo`,
			headers: bearer,
			effect: 'safe',
			purpose: 'describe the user',
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
	errorFamilies: ['flat', 'coded'],
	// Of these the code stands where OAuth has its description.
	messagePatterns: {
		INVALID_PERMISSIONS_INTEGER: /^INVALID_PERMISSIONS_INTEGER$/,
		INVALID_PERMISSIONS_NEGATIVE: /^INVALID_PERMISSIONS_NEGATIVE$/,
	},
	deadGrantSigns: ['invalid_grant'],
	notFoundSigns: ['UNKNOWN_APPLICATION'],
	connecting:
		'If Fluxer refuses what it is asked: n8n 2.1 to 2.28.5 sends a state longer than the 256 characters that Fluxer takes, and cannot connect it; n8n 2.28.6 and newer can.',
	advice: {
		invalid_client: {
			message: 'Fluxer does not accept the client: its ID or its secret is wrong',
			hint: 'Check both in the credential; a reset of the client secret ends the one before. No code and no token is lost by this.',
		},
		'consent:invalid_client': {
			message: 'Fluxer knows no application with this ID',
			hint: 'Check the application; it may have been deleted. No code was issued.',
		},
		'INVALID_FORM_BODY:client_id': {
			message: 'Fluxer does not accept the client ID: it is not the ID of an application',
			hint: "The client ID is the application's ID, a long number. No code and no token is lost by this.",
		},
		'INVALID_FORM_BODY:client_secret': {
			message: 'Fluxer does not accept the client secret: it cannot be one',
			hint: 'Check it in the credential. No code and no token is lost by this.',
		},
		'exchange:invalid_grant': {
			message: 'Fluxer does not accept the code: it was used before, is too old, or came about otherwise',
			hint: 'A code is good for one use within 10 minutes, with the client and the code verifier that it was asked for with, and with the redirect URI in the spelling of browsers: https://example.com/ and not https://example.com. If all of that is right, ask the user for consent again.',
		},
		'exchange:INVALID_FORM_BODY:redirect_uri': {
			message: 'Fluxer does not accept the redirect URI: it is not a web address of at most 256 characters',
			hint: 'Pass in the one that the code was asked for with. The code was not spent.',
		},
		'exchange:INVALID_FORM_BODY:code': {
			message: 'Fluxer does not accept the code: it cannot be one',
			hint: 'Pass in the code, or the whole address that the browser was sent back to.',
		},
		'refresh:invalid_grant': {
			message: 'This Fluxer session is over: its refresh token was used before, revoked or has expired',
			hint: 'The user has to give consent again. If this happens often, look for a second copy of the tokens, or for a client other than the one they were issued to.',
		},
		'consent:invalid_request': {
			message: 'Fluxer does not take this request for consent',
			hint: 'Most often the redirect URI is not registered for the application to the letter: https://example.com and https://example.com/ are two. Application: Get shows those that are registered. No code was issued.',
		},
		'consent:invalid_scope': {
			message: 'Fluxer does not know all of the scopes',
			hint: 'There are bot, connections, email, guilds and identify; another one may be of a newer server. No code was issued.',
		},
		'consent:INVALID_FORM_BODY': {
			message: 'Fluxer does not take this request for consent: one of its parts is missing or malformed',
			hint: 'Fluxer names the part below. No code was issued.',
		},
		BOT_IS_PRIVATE: {
			message: 'Fluxer does not let this user add the bot: it is private, and so for its owner only',
			hint: 'Use the session token of the owner of the application, or have the owner make the bot public (Application: Update). No code was issued.',
		},
		BOT_ALREADY_IN_GUILD: {
			message: 'The bot is in this guild already',
			hint: 'There is nothing left to do: to ask again changes nothing. If it is a code for tokens that you want, leave the guild out. No code was issued.',
		},
		'consent:UNKNOWN_CHANNEL': {
			message: 'Fluxer knows no group message with this ID',
			hint: 'Check the Channel ID: it is that of a group message, and not of its users. No code was issued.',
		},
		'consent:INVALID_CHANNEL_TYPE': {
			message: 'Fluxer does not add bots to this channel: it is no group message',
			hint: 'To add the bot to the guild of a channel, give the Guild ID and leave out the Channel ID. No code was issued.',
		},
		'consent:MISSING_ACCESS': {
			message: 'Fluxer does not let this user add a bot to this group message',
			hint: 'Only who is in it can: use the session token of somebody who is. No code was issued.',
		},
		'consent:ACCESS_DENIED': {
			message:
				'Fluxer does not let this user add the bot: it is private, or the credential is no user session',
			hint: 'Make the bot public in the application, or use the session token of its owner. Bot tokens and OAuth access tokens do not count.',
		},
		INVALID_PERMISSIONS_INTEGER: {
			message: 'Fluxer does not accept the permissions: they are not a whole number',
			hint: 'Permissions are one number, the sum of the bits of each, such as 2048. No code was issued.',
		},
		INVALID_PERMISSIONS_NEGATIVE: {
			message: 'Fluxer does not accept the permissions: they are below 0',
			hint: 'Permissions are one number, the sum of the bits of each, such as 2048. No code was issued.',
		},
		MISSING_PERMISSIONS: {
			message: 'Fluxer does not let this user add a bot to this guild',
			hint: 'The user has to be allowed to manage the guild, and on newer servers to have each of the permissions that the bot is to get. Choose another guild, ask for fewer permissions, or leave the guild out. No code was issued.',
		},
		MISSING_OAUTH_SCOPE: {
			message: 'The access token was not granted the scope that this needs',
			hint: 'Ask the user for consent again, with the scope identify among the others.',
		},
		'currentUser:UNAUTHORIZED': DEAD_TOKEN,
		'userInfo:UNAUTHORIZED': DEAD_TOKEN,
		'currentUser:INVALID_TOKEN': {
			message: 'The application that this access token was issued to does not exist any more',
			hint: 'Its tokens ended with it. Connect the user with another application.',
		},
		'userInfo:INVALID_TOKEN': {
			message: 'The application that this access token was issued to does not exist any more',
			hint: 'Its tokens ended with it. Connect the user with another application.',
		},
		'tryBotToken:INVALID_TOKEN': {
			message: 'Fluxer does not accept the new bot token',
			hint: 'Try it once more in a Fluxer Bot API credential; if it is refused there too, run this again.',
		},
		'botApplication:INVALID_TOKEN': {
			message: 'Fluxer does not accept the bot token',
			hint: "Check it in the credential: it is the application's ID, a dot and a secret. Application: Reset Bot Token ends the one before.",
		},
		UNAUTHORIZED: {
			message: 'Fluxer does not accept the session token: that session is over, or it never was one',
			hint: 'Sign in to Fluxer and enter the token of the new session into the credential. Fluxer also ends a session that sends more than about 50 requests a second.',
		},
		ACCESS_DENIED: {
			message:
				'Fluxer does not allow this: the application is not of this user, or the credential is no user session',
			hint: 'Only the owner may do this, and only with the session token of the user; bot tokens and OAuth access tokens do not count.',
		},
		UNKNOWN_APPLICATION: {
			message: 'Fluxer knows no application with this ID',
			hint: 'Check the ID; the application may have been deleted.',
		},
		NOT_FOUND: {
			message: 'Fluxer has nothing at this address',
			hint: 'Check the API URL. For Fluxer itself it is https://api.fluxer.app/v1; that of an instance of your own usually ends in /api, and is the one that it names as endpoints.api at /.well-known/fluxer.',
		},
		'INVALID_FORM_BODY:name': {
			message: 'Fluxer does not accept the name of the application',
			hint: 'It has 1 to 100 characters. Nothing was changed.',
		},
		'INVALID_FORM_BODY:redirect_uris': {
			message: 'Fluxer does not accept one of the redirect URIs, or there are more than ten',
			hint: 'They start with https, or with http for localhost (newer servers: and for IP addresses), and have at most 256 characters. Nothing was changed.',
		},
		'INVALID_FORM_BODY:username': {
			message: 'Fluxer does not accept the user name of the bot',
			hint: 'It has 1 to 32 letters, digits or underscores, and some names are reserved. Nothing was changed.',
		},
		'INVALID_FORM_BODY:username:USERNAME_CHANGED_TOO_MANY_TIMES': {
			message: 'This bot was renamed too often of late',
			hint: 'Fluxer allows about five new names in three hours. Wait, or leave out the username to change the rest. Nothing was changed.',
		},
		'INVALID_FORM_BODY:discriminator': {
			message: 'Fluxer does not let the discriminator of the bot be changed to this',
			hint: 'Leave it out: most bots keep the one they have. Nothing was changed.',
		},
		'INVALID_FORM_BODY:avatar': {
			message: 'Fluxer does not accept the avatar',
			hint: IMAGE,
		},
		'INVALID_FORM_BODY:banner': {
			message: 'Fluxer does not accept the banner',
			hint: IMAGE,
		},
		'INVALID_FORM_BODY:bio': {
			message: 'Fluxer does not accept the bio of the bot',
			hint: 'It has at most 1024 characters. Nothing was changed.',
		},
		'INVALID_FORM_BODY:bot_flags': {
			message: 'Fluxer does not accept the flags of the bot',
			hint: 'They are one whole number from 0 to 2147483647. Nothing was changed.',
		},
		'INVALID_FORM_BODY:password': {
			message: 'Fluxer does not accept the password in the credential',
			hint: 'Check it by signing in on the website. Nothing was changed, but the attempt counts towards the limit of an hour.',
		},
		'INVALID_FORM_BODY:mfa_code': {
			message: 'Fluxer did not accept the two-factor code',
			hint: 'A code is good once: if another one was used in the last 30 seconds, try again after that. Else check that the two-factor secret is the current one of this account, and that the clock of the machine that runs n8n is right to half a minute. This attempt has changed nothing.',
		},
		SUDO_MODE_REQUIRED: {
			message: 'Fluxer did not take the password or the two-factor code for a proof',
			hint: 'Check both in the credential. Nothing was changed.',
		},
		CAPTCHA_REQUIRED: CAPTCHA,
		INVALID_CAPTCHA: CAPTCHA,
		MAX_APPLICATIONS: {
			message: 'This account has as many applications as Fluxer allows',
			hint: 'Fluxer allows 25. Delete one that is not used any more (Application: Delete), or use one that is there. Nothing was created.',
		},
		UNCLAIMED_ACCOUNT_CANNOT_CREATE_APPLICATIONS: {
			message: 'Fluxer lets only claimed accounts create applications',
			hint: 'Claim the account on the website first: give it an e-mail address and a password.',
		},
		'createApplication:RATE_LIMITED': {
			message: 'Fluxer allows about ten new applications an hour, and they are used up',
			hint: LIMIT_PER_HOUR,
		},
		'deleteApplication:RATE_LIMITED': {
			message: 'Fluxer allows about ten deletions of applications an hour, and they are used up',
			hint: LIMIT_PER_HOUR,
		},
		'resetClientSecret:RATE_LIMITED': {
			message: 'Fluxer allows about ten resets of secrets and bot tokens an hour, and they are used up',
			hint: LIMIT_PER_HOUR,
		},
		'resetBotToken:RATE_LIMITED': {
			message: 'Fluxer allows about ten resets of secrets and bot tokens an hour, and they are used up',
			hint: LIMIT_PER_HOUR,
		},
	},
};
