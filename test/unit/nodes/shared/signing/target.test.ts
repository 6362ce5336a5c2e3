import { toOwnServer, type SignableOptions } from '../../../../../nodes/shared/signing/target';
import type { ApiKeySignIn } from '../../../../../nodes/shared/signing/signIn';
import { serverUrl } from '../../../../../oauth/serverUrl';
import { sample } from '../../../../support/dialects';

const signIn: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'sampleApi',
	dialect: sample(),
	serverOf: ({ baseUrl }) => ({ baseUrl: serverUrl(baseUrl, { subject: 'The address', hint: '' }) }),
	signatureOf: () => ({}),
};
/** What an n8n says that knows the word. */
const TOLD = { sendCredentialsOnCrossOriginRedirect: true };
const resolved = (options: SignableOptions, baseUrl = 'https://good.example', more = {}) =>
	toOwnServer(signIn, { baseUrl, ...more }, options);
const input = (message: string) =>
	expect.objectContaining({ kind: 'input', message: expect.stringContaining(message) });

describe('a request to another server', () => {
	it.each([
		['https://evil.example/x'],
		['https:evil.example/x'],
		['HTTPS:evil.example'],
		['https:/evil.example/x'],
		['https:\\\\evil.example\\x'],
		['https:\\/evil.example'],
		['//evil.example/x'],
		['\\\\evil.example'],
		['/\\evil.example'],
		['\\/evil.example'],
		['https://good.example@evil.example/'],
		['https://good.example:x@evil.example/'],
		['https://evil.example\\@good.example/'],
		['https://good.example.evil.example'],
		['https://good.example./x'],
		['https://good.example:8443/x'],
		['https://good.exampｌe.evil.example'],
		['https://gооd.example/x'],
		['https://xn--good.example'],
	])('%s is refused, unless all are allowed', (url) => {
		for (const options of [{ url }, { uri: url }, { url, baseURL: 'https://good.example/base' }]) {
			expect(() => resolved(options)).toThrow(
				input('belongs to https://good.example and is not sent to https://'),
			);
			expect(() =>
				resolved(options, 'https://good.example', { allowedHttpRequestDomains: 'all' }),
			).not.toThrow();
		}
	});

	it.each([
		['blob:https://good.example/', 'https://evil.example'],
		['javascript:alert(1)', 'https://good.example'],
		['data:text/plain,x', 'https://good.example'],
		['file:///etc/passwd', 'https://good.example'],
		['ftp://good.example/x', 'https://good.example'],
		['https://', 'https://good.example'],
		['http://[bad', 'https://good.example'],
		['//', 'https://good.example'],
		['/x', 'no address'],
		['//good.example/x', 'no address'],
		['//good.example/x', 'file:///'],
		['/x', 'blob:https://good.example'],
	])('%s with the base %s is no address', (url, baseURL) => {
		expect(() => resolved({ url, baseURL }, undefined, { allowedHttpRequestDomains: 'all' })).toThrow(
			input('is not a web address'),
		);
	});

	it.each([
		['x', 'https://evil.example'],
		['/x', 'https://evil.example/base/'],
		['@good.example', 'https://evil.example'],
		['evil.example/x', 'https://'],
		['?https://good.example', 'https://evil.example'],
		['.evil.example', 'https://good.example.evil.example'],
	])('%s with the base %s is refused', (url, baseURL) => {
		expect(() => resolved({ url, baseURL })).toThrow(input('is not sent to https://'));
	});

	it('or over http is refused even where all servers are allowed', () => {
		const all = { allowedHttpRequestDomains: 'all' };
		expect(() => resolved({ url: 'http://other.example' }, undefined, all)).toThrow(
			input('is asked for over http'),
		);
		expect(() => resolved({ url: 'http://good.example' })).toThrow(
			input('is not sent to http://good.example'),
		);
		expect(() => resolved({ url: '/x' }, 'http://good.example')).toThrow(input('is asked for over http'));
		const allowed = resolved({ url: '/x' }, 'http://good.example', { allowPlainHttp: true });
		expect(allowed.url).toBe('http://good.example/x');
	});
});

describe('a request to the own server', () => {
	it.each([
		['https://good.example:443/x', 'https://good.example/x'],
		['HTTPS://GOOD.EXAMPLE/X', 'https://good.example/X'],
		['https://ｇood.example/x', 'https://good.example/x'],
		[' https://evil.example/x', 'https://good.example/%20https://evil.example/x'],
		['/\t/evil.example', 'https://good.example//evil.example'],
		['@evil.example/', 'https://good.example/@evil.example/'],
		['.evil.example', 'https://good.example/.evil.example'],
		['', 'https://good.example/'],
	])('%j goes to %s', (url, whole) => {
		expect(resolved({ url }).url).toBe(whole);
	});

	it('keeps all else, and the name under which the address came; no redirect takes the signature along', () => {
		const noRedirect = { sendCredentialsOnCrossOriginRedirect: false };
		const more = { method: 'POST' as const, headers: { a: 'b' }, body: { c: 1 }, ...TOLD };
		const expected = { ...more, ...noRedirect };
		expect(resolved({ ...more, url: '/x', baseURL: 'https://good.example' })).toEqual({
			...expected,
			url: 'https://good.example/x',
		});
		expect(resolved({ ...more, uri: '/x' })).toEqual({ ...expected, uri: 'https://good.example/x' });
		expect(resolved({ url: '', uri: '/x', ...TOLD })).toEqual({
			...noRedirect,
			url: 'https://good.example/x',
		});
	});

	it.each([
		[{ url: '/x' }, 'domains', true],
		[{ uri: '/x' }, 'domains', true],
		[{ url: '/x', ...TOLD }, 'domains', undefined],
		[{ url: '/x' }, 'all', undefined],
	])(
		'%j follows no redirect where n8n cannot be told to sign no other server (%s)',
		(options, allowed, not) => {
			const { disableFollowRedirect, ...rest } = resolved(options, undefined, {
				allowedHttpRequestDomains: allowed,
			});
			expect([disableFollowRedirect, 'followRedirect' in rest]).toEqual([not, not === true]);
		},
	);
});
