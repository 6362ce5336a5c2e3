import { calComOAuth2 } from '../../../../../nodes/CalCom/calComOAuth2.dialect';
import { oAuth2 as calCom, managedUser } from '../../../../../nodes/CalCom/signIns';
import { oAuth2 as dropboxSign } from '../../../../../nodes/DropboxSign/signIns';
import { oAuth2 as fuseSign } from '../../../../../nodes/FuseSign/signIns';
import { account as peerTube } from '../../../../../nodes/PeerTube/signIn';
import {
	endedTokens,
	endOf,
	isEnd,
	isSureEnd,
	isTakenDespite,
} from '../../../../../nodes/shared/watching/look';
import { notConnected } from '../../../../../nodes/shared/http/failures';
import { inputProblem, OAuthProblem, type ProblemDetails } from '../../../../../oauth/problems';

const problem = (details: Partial<ProblemDetails>) =>
	new OAuthProblem({ kind: 'refused', message: '', hint: '', ...details });

describe('the end of a connection', () => {
	it.each<[string, Partial<ProblemDetails>]>([
		['a refused sign-in', { endpoint: 'signIn', httpStatus: 400, providerCode: 'invalid_grant' }],
		['a sign-in without its second factor', { endpoint: 'signIn', httpStatus: 401 }],
		['a refused refresh', { endpoint: 'refresh', httpStatus: 400 }],
		[
			'a client that is not known any more',
			{ endpoint: 'refresh', httpStatus: 401, providerCode: 'invalid_client' },
		],
		['new tokens that are not taken', { endpoint: 'refresh' }],
		['a dead token', { endpoint: 'probe', httpStatus: 401 }],
	])('is %s', (_, details) => {
		expect(isEnd(peerTube, problem(details))).toBe(true);
	});

	it.each<[string, Partial<ProblemDetails>]>([
		['no answer', { kind: 'unreachable', endpoint: 'refresh' }],
		['a server that fails', { kind: 'unavailable', endpoint: 'signIn', httpStatus: 503 }],
		['a rate limit', { kind: 'rateLimited', endpoint: 'signIn', httpStatus: 429 }],
		['a page of something else', { kind: 'unreadable', endpoint: 'refresh', httpStatus: 403 }],
		['a 401 page of something else', { kind: 'unreadable', endpoint: 'probe', httpStatus: 401 }],
		['a refused request that nobody signs', { endpoint: 'discoverClient', httpStatus: 401 }],
		['a server that has moved', { kind: 'redirected', endpoint: 'refresh', httpStatus: 302 }],
		['an address that is not there', { endpoint: 'refresh', httpStatus: 404 }],
		['a list that is not shown', { endpoint: 'tokenSessions', httpStatus: 403 }],
	])('is not %s', (_, details) => {
		expect(isEnd(peerTube, problem(details))).toBe(false);
	});

	it('is a credential that nobody has connected, or that cannot be one', () => {
		expect(isEnd(fuseSign, notConnected(fuseSign.dialect))).toBe(true);
		expect(isEnd(fuseSign, inputProblem('no address', ''))).toBe(true);
		expect(isEnd(fuseSign, new Error('Something else'))).toBe(false);
	});

	it('is told by a status or by words of its own, where a service has them', () => {
		const [meaning = ''] = calComOAuth2.deadTokenSigns ?? [];
		expect(isEnd(calCom, problem({ endpoint: 'probe', httpStatus: 498 }))).toBe(true);
		expect(isEnd(calCom, problem({ endpoint: 'probe', httpStatus: 403, meaning }))).toBe(true);
		expect(isEnd(calCom, problem({ endpoint: 'probe', httpStatus: 403 }))).toBe(false);
	});

	it.each([
		['a managed user who is gone', 'unknownUser', true],
		['a platform client that is gone', 'noSuchClient', true],
		['a race that another one has won', 'recordNotFound', false],
		['an address that is not there', undefined, false],
	])('of Cal.com by a renewal that finds nothing: %s', (_, meaning, isOne) => {
		const code = { httpStatus: 404, providerCode: 'NotFoundException' };
		expect(isEnd(managedUser, problem({ endpoint: 'signIn', ...code, meaning }))).toBe(isOne);
	});

	it.each<[string, Partial<ProblemDetails>, boolean]>([
		['of a sign-in plugin that fails', { providerCode: 'Error' }, false],
		['of a password that is too long', { providerCode: 'Error', meaning: 'tooLongPassword' }, true],
		['of another code', { providerCode: 'invalid_grant' }, true],
	])('of PeerTube by a sign-in that is answered 400: %s', (_, details, isOne) => {
		expect(isEnd(peerTube, problem({ endpoint: 'signIn', httpStatus: 400, ...details }))).toBe(isOne);
	});

	it('is no code of Dropbox Sign that an address which is not there is answered with', () => {
		const code = { httpStatus: 404, providerCode: 'not_found' };
		expect(isEnd(dropboxSign, problem({ endpoint: 'refresh', ...code }))).toBe(false);
	});

	it.each<[string, Partial<ProblemDetails>, boolean]>([
		['a grant that is over', { endpoint: 'refresh', httpStatus: 400, providerCode: 'invalid_grant' }, true],
		[
			'a password that is wrong',
			{ endpoint: 'signIn', httpStatus: 400, providerCode: 'invalid_grant' },
			true,
		],
		['a credential that cannot be one', { kind: 'input' }, true],
		['a refused token', { endpoint: 'probe', httpStatus: 401, providerCode: 'invalid_token' }, false],
		['a renewal that is refused in other words', { endpoint: 'refresh', httpStatus: 401 }, false],
		['new tokens that are not taken', { endpoint: 'refresh' }, false],
	])('is beyond doubt, or not: %s', (_, details, isSure) => {
		expect(isSureEnd(peerTube, problem(details))).toBe(isSure);
	});

	it('is beyond doubt where Cal.com does not know the managed user', () => {
		const code = { endpoint: 'signIn', httpStatus: 404, meaning: 'unknownUser' };
		expect(isSureEnd(managedUser, problem(code))).toBe(true);
	});

	it('is not in sight of a credential that is taken and only not allowed this', () => {
		expect(isTakenDespite(problem({ endpoint: 'probe', httpStatus: 403 }))).toBe(true);
		expect(isTakenDespite(problem({ endpoint: 'refresh', httpStatus: 403 }))).toBe(false);
		expect(isTakenDespite(problem({ endpoint: 'discoverClient', httpStatus: 403 }))).toBe(false);
		expect(isTakenDespite(problem({ kind: 'unreadable', httpStatus: 403 }))).toBe(false);
	});
});

describe('when a connection ends by the clock', () => {
	const of = (tokens: object) => endOf(fuseSign, { oauthTokenData: tokens as never });
	const end = '2026-12-01T00:00:00Z';

	it('is known of the refresh token, or of the access token where there is no other', () => {
		expect(
			of({ refresh_token: 'r', expires_in: '2026-11-01T00:00:00Z', refresh_token_expires_in: end }),
		).toBe(Date.parse(end));
		expect(of({ refresh_token: null, expires_in: end, refresh_token_expires_in: null })).toBe(
			Date.parse(end),
		);
	});

	it('is not known where the service does not tell, or the session is begun anew by itself', () => {
		expect(of({ refresh_token: 'r', expires_in: end, refresh_token_expires_in: null })).toBeUndefined();
		expect(endOf(peerTube, { session: '{}', accessToken: 'a' })).toBeUndefined();
		expect(endOf(fuseSign, {})).toBeUndefined();
	});
});

describe('what tells tokens from later ones', () => {
	const refused = problem({ endpoint: 'refresh', httpStatus: 400 });

	it('is a hash of them', () => {
		expect(endedTokens(refused, { accessToken: 'mustnotleak' })).toMatch(/^[\w-]{12}$/);
		expect(endedTokens(refused, { oauthTokenData: { access_token: 'mustnotleak' } as never })).toBe(
			endedTokens(refused, { accessToken: 'mustnotleak' }),
		);
		expect(endedTokens(refused, { apiKey: 'mustnotleak' })).toBe('');
	});

	it.each<[string, Partial<ProblemDetails>]>([
		['new ones are not taken', { endpoint: 'refresh' }],
		['they are refused, and may have been renewed just now', { endpoint: 'probe', httpStatus: 401 }],
		['there are none', { kind: 'input' }],
	])('is nothing where %s', (_, details) => {
		expect(endedTokens(problem(details), { accessToken: 'mustnotleak' })).toBe('');
	});
});
