import { serverUrl, type ServerUrlField } from '../../../oauth/serverUrl';

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
		['http://[::1]:4801/', 'http://[::1]:4801'],
		['[::1]', 'https://[::1]'],
		['bücher.example', 'https://xn--bcher-kva.example'],
		['ａ.example', 'https://a.example'],
		['https://a.example/x?y=z#w', 'https://a.example/x'],
		['https://a.example/x/../y', 'https://a.example/y'],
		['https://a.exa\nmple', 'https://a.example'],
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
		['two mustnotleak.example'],
		['https://'],
		['https:mustnotleak.example'],
		['https:/mustnotleak.example'],
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
		[{ url: 'mustnotleak' }],
	])('%j is none, and is not repeated', (pasted) => {
		expect(() => serverUrl(pasted, field)).toThrow(
			expect.objectContaining({ kind: 'input', message: 'The address is not a web address' }),
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
		expect(() => serverUrl(`https://a.example/${slashes}x${slashes}`, field)).toThrow('not a web address');
		expect(serverUrl(`https://a.example/${'/'.repeat(1000)}x${'/'.repeat(1000)}`, field)).toMatch(/x$/);
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(100);
	});
});
