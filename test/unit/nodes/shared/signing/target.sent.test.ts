import axios from 'axios';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toOwnServer, type SignableOptions } from '../../../../../nodes/shared/signing/target';
import type { ApiKeySignIn } from '../../../../../nodes/shared/signing/signIn';
import { isOAuthProblem } from '../../../../../oauth/problems';
import { sample } from '../../../../support/dialects';

const signIn: ApiKeySignIn = {
	kind: 'apiKey',
	type: 'sampleApi',
	dialect: sample(),
	serverOf: ({ baseUrl }) => ({ baseUrl: String(baseUrl) }),
	signatureOf: () => ({}),
};
const resolved = (options: SignableOptions, baseUrl: string) => toOwnServer(signIn, { baseUrl }, options);

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
