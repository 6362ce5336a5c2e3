import { peerTube } from '../../../nodes/PeerTube/peerTube.dialect';
import type { HttpAnswer, HttpCall } from '../../../oauth/http';
import { OAuthProblem } from '../../../oauth/problems';
import { lookAt, sessionOf, sessionSource } from '../../../oauth/sessions';
import { answer, sample } from '../../support/dialects';

describe('a look at a token', () => {
	const probe = {
		method: 'GET',
		url: '{baseUrl}/me',
		headers: { authorization: 'Bearer {accessToken}' },
	} as const;
	const dialect = sample({ endpoints: { probe: { ...probe, effect: 'safe', purpose: 'look' } } });
	const inputs = { baseUrl: 'https://sample.example', accessToken: 'a' };

	it.each([
		[200, 'accepted'],
		[204, 'accepted'],
		[302, 'unknown'],
		[400, 'unknown'],
		[401, 'refused'],
		[403, 'accepted'],
		[404, 'unknown'],
		[429, 'unknown'],
		[500, 'unknown'],
	])('that is answered with HTTP %d shows %s', async (status, look) => {
		expect(await lookAt(dialect, inputs, async () => answer(status, ''))).toBe(look);
	});

	it.each([
		[401, 'unknown'],
		[403, 'refused'],
		[498, 'refused'],
	])('where other statuses than 401 tell, HTTP %d shows %s', async (status, look) => {
		const other = { ...dialect, deadTokenStatuses: [403, 498] };
		expect(await lookAt(other, inputs, async () => answer(status, ''))).toBe(look);
	});

	it('without an answer shows nothing', async () => {
		const fail = async () =>
			await Promise.reject(new OAuthProblem({ kind: 'unreachable', message: '', hint: '' }));
		expect(await lookAt(dialect, inputs, fail)).toBe('unknown');
	});
});

describe('the source of sessions', () => {
	const NOW = Date.parse('2030-01-01T00:00:00Z');
	/** Answers each token request with what is next, and notes what was sent. */
	function source(...answers: HttpAnswer[]) {
		const sent: string[] = [];
		const send = async ({ endpoint, body, headers }: HttpCall) => {
			if (endpoint === 'discoverClient') return answer(200, { client_id: 'id', client_secret: 'secret' });
			const {
				grant_type: _,
				client_id: __,
				client_secret: ___,
				...fields
			} = Object.fromEntries(new URLSearchParams(body));
			sent.push(`${endpoint} ${Object.values(fields).join()} ${headers['x-peertube-otp'] ?? ''}`.trim());
			return answers.shift() ?? answer(500, '');
		};
		let codes = 0;
		const account = {
			instanceUrl: 'https://source.example',
			fingerprint: 'alice',
			signInInputs: () => ({ username: 'alice', password: 'a password', otp: `code ${++codes}` }),
		};
		return { sent, ...sessionSource(peerTube, account, send, () => NOW) };
	}
	const held = sessionOf('alice', {
		accessToken: 'a1',
		refreshToken: 'r1',
		tokenType: 'Bearer',
		scopes: [],
		obtainedAt: '2029-12-31T23:00:00.000Z',
		raw: {},
	});
	const tokens = answer(200, { access_token: 'a2', expires_in: 3600 });
	const refused = answer(400, { code: 'invalid_grant', detail: 'no' });
	const SIGN_IN = 'signIn alice,a password';

	it('is due when its token is, or never where nobody tells', async () => {
		expect(held).toMatchObject({ fingerprint: 'alice', accessToken: 'a1', dueAt: Infinity });
		expect(await source(tokens).renew(held)).toMatchObject({ accessToken: 'a2', dueAt: NOW + 3_540_000 });
	});

	it('keeps a refresh token that is not replaced', async () => {
		expect((await source(tokens).renew(held)).tokens.refreshToken).toBe('r1');
	});

	it('signs in with the code of that moment where there is nothing to refresh', async () => {
		const { sent, renew } = source(tokens, tokens);
		await renew(undefined);
		await renew({ ...held, tokens: { ...held.tokens, refreshToken: undefined } });
		expect(sent).toEqual([`${SIGN_IN} code 1`, `${SIGN_IN} code 2`]);
	});

	it.each([
		['a second before', '2030-01-01T00:00:01.000Z', ['refresh r1']],
		['at', '2030-01-01T00:00:00.000Z', [`${SIGN_IN} code 1`]],
	])('%s its end a refresh token is sent, or not', async (_, refreshTokenExpiresAt, expected) => {
		const { sent, renew } = source(tokens);
		await renew({ ...held, tokens: { ...held.tokens, refreshTokenExpiresAt } });
		expect(sent).toEqual(expected);
	});

	it.each([
		['refuses', refused, ['refresh r1', `${SIGN_IN} code 1`], true],
		['limits', answer(429, ''), ['refresh r1'], false],
		['fails', answer(503, ''), ['refresh r1'], false],
		['answers with something else', answer(200, '<html>'), ['refresh r1'], false],
	])('signs in after a refresh that the server %s: %#', async (_, first, expected, signsIn) => {
		const { sent, renew } = source(first, tokens);
		const renewed = await renew(held).catch(() => undefined);
		expect(renewed?.accessToken).toBe(signsIn ? 'a2' : undefined);
		expect(sent).toEqual(expected);
	});
});
