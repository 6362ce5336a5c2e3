import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { withFields } from '../support/peerTube';
import { TestN8n } from '../support/testN8n';

/** Token answers as servers and what stands before them write them, read by a node in n8n. */
let n8n: TestN8n;
let server: Server;
let refreshes = 0;
let answer: { status: number; body: Uint8Array; headers?: Record<string, string> };

beforeAll(async () => {
	n8n = await TestN8n.load();
	server = createServer((request, response) => {
		const isClient = request.url?.endsWith('/oauth-clients/local');
		const { status, body, headers } = isClient
			? { status: 200, body: Buffer.from('{"client_id":"demo","client_secret":"demo"}'), headers: {} }
			: answer;
		request
			.resume()
			.on('end', () =>
				response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
			);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

async function refreshed(sent: typeof answer) {
	answer = sent;
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	// What came of one that is spent would come again.
	const step = withFields('session:refresh', url, { refreshToken: `demo-${++refreshes}` });
	return (await n8n.run([{}], { ...step, onError: 'continueRegularOutput' })).json[0];
}

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();
const spellings: Array<[string, (text: string) => Uint8Array, Record<string, string>?]> = [
	['with a mark', (text) => Buffer.from(`\ufeff${text}`)],
	['with a mark and gzip', (text) => gzipSync(`\ufeff${text}`), { 'content-encoding': 'gzip' }],
	['in UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
	['in UTF-16, the other way round', (text) => bigEndian(`\ufeff${text}`)],
	[
		'in UTF-16 without a mark',
		(text) => Buffer.from(text, 'utf16le'),
		{ 'content-type': 'application/json; charset=utf-16le' },
	],
];

describe.each(spellings)('an answer %s', (_, spell, headers) => {
	it('keeps its tokens', async () => {
		const body = spell(JSON.stringify({ access_token: 'new', refresh_token: 'newer', expires_in: 60 }));
		expect(await refreshed({ status: 200, body, headers })).toMatchObject({
			accessToken: 'new',
			refreshToken: 'newer',
		});
	});

	it.each([200, 400])('says its error with the status %s', async (status) => {
		const body = spell(JSON.stringify({ error: 'invalid_grant', code: 'invalid_grant', detail: 'x' }));
		expect(await refreshed({ status, body, headers })).toMatchObject({
			error: {
				message: expect.stringContaining('This PeerTube session is over'),
				kind: 'refused',
				httpStatus: status,
			},
		});
	});
});
