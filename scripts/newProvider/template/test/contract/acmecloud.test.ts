import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Sandbox } from '../../sandbox';
import { type Answer } from './http';
import { ProviderClient, withSandbox } from './providerClient';

/** What the specifications ask of Acme Cloud; written without looking at the sandbox, which is held to it. */

const service = withSandbox(new ProviderClient('acmeCloud', {} as Sandbox));

const redirectUri = 'https://app.example/callback';
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const client = { client_id: 'demo-client', client_secret: 'demo-secret' };
const basic = (id: string, secret: string) => ({
	Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
const asClient = basic(client.client_id, client.client_secret);

const tokens = z
	.object({
		access_token: z.string().min(20),
		token_type: z.literal('Bearer'),
		expires_in: z.number().int().positive(),
		refresh_token: z.string().min(20),
		scope: z.string(),
	})
	.strict();
const refusal = z.object({ error: z.string().min(1), error_description: z.string().min(1) }).strict();

type Form = Record<string, string>;
const post = async (path: string, body: Form, headers: Form = asClient): Promise<Answer> =>
	await service.raw('POST', path, { body, headers });
const errorOf = ({ json }: Answer): string => refusal.parse(json).error;

const asked = {
	response_type: 'code',
	client_id: client.client_id,
	redirect_uri: redirectUri,
	scope: 'read',
	state: 'a state & more',
	code_challenge: challenge,
	code_challenge_method: 'S256',
};
const authorize = async (changes: Record<string, string> = {}): Promise<Answer> =>
	await service.raw('GET', `/oauth/authorize?${new URLSearchParams({ ...asked, ...changes }).toString()}`);
const sentBack = ({ headers }: Answer): Form =>
	Object.fromEntries(new URL(headers.location ?? 'http://nowhere').searchParams);
const newCode = async (): Promise<string> => sentBack(await authorize()).code ?? '';
const exchange = async (code: string, changes: Form = {}): Promise<Answer> =>
	await post('/oauth/token', {
		grant_type: 'authorization_code',
		code,
		redirect_uri: redirectUri,
		code_verifier: verifier,
		...changes,
	});
const refresh = async (refreshToken: string): Promise<Answer> =>
	await post('/oauth/token', { grant_type: 'refresh_token', refresh_token: refreshToken });
const newTokens = async () => tokens.parse((await exchange(await newCode())).json);
const isActive = async (token: string): Promise<boolean> =>
	(await post('/oauth/introspect', { token })).json.active;
const user = async (token: string): Promise<Answer> => await service.raw('GET', '/userinfo', { token });

describe('the consent page', () => {
	test('given a registered client, when the user is sent there, then back with a code and the state', async () => {
		const answer = await authorize();
		expect(answer.status).toBe(302);
		expect(sentBack(answer)).toEqual({ code: expect.any(String), state: asked.state });
	});

	test.each([
		['another response type', { response_type: 'token' }, 'unsupported_response_type'],
		['a scope that the client does not have', { scope: 'read admin' }, 'invalid_scope'],
		['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
	])('given %s, when the user is sent there, then back with the error', async (_, changes, error) => {
		expect(sentBack(await authorize(changes))).toEqual({ error, state: asked.state });
	});

	test.each([
		['an unknown client', { client_id: 'nobody' }],
		['a redirect URI that is almost registered', { redirect_uri: `${redirectUri}/` }],
	])('given %s, when the user is sent there, then nobody is sent back', async (_, changes) => {
		const { status, headers } = await authorize(changes);
		expect([status, headers.location]).toEqual([400, undefined]);
	});

	test.each([
		['approve', ['code', 'state']],
		['deny', ['error', 'state']],
	])('given the form, when the user decides to %s, then back with %j', async (decision, names) => {
		await service.settings({ autoApprove: false });
		expect((await authorize()).text).toContain('<form method="post"');
		const answer = await service.raw('POST', '/oauth/authorize', { body: { ...asked, decision } });
		expect(Object.keys(sentBack(answer))).toEqual(names);
	});
});

describe('the token endpoint', () => {
	test('given a code, when exchanged, then tokens that open the API, not to be stored', async () => {
		const answer = await exchange(await newCode());
		expect(answer.headers['cache-control']).toBe('no-store');
		const { access_token } = tokens.parse(answer.json);
		expect((await user(access_token)).json).toMatchObject({ sub: 'mia' });
	});

	test.each<[string, Form]>([
		['another redirect URI', { redirect_uri: 'https://other.example/callback' }],
		['another code verifier', { code_verifier: 'w'.repeat(43) }],
		['no code verifier', { code_verifier: '' }],
		['another code', { code: 'none' }],
	])('given %s, when exchanged, then invalid_grant', async (_, changes) => {
		expect(errorOf(await exchange(await newCode(), changes))).toBe('invalid_grant');
	});

	test('given a code that was used, or is too old, when exchanged, then invalid_grant', async () => {
		const code = await newCode();
		await exchange(code);
		expect(errorOf(await exchange(code))).toBe('invalid_grant');
		const other = await newCode();
		await service.advance(3600);
		expect(errorOf(await exchange(other))).toBe('invalid_grant');
	});

	test('given a refresh token, when used, then it is replaced; when used again, then the session ends', async () => {
		const first = await newTokens();
		const second = tokens.parse((await refresh(first.refresh_token)).json);
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect(errorOf(await refresh(first.refresh_token))).toBe('invalid_grant');
		expect((await user(second.access_token)).status).toBe(401);
	});

	test.each<[string, Form, Form]>([
		['a wrong secret in the header', basic('demo-client', 'wrong'), {}],
		['a wrong secret in the body', {}, { ...client, client_secret: 'wrong' }],
		['no client', {}, {}],
	])('given %s, when asked, then 401 and invalid_client', async (_, headers, more) => {
		const answer = await post('/oauth/token', { grant_type: 'refresh_token', ...more }, headers);
		expect([answer.status, errorOf(answer)]).toEqual([401, 'invalid_client']);
		expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
	});

	test('given the client in the body, when asked, then it is taken; given it twice, then refused', async () => {
		const { refresh_token } = await newTokens();
		const form = { grant_type: 'refresh_token', refresh_token, ...client };
		expect(errorOf(await post('/oauth/token', form))).toBe('invalid_request');
		tokens.parse((await post('/oauth/token', form, {})).json);
	});

	test('given another grant type, or no form, when asked, then refused', async () => {
		expect(errorOf(await post('/oauth/token', { grant_type: 'password' }))).toBe('unsupported_grant_type');
		const asJson = await service.raw('POST', '/oauth/token', { body: {}, asJson: true, headers: asClient });
		expect(errorOf(asJson)).toBe('invalid_request');
	});
});

describe('introspection and revocation', () => {
	test('given living tokens, when introspected, then active, with whose they are', async () => {
		const { access_token, refresh_token } = await newTokens();
		expect((await post('/oauth/introspect', { token: access_token })).json).toMatchObject({
			active: true,
			client_id: client.client_id,
			sub: 'mia',
			scope: 'read',
			exp: expect.any(Number),
		});
		expect(await isActive(refresh_token)).toBe(true);
		await service.advance(2 * 3600);
		expect(await isActive(access_token)).toBe(false);
		expect(await isActive(refresh_token)).toBe(true);
	});

	test('given a token, when revoked, then all of its session is over; and once more is a success', async () => {
		const { access_token, refresh_token } = await newTokens();
		for (let time = 0; time < 2; time++) {
			const { status, text } = await post('/oauth/revoke', { token: refresh_token });
			expect([status, text]).toEqual([200, '']);
		}
		expect(await isActive(access_token)).toBe(false);
		expect(errorOf(await refresh(refresh_token))).toBe('invalid_grant');
	});

	test('given the token of another client, then it is not active, and not revoked', async () => {
		await service.control('PUT', '/acmecloud/clients/other', { secret: 'other' });
		const { access_token } = await newTokens();
		const asOther = basic('other', 'other');
		const introspected = await post('/oauth/introspect', { token: access_token }, asOther);
		expect(introspected.json).toEqual({ active: false });
		expect(errorOf(await post('/oauth/revoke', { token: access_token }, asOther))).toBe('invalid_request');
		expect(await isActive(access_token)).toBe(true);
	});
});

test('given no token, or one that is over, when the API is asked, then 401 with a challenge', async () => {
	for (const token of ['', 'none']) {
		const answer = await user(token);
		expect([answer.status, errorOf(answer)]).toEqual([401, 'invalid_token']);
		expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
	}
});
