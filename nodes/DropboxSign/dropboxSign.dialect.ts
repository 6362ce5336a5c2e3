import type { Dialect, EndpointTemplate } from '../../oauth/dialect';

const TOKEN = '{oauthUrl}/oauth/token';
const client = { client_id: '{clientId}', client_secret: '{!clientSecret}' };
const APP = '{baseUrl}/api_app/{apiAppId}';

const endpoints: Record<string, EndpointTemplate> = {
	probe: {
		method: 'GET',
		url: '{baseUrl}/account',
		headers: { authorization: 'Bearer {!accessToken}' },
		effect: 'safe',
		purpose: 'read the account',
	},
	authorize: {
		method: 'GET',
		url: '{oauthUrl}/oauth/authorize',
		query: {
			response_type: 'code',
			client_id: '{clientId}',
			redirect_uri: '{redirectUri}',
			state: '{state}',
		},
		effect: 'safe',
		purpose: 'ask a user for consent',
	},
	exchange: {
		method: 'POST',
		url: TOKEN,
		json: { grant_type: 'authorization_code', ...client, code: '{!code}', state: '{state}' },
		effect: 'nonIdempotent',
		purpose: 'exchange the code',
	},
	refresh: {
		method: 'POST',
		url: `${TOKEN}?refresh`,
		json: { grant_type: 'refresh_token', refresh_token: '{!refreshToken}', ...client },
		effect: 'nonIdempotent',
		purpose: 'refresh the tokens',
	},
	account: {
		method: 'GET',
		url: '{baseUrl}/account',
		query: { account_id: '{accountId?}', email_address: '{emailAddress?}' },
		effect: 'safe',
		purpose: 'show the account',
	},
	createApp: {
		method: 'POST',
		url: '{baseUrl}/api_app',
		json: {
			name: '{name}',
			domains: '{domains}',
			callback_url: '{callbackUrl?}',
			oauth: '{oauth?}',
			options: '{options?}',
			white_labeling_options: '{whiteLabeling?}',
		},
		effect: 'nonIdempotent',
		purpose: 'create the API app',
	},
	app: { method: 'GET', url: APP, effect: 'safe', purpose: 'show the API app' },
	apps: {
		method: 'GET',
		url: '{baseUrl}/api_app/list',
		query: { page: '{page}', page_size: '{pageSize}' },
		effect: 'safe',
		purpose: 'list the API apps',
	},
	updateApp: {
		method: 'PUT',
		url: APP,
		json: {
			name: '{name?}',
			domains: '{domains?}',
			callback_url: '{callbackUrl??}',
			oauth: '{oauth?}',
			options: '{options?}',
			white_labeling_options: '{whiteLabeling?}',
		},
		effect: 'idempotent',
		purpose: 'update the API app',
	},
	deleteApp: { method: 'DELETE', url: APP, effect: 'idempotent', purpose: 'delete the API app' },
};

const wrongCode = {
	message: 'Dropbox Sign does not accept the code, or the client ID or state it came with',
	hint: 'A code is good for one use within an hour, with the client ID and the state it was made for. Check both, then ask the user for consent again.',
};
const noSuchApp = {
	message: 'Dropbox Sign has no API app with this client ID',
	hint: 'Choose the app from the list, or check the client ID; the app may have been deleted.',
};
const foreignApp = {
	message: 'This credential may not use this API app',
	hint: 'The app belongs to somebody else, or the credential was connected through an app without the scope api_app_access. An API key of the owner needs no scope.',
};
const noAppAccess = {
	message: 'This credential may not use API apps',
	hint: 'It was connected through an app without the scope api_app_access. Add the scope to that app and reconnect, or use an API key.',
};
const wrongValue = {
	message: 'Dropbox Sign does not accept one of the values of the API app',
	hint: 'Correct the value, and run this item again. The app is as it was.',
};
const wrongAppId = {
	message: 'Dropbox Sign does not accept the client ID of the API app',
	hint: 'Choose the app from the list, or copy its client ID again. Nothing was changed.',
};
const notAccepted = {
	message: 'Dropbox Sign does not accept the credential: it has expired, was revoked, or is wrong',
	hint: 'Reconnect the credential, or check the API key.',
};

const wrongClient = {
	message: 'Dropbox Sign does not accept the client ID or the client secret',
	hint: 'Check both in the credential against the page of the API app. No session is lost by this.',
};
const wrongFields = {
	message: 'Dropbox Sign does not accept the fields of the token request',
	hint: 'Check client ID and client secret in the credential, and the values of this item. Dropbox Sign names the field below.',
};
const mayNot = {
	message: 'Dropbox Sign does not let this API app have tokens',
	hint: 'Check the page of the API app: it may not be approved yet, or be suspended, and until it is approved only its owner can connect. Reconnecting does not help.',
};

/**
 * Dropbox Sign (formerly HelloSign), by its API document. Tokens come from another host than the API; a refresh
 * has a URL of its own; an exchange repeats the `state`; scopes belong to the API app, not to the request. Apps
 * made in recent years have to identify themselves at refresh, and the older ones may. The token endpoint's errors
 * are nested by the document, and flat (RFC 6749 §5.2) by what public clients report.
 */
export const dropboxSign: Dialect = {
	provider: 'Dropbox Sign',
	endpoints,
	tokens: {
		accessToken: 'access_token',
		refreshToken: 'refresh_token',
		tokenType: 'token_type',
		expiry: 'expires_in',
		lifetime: 'seconds',
	},
	errorFamilies: ['nested', 'flat'],
	messagePatterns: { unknownAddress: /^Invalid URI/i },
	deadGrantSigns: ['invalid_grant'],
	notFoundSigns: ['not_found'],
	rateLimits: {
		remaining: 'x-ratelimit-remaining',
		reset: 'x-ratelimit-reset',
		resetForm: 'epochSeconds',
	},
	advice: {
		'exchange:state:missing': {
			message: 'The state is missing, and Dropbox Sign wants it back with the code',
			hint: 'Pass in the whole callback URL, or the state that came back with the code as "Returned State". Nothing was sent, and the code was not spent.',
		},
		invalid_client: wrongClient,
		'exchange:unauthorized': wrongClient,
		'refresh:unauthorized': wrongClient,
		'exchange:bad_request': wrongFields,
		'refresh:bad_request': wrongFields,
		'exchange:forbidden': mayNot,
		'refresh:forbidden': mayNot,
		'exchange:invalid_request': wrongCode,
		'exchange:invalid_grant': wrongCode,
		'refresh:invalid_grant': {
			message: 'This Dropbox Sign session is over: its refresh token was replaced, revoked or has expired',
			hint: 'The user has to connect again. A refresh token of another API app is refused like this, too; and new scopes for an app end all its sessions.',
		},
		exceeded_rate: {
			message: 'Dropbox Sign has reached its limit of requests for this account',
			hint: 'Nothing is lost. An account has 100 requests a minute for the endpoints of this node, and 10 in test mode; space the items out with a Loop node.',
		},
		unauthorized: notAccepted,
		'account:401': notAccepted,
		unknownAddress: {
			message: 'This server has no such endpoint of the Dropbox Sign API',
			hint: 'Check the API URL in the credential: it is https://api.hellosign.com/v3, with the version at its end, unless Dropbox Sign gave you another address.',
		},
		payment_required: {
			message: 'Dropbox Sign wants to be paid before it does this',
			hint: 'The plan of the account does not include it, a quota is used up, or a bill is open: see the billing page of the account that the credential belongs to. Nothing was changed.',
		},
		conflict: {
			message: 'Dropbox Sign says that this conflicts with something that is there already',
			hint: 'Somebody else may be changing the same thing, or another one has the value. Dropbox Sign says which below. Nothing was changed.',
		},
		'account:bad_request': {
			message: 'Dropbox Sign does not accept the account ID or the e-mail address',
			hint: 'Check both under "Options", or leave them out for the account of the credential.',
		},
		'app:bad_request': wrongAppId,
		'deleteApp:bad_request': wrongAppId,
		'apps:bad_request': {
			message: 'Dropbox Sign does not accept the page that it was asked for',
			hint: 'Run it again with Return All, or a limit of at most 100.',
		},
		'createApp:not_found': {
			message: 'Dropbox Sign does not find something that the new API app needs',
			hint: 'Dropbox Sign says what below. Check the API URL in the credential, and the values of the app. No app was created.',
		},
		'account:forbidden': {
			message: 'This credential may not see the account',
			hint: 'It was connected through an app without the scopes basic_account_info and account_access. Add one of them to that app and reconnect, or use an API key.',
		},
		'account:not_found': {
			message: 'Dropbox Sign has no such account that this credential may see',
			hint: 'Only the admin of a team may see other accounts, and only those of the team. Leave "Account ID" and "Email Address" out for the account of the credential.',
		},
		'createApp:forbidden': noAppAccess,
		'apps:forbidden': noAppAccess,
		'app:forbidden': foreignApp,
		'updateApp:forbidden': foreignApp,
		'deleteApp:forbidden': foreignApp,
		'app:not_found': noSuchApp,
		'updateApp:not_found': noSuchApp,
		'createApp:bad_request': {
			...wrongValue,
			hint: 'Correct the value, and run this item again. No app was created.',
		},
		'updateApp:bad_request': wrongValue,
	},
};
