import fc from 'fast-check';
import { serverUrl, type ServerUrlField } from '../../../oauth/serverUrl';
import { problemOf } from '../../support/dialects';

const field: ServerUrlField = { subject: 'The address', hint: 'Enter another.' };

describe('the address of a server, as people paste it', () => {
	it.each([
		['https://a.example', 'https://a.example'],
		['  https://a.example/ \n', 'https://a.example'],
		['a.example', 'https://a.example'],
		['a.example/api//', 'https://a.example/api'],
		['//a.example', 'https://a.example'],
		['https:///a.example', 'https://a.example'],
		['https://a.example\\api', 'https://a.example/api'],
		['HTTPS://A.Example/Api', 'https://a.example/Api'],
		['https://a.example:443/', 'https://a.example'],
		['http://a.example:80', 'http://a.example'],
		['http://a.example:443', 'http://a.example:443'],
		['a.example:8443', 'https://a.example:8443'],
		['my-server:8080', 'https://my-server:8080'],
		['http://my-server', 'http://my-server'],
		['localhost', 'https://localhost'],
		['localhost:3000', 'https://localhost:3000'],
		['127.0.0.1', 'https://127.0.0.1'],
		['192.168.1.50:9000/api', 'https://192.168.1.50:9000/api'],
		['1.example', 'https://1.example'],
		['https://a1', 'https://a1'],
		['https://10.0.0.1.nip.example', 'https://10.0.0.1.nip.example'],
		['http://[::1]:4801/', 'http://[::1]:4801'],
		['[::1]', 'https://[::1]'],
		['bücher.example', 'https://xn--bcher-kva.example'],
		['ａ.example', 'https://a.example'],
		['https://a.example/x?y=z#w', 'https://a.example/x'],
		['https://a.exa\u200b\u00admple', 'https://a.example'],
		['\ufeff\u00a0https://a.example\u200b\r\n', 'https://a.example'],
		['"https://a.example/api/"', 'https://a.example/api'],
		["'https://a.example',", 'https://a.example'],
		['<https://a.example>', 'https://a.example'],
		['“https://a.example”', 'https://a.example'],
		['`a.example`', 'https://a.example'],
		['https:/a.example', 'https://a.example'],
		['https//a.example', 'https://a.example'],
		['https;//a.example', 'https://a.example'],
		['http:/a.example:8080', 'http://a.example:8080'],
		['HTTP//a.example', 'http://a.example'],
		['://a.example', 'https://a.example'],
		['https://https://a.example', 'https://a.example'],
		['https://http://a.example', 'http://a.example'],
		['https://a.example?a=1', 'https://a.example'],
		['https://a.example/api#top', 'https://a.example/api'],
		['https.example', 'https://https.example'],
		['http-api.example', 'https://http-api.example'],
	])('%j is %s', (pasted, url) => {
		expect(serverUrl(pasted, field)).toBe(url);
	});

	it.each([[''], ['  '], [undefined], [null]])('%j is empty', (pasted) => {
		expect(() => serverUrl(pasted, field)).toThrow(
			expect.objectContaining({
				kind: 'input',
				message: 'The address is empty',
				description: 'Enter another.',
			}),
		);
	});

	it.each([
		['mustnotleak'],
		['192.168.1'],
		['https://mustnotleak.example/{{$json.path}}'],
		['https://192.168.001.010'],
		['https://1.2.3.4.5'],
		['https://127.1'],
		['https://2130706433'],
		['https://0x7f.1'],
		['https://a.example.1'],
		['https://.mustnotleak.example'],
		['https://mustnotleak..example'],
		['...'],
		['two mustnotleak.example'],
		['https://'],
		['https:mustnotleak.example'],
		['https:8443'],
		['http:8080'],
		['http'],
		['https/mustnotleak.example'],
		['htps://mustnotleak.example'],
		['/mustnotleak.example'],
		['https://mustnotleak.example\nhttps://b.example'],
		['mustnotleak.example, b.example'],
		['https://{mustnotleak}.example'],
		['https://mustnotleak.example/a b'],
		['https://mustnotleak.example/x/../y'],
		['https://mustnotleak.example/x/%2e'],
		['ftp://mustnotleak.example'],
		['javascript:mustnotleak()'],
		['javascript://mustnotleak.example/%0a'],
		['blob:https://mustnotleak.example'],
		['mailto:ann@mustnotleak.example'],
		['ann@mustnotleak.example'],
		['https://ann:mustnotleak@a.example'],
		['https://:mustnotleak@a.example'],
		['https://a.example:mustnotleak'],
		['https://a.example:99999'],
	])('%j is none, and is not repeated', (pasted) => {
		expect(() => serverUrl(pasted, field)).toThrow(
			expect.objectContaining({ kind: 'input', message: 'The address is not a web address' }),
		);
	});

	it.each([[{ url: 'mustnotleak' }], [['mustnotleak.example']], [true]])('%j is no text', (pasted) => {
		expect(() => serverUrl(pasted, field)).toThrow(
			expect.objectContaining({ kind: 'input', message: 'The address is not text' }),
		);
	});

	it.each([
		['https://a.example/api/v1', 'https://a.example'],
		['a.example/', 'https://a.example'],
	])('%j is %s where servers have no path', (pasted, url) => {
		expect(serverUrl(pasted, { ...field, isRoot: true })).toBe(url);
	});

	it.each([
		['https://a.example/v2', 'https://a.example'],
		['https://a.example/v2/', 'https://a.example'],
		['https://a.example/api/v2?x=y', 'https://a.example/api'],
		['https://a.example//v2', 'https://a.example'],
		['https://a.example/api//v2//', 'https://a.example/api'],
		['https://a.example/v2/v2', 'https://a.example/v2'],
		['https://a.example/xv2', 'https://a.example/xv2'],
		['https://a.example/v2/x', 'https://a.example/v2/x'],
	])('%j is %s where requests begin with /v2', (pasted, url) => {
		expect(serverUrl(pasted, { ...field, droppedEnd: '/v2' })).toBe(url);
	});

	it('takes no time for a hundred thousand slashes', () => {
		const before = process.cpuUsage();
		const slashes = '/'.repeat(100_000);
		expect(() => serverUrl(`https://a.example/${slashes}x${slashes}`, field)).toThrow('too long');
		expect(serverUrl(`https://a.example/${'/'.repeat(1000)}x${'/'.repeat(1000)}`, field)).toMatch(/x$/);
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(100);
	});

	const host = fc.constantFrom(
		'a.example',
		'my-host:8443',
		'localhost',
		'127.0.0.1:80',
		'[::1]:4801',
		'bücher.example',
	);
	const path = fc.constantFrom('', '/', '/api', '/api/v1/', '/v2', '//x//');
	const scheme = fc.constantFrom('', 'https://', 'HTTPS://', 'https:/', 'https//', 'https:///', 'https:\\\\');
	const blank = fc
		.array(fc.constantFrom(...' \n\t\u00a0\u200b\u200d\u2060\ufeff\u3000\u00ad"\'<>“”'), { maxLength: 4 })
		.map((signs) => signs.join(''));
	const rest = fc.constantFrom('', '?a=1', '#top', '?', '/?x=/y#z', ',');

	it('is read as meant, whatever stands around it and behind it', () => {
		fc.assert(
			fc.property(host, path, scheme, rest, blank, blank, (name, at, start, more, left, right) => {
				const meant = new URL(`https://${name}${at}`);
				expect(serverUrl(left + start + name + at + more + right, field)).toBe(
					meant.origin + meant.pathname.replace(/\/+$/, ''),
				);
			}),
		);
	});

	it('is an address without anything that does not belong to one, or refused by its name', () => {
		const typed = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.stringMatching(/^["< ]?(https?)?[:;]?[\\/]{0,3}[a-c.:@/?#\]["\s]{0,20}$/),
			fc.webUrl({ withQueryParameters: true, withFragments: true }),
			fc.anything(),
		);
		fc.assert(
			fc.property(typed, (pasted) => {
				const problem = problemOf(() => {
					const read = serverUrl(pasted, field);
					const { protocol, username, password, search, hash, pathname, origin } = new URL(read);
					expect(protocol).toMatch(/^https?:$/);
					expect([username, password, search, hash]).toEqual(['', '', '', '']);
					expect(read).toBe(origin + (pathname === '/' ? '' : pathname));
					expect(serverUrl(read, field)).toBe(read);
				});
				if (problem) expect(problem.message).toMatch(/^The address [a-z]/);
			}),
			{ numRuns: 2000 },
		);
	});
});
