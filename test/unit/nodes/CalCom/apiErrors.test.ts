import { calComOAuth2 } from '../../../../nodes/CalCom/calComOAuth2.dialect';
import { calComPlatform } from '../../../../nodes/CalCom/calComPlatform.dialect';
import type { Dialect } from '../../../../oauth/dialect';
import { isDeadGrant, isNotFound } from '../../../../oauth/problems';
import { readProblem } from '../../../../oauth/readProblem';
import { answer, call } from '../../../support/dialects';

/** In the form that they were observed in. */
const refusal = (code: string, message: string) => ({
	status: 'error',
	timestamp: '2026-07-01T00:00:00.000Z',
	path: '/v2',
	error: { code, message },
});
const problemOf = (dialect: Dialect, endpoint: string, status: number, body: unknown) =>
	readProblem(dialect, call({ endpoint, url: 'https://api.cal.com/v2' }), answer(status, body));

const NOT_FOUND = refusal('NOT_FOUND', 'Invalid Query: The requested record was not found.');
const EXISTS = refusal('CONFLICT', 'Invalid Input: Trying to create a record that already exists.');
const unauthorized = (message: string) => refusal('UnauthorizedException', message);
const forbidden = (message: string) => refusal('ForbiddenException', message);

describe('every refusal observed has its words', () => {
	it.each<[string, number, object, RegExp, RegExp]>([
		[
			'clients',
			401,
			unauthorized('GetOrgId decorator: Organization ID not found'),
			/does not say for which organization/,
			/^Choose a Cal\.com Platform API credential/,
		],
		[
			'clients',
			401,
			unauthorized('ApiAuthStrategy - api key - Invalid or missing CALCOM_LICENSE_KEY environment variable'),
			/has no licence/,
			/^The key may be right/,
		],
		[
			'createClient',
			400,
			refusal(
				'BadRequestException',
				'Team is not subscribed to platform plan, cannot create an OAuth Client.',
			),
			/does not have the platform plan/,
			/OAuth2 is enough/,
		],
		[
			'client',
			403,
			forbidden('OrganizationRolesGuard - User has not accepted membership in the organization.'),
			/has not accepted its invitation/,
			/^Sign in to Cal\.com as this account/,
		],
		['client', 404, NOT_FOUND, /does not find what this request is about/, /look whether it is still there/],
		['refresh', 404, NOT_FOUND, /at the same moment/, /^Read the stored tokens once more/],
		['signIn', 404, NOT_FOUND, /deleted or changed the managed user/, /Platform User: Get Many/],
		['updateUser', 404, NOT_FOUND, /deleted or changed the managed user/, /Platform User: Get Many/],
		['createUser', 409, EXISTS, /was made at the same moment/, /Force Refresh gets the tokens/],
		['updateUser', 409, EXISTS, /belongs to another user/, /Nothing was changed/],
		['updateClient', 409, EXISTS, /has one like this already/, /Nothing was changed/],
		[
			'createUser',
			400,
			refusal('TRPCError', 'Bad request: Please check your request data and try again'),
			/does not say which/,
			/^Most often it is the e-mail address/,
		],
		[
			'updateUser',
			400,
			refusal('BAD_REQUEST', 'Invalid input: The referenced data does not exist.'),
			/names something that Cal\.com does not have/,
			/Default Schedule ID/,
		],
		['probe', 401, unauthorized('Invalid Access Token.'), /or the key/, /does not start with cal_/],
		[
			'probe',
			403,
			forbidden('PermissionsGuard - no oAuth client found for access token=demo'),
			/does not accept the access token/,
			/^With OAuth2, reconnect .* With an API key, check it/,
		],
		[
			'user',
			500,
			{ statusCode: 500, message: 'Internal server error' },
			/^Cal\.com failed while/,
			/^The fault lies with the server\. .*"Internal server error" \(HTTP 500\)\.$/,
		],
	])('%s, HTTP %d, %j', (endpoint, status, body, message, hint) => {
		const problem = problemOf(calComPlatform, endpoint, status, body);
		expect(problem.message).toMatch(message);
		expect(problem.description).toMatch(hint);
		expect(problem.description).not.toMatch(/Check the values of this item|Check the address/);
	});

	it.each([
		[
			'this endpoint is not available for third-party OAuth tokens',
			/^No scope helps\. Choose a Cal\.com API credential/,
		],
		[
			'token does not have the required scopes. Required: PROFILE_READ. Token has: APPS_READ',
			/names the scope/,
		],
	])('a scope is advised only where one helps: %s', (words, hint) => {
		const { description } = problemOf(calComOAuth2, 'client', 403, forbidden(`insufficient_scope: ${words}`));
		expect(description).toMatch(hint);
	});
});

describe('what is over, and what only looks like it', () => {
	it('a lost race is no dead session: somebody has its new tokens', () => {
		expect(isDeadGrant(calComPlatform, problemOf(calComPlatform, 'refresh', 404, NOT_FOUND))).toBe(false);
		const spent = refusal('BadRequestException', 'Invalid refresh token');
		expect(isDeadGrant(calComPlatform, problemOf(calComPlatform, 'refresh', 400, spent))).toBe(true);
	});

	it.each([
		['deleteUser', true],
		['deleteClient', false],
	])('a record that %s does not find is gone: %s', (endpoint, gone) => {
		expect(isNotFound(calComPlatform, problemOf(calComPlatform, endpoint, 404, NOT_FOUND))).toBe(gone);
	});
});
