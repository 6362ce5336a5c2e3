import type { AdviceTable, RateLimitHeaders } from '../../oauth/dialect';

/** Each limit has its own name at the end of its headers; a 429 has no `Retry-After` (Cal.com API v2 source). */
export const apiRateLimits: RateLimitHeaders = {
	remaining: 'x-ratelimit-remaining-',
	reset: 'x-ratelimit-reset-',
	resetForm: 'secondsFromNow',
};

/**
 * What API v2 means by its words: one code, such as `BadRequestException`, stands for all refusals of a status
 * (observed on API v2 of July 2026, and its source). Guards begin their messages with their own name.
 */
export const apiMeanings = {
	noLicence: /CALCOM_LICENSE_KEY/,
	noOrganizationInKey: /^GetOrgId decorator/,
	invalidApiKey: /api key is not valid|Invalid API Key|No user tied to this apiKey/i,
	expiredApiKey: /api key is expired/i,
	expiredAccessToken: /ACCESS_TOKEN_IS_EXPIRED/,
	// The second says so of a token that has expired, with the token, on some servers.
	invalidAccessToken: /Invalid Access Token|no oAuth client found for access token/,
	invalidOrigin: /Invalid request origin/,
	unknownClient: /OAuth client with ID '[^']{0,100}' not found|Client with ID \S{1,100} not found/,
	noSuchClient: /OAuth client not found/,
	invalidClientSecret: /Invalid client secret|Invalid OAuthClient credentials/,
	noOwner: /No owner ID found/,
	noOrganization: /No organization associated/,
	noPlatformPlan: /Organization is not a platform|not subscribed to platform plan/,
	notAccepted: /has not accepted membership/,
	roleTooLow: /must have one of the roles/,
	foreignClient: /does not belong to the organization/,
	missingPermission: /PermissionsGuard/,
	notForOAuthTokens: /not available for third-party OAuth tokens/,
	insufficientScope: /^insufficient_scope/,
	unknownAddress: /^Cannot (GET|POST|PATCH|DELETE) \//,
	invalidFields: /^Bad Request Exception/,
	unnamedField: /^Bad request: Please check your request data/,
	recordNotFound: /^Invalid Query: The requested record was not found/,
	recordExists: /^Invalid Input: Trying to create a record that already exists/,
	recordMissing: /^Invalid input: The referenced data does not exist/,
} satisfies Record<string, RegExp>;

/** What to tell people of these, whichever operation meets them. */
export const apiAdvice: AdviceTable = {
	noLicence: {
		message: 'This Cal.com server has no licence, and takes no API key without one',
		hint: 'The key may be right. Whoever runs the server has to set CALCOM_LICENSE_KEY; until then, choose a credential of another kind.',
	},
	noOrganizationInKey: {
		message:
			'The Cal.com API key does not say for which organization it asks, as keys made in the settings never do',
		hint: 'Choose a Cal.com Platform API credential: any client of the organization may list its clients and create further ones. To get, update or delete a client by its ID, this key is enough.',
	},
	invalidApiKey: {
		message: 'Cal.com does not know the API key',
		hint: 'Check the key in the credential: it starts with cal_, and Cal.com shows it only once, when it is made. Make a new one under Settings → Developer if need be.',
	},
	expiredApiKey: {
		message: 'The Cal.com API key has expired',
		hint: 'Make a new one under Settings → Developer and enter it in the credential.',
	},
	expiredAccessToken: {
		message: 'The Cal.com access token has expired',
		hint: 'Refresh the tokens, or use Ensure Fresh before each use.',
	},
	invalidAccessToken: {
		message: 'Cal.com does not accept the access token or the key: it has expired, was replaced or revoked',
		hint: 'With OAuth2, reconnect the credential. With an API key, check it: one that does not start with cal_ is taken for an access token. A managed user gets new tokens by itself, so run it once more. If this happens often, look for a second copy of the tokens: each refresh or force refresh replaces them.',
	},
	invalidOrigin: {
		message: 'Cal.com does not accept requests from this origin for the OAuth client',
		hint: 'Remove the Origin header from the request, or add the origin to the redirect URIs of the client.',
	},
	unknownClient: {
		message: 'Cal.com does not know this OAuth client',
		hint: 'Check the client ID, and that the API URL is that of the server the client belongs to.',
	},
	noSuchClient: {
		message: 'Cal.com has no platform client with this ID',
		hint: 'Check the ID; Platform Client: Get Many lists those of the organization.',
	},
	invalidClientSecret: {
		message: 'Cal.com does not accept the client secret',
		hint: 'Check client ID and client secret in the credential. No session is lost by this.',
	},
	noOwner: {
		message: 'The organization of the OAuth client has no owner',
		hint: 'Cal.com acts for the owner of the organization here: make somebody its owner.',
	},
	noOrganization: {
		message: 'The account of the Cal.com credential belongs to no organization',
		hint: 'Use the API key of an owner or admin of the organization that has the OAuth clients.',
	},
	noPlatformPlan: {
		message: 'The Cal.com organization does not have the platform plan',
		hint: 'Platform clients and their users come with that plan only, and Cal.com does not sell it to new customers. For your own account, and for clients that users connect, OAuth2 is enough.',
	},
	notAccepted: {
		message: 'The account of the Cal.com credential has not accepted its invitation to the organization',
		hint: 'Sign in to Cal.com as this account and accept the invitation, or use the API key of an owner or admin.',
	},
	roleTooLow: {
		message: 'The account of the Cal.com credential may not do this in its organization',
		hint: 'Use the API key of an owner or admin of the organization; members may only read.',
	},
	foreignClient: {
		message: 'The OAuth client belongs to another Cal.com organization',
		hint: 'Check the client ID, or use the credential of the organization that it belongs to.',
	},
	missingPermission: {
		message: 'The OAuth client does not have the permission that this needs',
		hint: 'The permissions of a client are set when it is made. Make another client with this permission.',
	},
	notForOAuthTokens: {
		message: 'Cal.com does not answer this to OAuth2 tokens that have scopes',
		hint: 'No scope helps. Choose a Cal.com API credential.',
	},
	insufficientScope: {
		message: 'The Cal.com token does not have the scope that this needs',
		hint: 'The answer names the scope. Register it for the client at Cal.com, add it to the credential or to Get Authorization URL, and have the user connect again.',
	},
	unknownAddress: {
		message: 'This server has no such endpoint of the Cal.com API',
		hint: 'Check the API URL in the credential: it is that of API v2, which self-hosted servers have at an address of its own.',
	},
	invalidFields: {
		message: 'Cal.com does not accept one of the values',
		hint: 'See below which one. Nothing was changed.',
	},
	unnamedField: {
		message: 'Cal.com does not accept one of the values, and does not say which',
		hint: 'Most often it is the e-mail address: check that first. Nothing was changed.',
	},
	recordNotFound: {
		message:
			'Cal.com does not find what this request is about, or the account of the credential in its organization',
		hint: 'Somebody else may have changed or deleted it at this moment: look whether it is still there. If it is, the account that the API key belongs to has left the organization: use the key of an owner or admin.',
	},
	recordExists: {
		message: 'Cal.com has one like this already',
		hint: 'Change what has to be unique, such as the e-mail address. Nothing was changed.',
	},
	recordMissing: {
		message: 'One of the values names something that Cal.com does not have',
		hint: 'Check the IDs among them, such as Default Schedule ID. Nothing was changed.',
	},
};
