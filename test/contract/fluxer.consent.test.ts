import { demoApplication, demoApplicationId } from '../../sandbox/fluxer/accounts';
import {
	alice,
	api,
	badFields,
	bruno,
	FEBRUARY,
	oauthRefused,
	refusal,
	refused,
	useFluxer,
} from './fluxer.client';
import type { Answer } from './http';

const fluxer = useFluxer();
const path = `${api}/oauth2/authorize/consent`;
const [redirect_uri = ''] = demoApplication.redirectUris;
const asked = { client_id: demoApplicationId, redirect_uri, scope: 'identify', response_type: 'code' };

describe('consent', () => {
	const give = async (fields: Record<string, unknown>, session = alice): Promise<Answer> =>
		await fluxer.json('POST', path, session, { ...asked, ...fields });

	test('given everything right, when given, then the code and the state in the redirect, and the code works', async () => {
		const { json } = await give({ state: 'a state & more' }, bruno);
		const url = new URL(json.redirect_to);
		expect(`${url.origin}${url.pathname}`).toBe(redirect_uri);
		expect(url.searchParams.get('state')).toBe('a state & more');
		const { json: pair } = await fluxer.exchange(url.searchParams.get('code') ?? '');
		expect((await fluxer.userInfo(pair.access_token)).json.username).toBe('bruno');
	});

	test('given a redirect URI with a query, when given, then its query stays', async () => {
		const uri = 'https://a.example/back?tenant=1';
		const { id } = await fluxer.application({ redirectUris: [uri] });
		const { json } = await give({ client_id: id, redirect_uri: uri });
		expect(json.redirect_to).toMatch(/^https:\/\/a\.example\/back\?tenant=1&code=[\w-]{43}$/);
	});

	test.each([
		['https://example.com', 200],
		['https://example.com/', 400],
		[`${redirect_uri}/`, 400],
		['http://localhost:5678', 400],
	])('given the registered https://example.com, when consent names %s, then %d', async (uri, status) => {
		const answer = await give({ redirect_uri: uri });
		expect(answer.status).toBe(status);
		if (status === 400) expect(refusal(answer)).toEqual(oauthRefused('invalid_request'));
	});

	test.each<[string, Record<string, unknown>, object]>([
		['no client', { client_id: undefined }, badFields('client_id INVALID_FORMAT')],
		['a client id in words', { client_id: 'demo' }, badFields('client_id INVALID_SNOWFLAKE_FORMAT')],
		[
			'a client id as a number',
			{ client_id: 1470000000000000003 },
			badFields('client_id INVALID_SNOWFLAKE_FORMAT'),
		],
		['an unknown client', { client_id: '1' }, oauthRefused('invalid_client')],
		['no scope', { scope: undefined }, badFields('scope INVALID_FORMAT')],
		['an unknown scope', { scope: 'identify openid' }, oauthRefused('invalid_scope')],
		['the admin scope', { scope: 'admin' }, oauthRefused('invalid_scope')],
		['another response type', { response_type: 'token' }, oauthRefused('invalid_request')],
		['no redirect URI', { redirect_uri: undefined }, oauthRefused('invalid_request')],
		['a redirect URI that is none', { redirect_uri: 'nowhere' }, badFields('redirect_uri INVALID_FORMAT')],
		['a state of 257 characters', { state: 'x'.repeat(257) }, badFields('state STRING_LENGTH_INVALID')],
		['an empty state', { state: '' }, badFields('state INVALID_FORMAT')],
		['permissions in words', { permissions: 'all' }, oauthRefused('invalid_request')],
		['negative permissions', { permissions: '-1' }, oauthRefused('invalid_request')],
		['a guild the user does not manage', { scope: 'bot', guild_id: '7' }, refused('MISSING_PERMISSIONS')],
	])('given %s, when given, then it is refused as such', async (_name, fields, expected) => {
		expect(refusal(await give(fields))).toEqual(expected);
	});

	test.each([
		['the longest state', { state: 'x'.repeat(256) }],
		['no response type', { response_type: undefined }],
		[
			'only a bot, and neither redirect nor response type',
			{ scope: 'bot', redirect_uri: undefined, response_type: undefined },
		],
		['unknown fields', { nonce: 'x' }],
	])('given %s, when given, then it is granted', async (_name, fields) => {
		expect((await give(fields)).status).toBe(200);
	});

	test('given an unknown challenge method, when given, then only the February server, which knows none, grants it', async () => {
		const asked = { code_challenge: 'x', code_challenge_method: 'S512' };
		expect(refusal(await give(asked))).toEqual(badFields('code_challenge_method INVALID_FORMAT'));
		await fluxer.settings(FEBRUARY);
		expect((await give(asked)).status).toBe(200);
	});

	test('given a bot that needs a code grant, when installed without a redirect URI, then it is refused', async () => {
		const { id } = await fluxer.application({ botRequireCodeGrant: true });
		const answer = await give({ client_id: id, scope: 'bot', redirect_uri: undefined });
		expect(refusal(answer)).toEqual(oauthRefused('invalid_request'));
	});

	test('given a form, when given, then it counts as no fields', async () => {
		const answer = await fluxer.call('POST', path, alice, { body: asked });
		expect(refusal(answer)).toEqual(badFields('client_id INVALID_FORMAT', 'scope INVALID_FORMAT'));
	});
});

describe('the authorize page', () => {
	const page = (fields: Record<string, string | undefined> = {}): string => {
		const given = Object.entries({ ...asked, state: 'demo-state', ...fields });
		const query = given.filter((entry): entry is [string, string] => entry[1] !== undefined);
		return `/oauth2/authorize?${new URLSearchParams(query).toString()}`;
	};
	const location = ({ status, headers }: Answer): URL => {
		expect(status).toBe(302);
		return new URL(String(headers.location));
	};

	test('given a request, when opened, then it redirects with a code that works, and the state', async () => {
		const url = location(await fluxer.raw('GET', page()));
		expect(url.searchParams.get('state')).toBe('demo-state');
		const { json } = await fluxer.exchange(url.searchParams.get('code') ?? '');
		expect((await fluxer.userInfo(json.access_token)).json.username).toBe('alice');
	});

	test('given another user in the browser, when opened, then the code is theirs', async () => {
		await fluxer.settings({ signedInAs: 'bruno' });
		const url = location(await fluxer.raw('GET', page()));
		const { json } = await fluxer.exchange(url.searchParams.get('code') ?? '');
		expect((await fluxer.userInfo(json.access_token)).json.username).toBe('bruno');
		await fluxer.settings({ signedInAs: 'nobody' });
		expect((await fluxer.raw('GET', page())).status).toBe(401);
	});

	test('given a request that names the user of its browser, when opened, then the code is theirs', async () => {
		const url = location(await fluxer.raw('GET', page(), { headers: { 'x-sandbox-user': 'bruno' } }));
		const { json } = await fluxer.exchange(url.searchParams.get('code') ?? '');
		expect((await fluxer.userInfo(json.access_token)).json.username).toBe('bruno');
		const { status } = await fluxer.raw('GET', page(), { headers: { 'x-sandbox-user': 'nobody' } });
		expect(status).toBe(401);
	});

	test.each([
		['approve', 'code'],
		['deny', 'error'],
	])(
		'given no automatic approval, when the form is sent with %s, then a redirect with %s',
		async (decision, name) => {
			await fluxer.settings({ autoApprove: false });
			const shown = await fluxer.raw('GET', page());
			expect([shown.status, shown.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
			const [, action = ''] = /action="([^"]+)"/.exec(shown.text) ?? [];
			expect(shown.text).toContain(`name="decision" value="${decision}"`);
			const answer = await fluxer.raw('POST', action.replaceAll('&#38;', '&'), { body: { decision } });
			const { searchParams } = location(answer);
			expect([...searchParams.keys()].sort()).toEqual([name, 'state']);
		},
	);

	test.each<[string, string, Record<string, string | undefined>]>([
		['an unknown client', 'invalid_client', { client_id: '1' }],
		['an unregistered redirect URI', 'invalid_request', { redirect_uri: 'https://evil.example/' }],
		['an unknown scope', 'invalid_scope', { scope: 'openid' }],
		['a state of 257 characters', 'INVALID_FORM_BODY', { state: 'x'.repeat(257) }],
		['no scope', 'INVALID_FORM_BODY', { scope: undefined }],
	])('given %s, when opened, then a page that says %s and no redirect', async (_name, word, fields) => {
		for (const autoApprove of [true, false]) {
			await fluxer.settings({ autoApprove });
			const { status, text, headers } = await fluxer.raw('GET', page(fields));
			const { 'content-type': type, location: target } = headers;
			expect([status, type, target]).toEqual([400, 'text/html; charset=utf-8', undefined]);
			expect(text).toContain(word);
		}
	});

	test('given a challenge, when opened, then the exchange needs the verifier', async () => {
		const url = location(await fluxer.raw('GET', page({ code_challenge: 'plain-text' })));
		const code = url.searchParams.get('code') ?? '';
		expect(refusal(await fluxer.exchange(code))).toEqual(oauthRefused('invalid_grant'));
		expect((await fluxer.exchange(code, { code_verifier: 'plain-text' })).status).toBe(200);
	});
});

describe('authorizations', () => {
	const list = `${api}/oauth2/@me/authorizations`;
	const entry = `${list}/${demoApplicationId}`;

	test('given several grants, when listed, then one entry an application, with all scopes but bot', async () => {
		expect((await fluxer.call('GET', list, alice)).json).toEqual([]);
		await fluxer.tokens({ scope: 'identify' });
		const { now } = await fluxer.control('GET', '/fluxer/clock');
		await fluxer.advance(60);
		await fluxer.tokens({ scope: 'guilds bot' });
		const { id } = await fluxer.application();
		await fluxer.tokens({ applicationId: id, scope: 'bot' });
		const { json } = await fluxer.call('GET', list, alice);
		expect(json).toHaveLength(1);
		expect(json[0]).toMatchObject({ application: { id: demoApplicationId }, scopes: ['identify', 'guilds'] });
		expect(Math.abs(Date.parse(json[0].authorized_at) - Date.parse(now))).toBeLessThan(5000);
		expect((await fluxer.call('GET', list, bruno)).json).toEqual([]);
	});

	test('given an authorization, when deleted twice, then 204 both times and its tokens are dead', async () => {
		const [own, brunos] = [await fluxer.tokens(), await fluxer.tokens({ username: 'bruno' })];
		expect((await fluxer.call('DELETE', entry, alice)).status).toBe(204);
		expect((await fluxer.call('DELETE', entry, alice)).status).toBe(204);
		expect(refusal(await fluxer.userInfo(own.access_token))).toEqual(refused('UNAUTHORIZED'));
		expect(refusal(await fluxer.refresh(own.refresh_token))).toEqual(oauthRefused('invalid_grant'));
		expect((await fluxer.userInfo(brunos.access_token)).status).toBe(200);
	});

	test.each<[string, string, object]>([
		['DELETE', `${list}/1`, refused('UNKNOWN_APPLICATION')],
		['DELETE', `${list}/demo`, badFields('applicationId INVALID_SNOWFLAKE_FORMAT')],
		['GET', entry, refused('NOT_FOUND')],
	])('when %s %s, then it is refused as such', async (method, target, expected) => {
		expect(refusal(await fluxer.call(method, target, alice))).toEqual(expected);
	});
});
