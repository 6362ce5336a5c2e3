import type { EndpointTemplate } from '../../../oauth/dialect';
import { buildRequest, type Input, type Inputs } from '../../../oauth/requests';
import { sample } from '../../support/dialects';

const build = (template: Partial<EndpointTemplate>, inputs: Inputs = {}) =>
	buildRequest(
		sample({
			endpoints: {
				it: { method: 'POST', url: '{base}/x', effect: 'nonIdempotent', purpose: 'do it', ...template },
			},
		}),
		'it',
		{ base: 'https://sample.example', ...inputs },
	);

describe('requests out of a dialect', () => {
	it('encodes a form, and leaves out optional fields that are absent', () => {
		const { body, headers } = build(
			{
				form: {
					grant_type: 'refresh_token',
					refresh_token: '{refreshToken}',
					scope: '{scope?}',
					extra: '{extra?}',
				},
			},
			{ refreshToken: 'a+b &c', extra: '' },
		);
		expect(body).toBe('grant_type=refresh_token&refresh_token=a%2Bb+%26c');
		expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
	});

	it('has the same request as JSON where the dialect says so, and nowhere else', () => {
		const form = { grant_type: 'refresh_token', refresh_token: '{!refreshToken}', scope: '{scope?}' };
		const inputs = { refreshToken: 'a+b' };
		const { asJson, ...sent } = build({ form, jsonAfter415: true }, inputs);
		expect(asJson?.()).toEqual({
			...sent,
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			body: '{"grant_type":"refresh_token","refresh_token":"a+b"}',
		});
		expect(build({ form }, inputs)).not.toHaveProperty('asJson');
	});

	it('as JSON, too, carries a one-time code as of when it is sent', () => {
		let code = 1;
		const call = build({ form: { otp: '{!!otp}' }, jsonAfter415: true }, { otp: () => String(code++) });
		const asJson = call.asJson?.();
		code = 70;
		expect(asJson?.current?.().body).toBe('{"otp":"70"}');
	});

	it('keeps lists, flags and null of a JSON body as they are, and text around an input as text', () => {
		const { body } = build(
			{ json: { list: '{list}', flag: '{flag?}', none: '{none?}', text: 'no {flag}', absent: '{absent?}' } },
			{ list: ['a'], flag: false, none: null, absent: undefined },
		);
		expect(JSON.parse(body ?? '')).toEqual({ list: ['a'], flag: false, none: null, text: 'no false' });
	});

	it('encodes JSON', () => {
		const { body, headers } = build({ json: { clientSecret: '{clientSecret}' } }, { clientSecret: '"' });
		expect(body).toBe('{"clientSecret":"\\""}');
		expect(headers['content-type']).toBe('application/json');
	});

	it.each([
		['an empty text clears', '', '{"a":"","b":"is ","c":1}'],
		['a value changes', 'x', '{"a":"x","b":"is x","c":1}'],
		['undefined leaves alone', undefined, '{"c":1}'],
	])('where %s', (_, value, expected) => {
		const json = { a: '{value??}', b: 'is {value??}', c: '{count??}' };
		expect(build({ json }, { value, count: 1 }).body).toBe(expected);
	});

	it('carries a code in a header and a secret in another', () => {
		const { headers } = build(
			{ headers: { authorization: 'Bearer {code}', 'x-secret-key': '{clientSecret}' } },
			{ code: 'c', clientSecret: 's' },
		);
		expect(headers).toMatchObject({ authorization: 'Bearer c', 'x-secret-key': 's' });
	});

	it('form-encodes id and secret before Basic (RFC 6749 §2.3.1)', () => {
		const { headers } = build({ basicClient: true }, { clientId: 'a:b', clientSecret: 'c d%' });
		expect(headers.authorization).toBe(`Basic ${Buffer.from('a%3Ab:c+d%25').toString('base64')}`);
	});

	it('percent-encodes inputs in the path and the query, but not the base', () => {
		const { url } = build({ url: '{base}/users/{id}', query: { q: '{q}' } }, { id: '../me?', q: 'a&b' });
		expect(url).toBe('https://sample.example/users/..%2Fme%3F?q=a%26b');
	});

	it.each([['..'], ['.']])('refuses %j as part of a path, which would lead elsewhere', (id) => {
		expect(() => build({ url: '{base}/users/{id}/revoke' }, { id })).toThrow(
			expect.objectContaining({ kind: 'input' }),
		);
	});

	it('names the secrets that its template marks, and no others', () => {
		const form = {
			secret: '{!clientSecret}',
			prefixed: 'x {!token}',
			absent: '{!password?}',
			method: '{codeChallengeMethod}',
			type: '{tokenTypeHint}',
		};
		const inputs = {
			clientSecret: 's',
			token: 1,
			password: '',
			codeChallengeMethod: 'S256',
			tokenTypeHint: 't',
		};
		const { secrets, body } = build({ form }, { ...inputs, unused: 'u' });
		expect(secrets).toEqual(['s', '1']);
		expect(body).toBe('secret=s&prefixed=x+1&method=S256&type=t');
	});

	it('names the secret of a client that proves itself by Basic, and what somebody else signs with', () => {
		const { secrets, headers, body } = build(
			{ basicClient: true, signedWith: '{!sessionToken?}' },
			{ clientId: 'id', clientSecret: 'cs', sessionToken: 'st' },
		);
		expect(secrets).toEqual(['cs', 'st']);
		expect(JSON.stringify([headers, body])).not.toContain('st"');
	});

	it('with a one-time code must not be repeated', () => {
		const headers = { otp: '{!!otp?}' };
		expect(build({ effect: 'safe', headers }, { otp: '123456' })).toMatchObject({
			effect: 'nonIdempotent',
			hasOneTimeCode: true,
			secrets: ['123456'],
		});
		expect(build({ effect: 'safe', headers }, { otp: '' })).toMatchObject({
			effect: 'safe',
			hasOneTimeCode: false,
			secrets: [],
		});
	});

	it('computes what a function gives when it is sent, and not when it is built', () => {
		let code = 100_000;
		const call = build({ effect: 'safe', json: { otp: '{!!otp}' } }, { otp: () => String(code++) });
		expect(call).toMatchObject({ effect: 'nonIdempotent', hasOneTimeCode: false, body: '{"otp":"100000"}' });
		expect(call.current?.()).toMatchObject({ body: '{"otp":"100001"}', secrets: ['100001'] });
		expect(build({}).current).toBeUndefined();
	});

	it.each([
		['in a path', { url: '{base}/{id}' }],
		['in a query', { query: { id: '{id}' } }],
		['in a form', { form: { id: '{!id}' } }],
		['in JSON', { json: { id: '{id}' } }],
		['in a header', { headers: { id: 'Bearer {!id}' } }],
	])('half of a sign %s is a mistake that can be mended', (_, template) => {
		for (const id of ['\ud83d', 'a\udc00b', '\udc00\ud83d'])
			expect(() => build(template, { id })).toThrow(
				expect.objectContaining({
					kind: 'input',
					message: expect.stringContaining('The id holds half of a sign'),
				}),
			);
		expect(() => build(template, { id: '😀' })).not.toThrow();
	});

	it('what is nested too deeply to be written, or holds itself, is a mistake that can be mended', () => {
		let deep: Input = [];
		for (let level = 0; level < 200_000; level++) deep = [deep];
		const circle: { [name: string]: Input } = {};
		circle.again = circle;
		for (const value of [deep, circle])
			expect(() => build({ json: { value: '{value}' } }, { value })).toThrow(
				expect.objectContaining({ kind: 'input', message: expect.stringContaining('nested too deeply') }),
			);
	});

	it('says what is missing before anything is sent', () => {
		expect(() => build({ form: { refresh_token: '{refreshToken}' } }, { refreshToken: '' })).toThrow(
			expect.objectContaining({
				kind: 'input',
				message: 'The refresh token is empty, and Sample needs it to do it',
				description: expect.stringContaining('Nothing was sent.'),
			}),
		);
	});

	it('says it in the words of the dialect, where that has any', () => {
		const dialect = sample({
			advice: { 'refresh:refreshToken:missing': { message: 'Ask', hint: 'There.' } },
		});
		expect(() => buildRequest(dialect, 'refresh', { instanceUrl: 'https://sample.example' })).toThrow(
			expect.objectContaining({ kind: 'input', message: 'Ask', description: 'There.' }),
		);
	});
});
