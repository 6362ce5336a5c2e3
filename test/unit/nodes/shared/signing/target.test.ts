import axios from 'axios';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toOwnServer, type SignableOptions } from '../../../../../nodes/shared/signing/target';
import type { ApiKeySignIn } from '../../../../../nodes/shared/signing/signIn';
import { isOAuthProblem } from '../../../../../oauth/problems';
import { serverUrl } from '../../../../../oauth/serverUrl';
import { sample } from '../../../../support/dialects';

const signIn: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'sampleApi',
	dialect: sample(),
	serverOf: ({ baseUrl }) => ({ baseUrl: serverUrl(baseUrl, { subject: 'The address', hint: '' }) }),
	signatureOf: () => ({}),
};
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

	it('keeps all else, and the name under which the address came', () => {
		const more = { method: 'POST' as const, headers: { a: 'b' }, body: { c: 1 } };
		expect(resolved({ ...more, url: '/x', baseURL: 'https://good.example' })).toEqual({
			...more,
			url: 'https://good.example/x',
		});
		expect(resolved({ ...more, uri: '/x' })).toEqual({ ...more, uri: 'https://good.example/x' });
		expect(resolved({ url: '', uri: '/x' })).toEqual({ url: 'https://good.example/x' });
	});
});

describe('what was checked is what is sent', () => {
	let servers: Server[];
	let arrived: string[];
	const port = (index: number) => (servers[index]?.address() as AddressInfo).port;

	beforeEach(async () => {
		arrived = [];
		servers = ['own', 'other'].map((name) =>
			createServer(({ url }, response) => {
				arrived.push(`${name} ${url}`);
				response.end();
			}),
		);
		for (const server of servers)
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(() => servers.forEach((server) => server.close().closeAllConnections()));

	it.each([
		['OWN/x?y=z#w', '', 'own /x?y=z'],
		['http:127.0.0.1:PORT/x', '', 'own /x'],
		['HTTP:/127.0.0.1:PORT/x', '', 'own /x'],
		['http:\\\\127.0.0.1:PORT\\x', '', 'own /x'],
		['//127.0.0.1:PORT/x', '', 'own /x'],
		['\\\\127.0.0.1:PORT/x', '', 'own /x'],
		['http://2130706433:PORT/x', '', 'own /x'],
		['http://127.1:PORT/x', '', 'own /x'],
		['http://１２７.0.0.1:PORT/x', '', 'own /x'],
		['http://ann:word@127.0.0.1:PORT/x', '', 'own /x'],
		['x', '', 'own /x'],
		['/x', '/base', 'own /base/x'],
		['x/y', '/base/', 'own /base/x/y'],
		['../x', '/base', 'own /x'],
		['/../../x', '/base', 'own /x'],
		['?a=b', '/base', 'own /base/?a=b'],
		['/ä b', '', 'own /%C3%A4%20b'],
		['/%2e%2e/x', '/base', 'own /x'],
		['@127.0.0.1:OTHER/', '', 'own /@127.0.0.1:OTHER/'],
		[' //127.0.0.1:OTHER/x', '', 'own /%20//127.0.0.1:OTHER/x'],
		['http://127.0.0.1:OTHER/x', '', undefined],
		['http:127.0.0.1:OTHER/x', '', undefined],
		['//127.0.0.1:OTHER/x', '', undefined],
		['\\/127.0.0.1:OTHER', '', undefined],
		['http://127.0.0.1:PORT@127.0.0.1:OTHER/', '', undefined],
		['http://localhost:PORT/x', '', undefined],
	])('%s below %j arrives at %s', async (pasted, path, where) => {
		const own = `http://127.0.0.1:${port(0)}`;
		const filled = (text: string) =>
			text
				.replace('OWN', own)
				.replace('PORT', String(port(0)))
				.replace('OTHER', String(port(1)));
		const options = ['url', 'uri'].map((name) => ({ [name]: filled(pasted), baseURL: own + path }));
		for (const given of [...options, { url: filled(pasted) }]) {
			arrived = [];
			const baseUrl = own + path;
			try {
				const { url, uri, ...request } = resolved(given, baseUrl) as ReturnType<typeof resolved> & {
					uri?: string;
				};
				await axios.request({ ...request, url: url ?? uri, proxy: false } as object);
			} catch (error) {
				if (!isOAuthProblem(error)) throw error;
			}
			expect(arrived).toEqual(where === undefined ? [] : [filled(where)]);
		}
	});
});
