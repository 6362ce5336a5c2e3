import { peerTube } from '../../../../nodes/PeerTube/peerTube.dialect';
import { readProblem } from '../../../../oauth/readProblem';
import { answer, call } from '../../../support/dialects';

const problem = (status: number, code: string | undefined, detail: string) => ({
	type: code ? `https://docs.joinpeertube.org/api-rest-reference.html#section/Errors/${code}` : 'about:blank',
	detail,
	status,
	...(code && { code }),
});
const TOKEN_IS_INVALID = 'Token is invalid';
const LIMIT = 'Too many requests, please try again later.';

/** What servers of 7.0 and 8.2.1 were observed to refuse with, and what the source of others has. */
const REFUSALS: Array<[endpoint: string, status: number, body: object | string, message: RegExp]> = [
	...['probe', 'signOut', 'tokenSessions', 'revokeSession'].flatMap((endpoint): typeof REFUSALS => [
		[endpoint, 401, problem(401, 'invalid_token', TOKEN_IS_INVALID), /does not accept the access token/],
		[endpoint, 400, problem(400, 'invalid_request', TOKEN_IS_INVALID), /cannot read the access token/],
		[endpoint, 401, problem(401, 'unauthorized_request', TOKEN_IS_INVALID), /did not reach/],
		[endpoint, 429, LIMIT, /limit of requests from this address/],
	]),
	[
		'discoverClient',
		403,
		problem(403, undefined, 'Getting client tokens for host x is forbidden'),
		/its own$/,
	],
	['discoverClient', 429, LIMIT, /limit of requests from this address/],
	[
		'signIn',
		400,
		problem(400, 'invalid_grant', 'Invalid grant: user credentials are invalid'),
		/this user name/,
	],
	['signIn', 400, problem(400, 'invalid_client', 'Invalid client: client is invalid'), /OAuth client/],
	[
		'signIn',
		400,
		problem(400, 'invalid_request', 'Missing parameter: `password`'),
		/cannot read the request/,
	],
	[
		'signIn',
		400,
		problem(400, 'unsupported_grant_type', 'Unsupported grant type'),
		/cannot read the request/,
	],
	['signIn', 400, problem(400, 'access_denied', 'User is blocked.'), /does not let this account in/],
	['signIn', 400, problem(400, 'account_blocked', 'User is blocked.'), /is blocked/],
	['signIn', 400, problem(400, 'email_not_verified', 'User email is not verified.'), /is not verified/],
	['signIn', 400, problem(400, 'account_waiting_for_approval', 'awaiting'), /waiting for approval/],
	['signIn', 400, problem(400, 'account_approval_rejected', 'rejected'), /was rejected/],
	[
		'signIn',
		401,
		problem(401, 'missing_two_factor', 'Missing two factor header'),
		/asks for a two-factor code/,
	],
	[
		'signIn',
		400,
		problem(400, 'invalid_two_factor', 'Invalid two factor header'),
		/not accept the two-factor/,
	],
	['signIn', 400, problem(400, 'Error', 'Cannot compare more than 72 bytes with bcrypt'), /72 bytes/],
	['signIn', 400, problem(400, 'too_long_password', 'Password is too long.'), /72 bytes/],
	['signIn', 400, problem(400, 'Error', 'connect ECONNREFUSED'), /Something in the PeerTube instance failed/],
	[
		'signIn',
		429,
		problem(429, 'too_many_login_failures', 'Too many login attempts'),
		/has locked this account/,
	],
	['signIn', 429, LIMIT, /limit of sign-ins/],
	[
		'signInExternally',
		400,
		problem(400, 'Error', 'Cannot authenticate user with unknown bypass token'),
		/used up/,
	],
	[
		'signInExternally',
		400,
		problem(400, 'Error', 'Cannot authenticate user polly with invalid username alice'),
		/another user name/,
	],
	['signInExternally', 400, problem(400, 'invalid_grant', 'Invalid grant: x'), /does not sign in through/],
	[
		'signInExternally',
		400,
		problem(
			400,
			'access_denied',
			'Cannot bypass oauth login by plugin x: this account already uses another auth plugin.',
		),
		/another sign-in service/,
	],
	[
		'signInExternally',
		400,
		problem(400, 'access_denied', 'Cannot create such user: an actor with that name already exists.'),
		/the name is taken/,
	],
	['signInExternally', 429, LIMIT, /limit of sign-ins/],
	[
		'refresh',
		400,
		problem(400, 'invalid_grant', 'Invalid grant: refresh token is invalid'),
		/session is over/,
	],
	['refresh', 400, problem(400, 'invalid_client', 'Invalid client: client is invalid'), /OAuth client/],
	['refresh', 429, LIMIT, /sign-ins and refreshes/],
	['tokenSessions', 400, '', /cannot list sessions/],
	[
		'tokenSessions',
		400,
		problem(400, undefined, 'Incorrect request parameters: userId'),
		/cannot read an ID/,
	],
	['tokenSessions', 403, problem(403, undefined, 'Only a user with … can manage this'), /of another user/],
	[
		'tokenSessions',
		403,
		problem(403, undefined, 'Moderators cannot manage administrators'),
		/plain users only/,
	],
	['tokenSessions', 404, problem(404, undefined, 'User not found'), /no user with this ID/],
	['tokenSessions', 404, 'Not Found', /no user with this ID/],
	['revokeSession', 400, '', /cannot revoke single sessions/],
	[
		'revokeSession',
		400,
		problem(400, undefined, 'Incorrect request parameters: userId'),
		/cannot read an ID/,
	],
	[
		'revokeSession',
		403,
		problem(403, undefined, 'Only a user with … can manage this'),
		/only administrators/,
	],
	['revokeSession', 404, problem(404, undefined, 'User not found'), /no user with this ID/],
	['revokeSession', 404, 'Not Found', /no user with this ID/],
	['revokeSession', 404, problem(404, undefined, 'The token session does not exist'), /no such session/],
];

it.each(REFUSALS)('%s: HTTP %d with %j has words of its own', (endpoint, status, body, message) => {
	const shown = readProblem(peerTube, call({ endpoint }), answer(status, body));
	expect(shown.message).toMatch(message);
	expect(shown.kind).toBe(status === 429 ? 'rateLimited' : 'refused');
	expect(shown.description).not.toMatch(/change what they name|check the address as well|gave no reason/);
});

it('a page of something in between is not taken for an answer of PeerTube, whatever its status', () => {
	for (const endpoint of ['tokenSessions', 'revokeSession', 'refresh', 'probe']) {
		const shown = readProblem(peerTube, call({ endpoint }), answer(404, '<h1>nginx</h1>'));
		expect(shown.kind).toBe('unreadable');
		expect(shown.message).toContain('does not answer like a PeerTube server');
	}
});
