import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { found, listen, secretsOf, traces } from '../../../support/leaks';
import type { Control } from '../../../support/control';
import type { Step, TestN8n } from '../../../support/testN8n';

const SECRET = 'mustnotleak-secret-value';
const asked = [{ path: '/before', query: { token: SECRET } }];
const control = { requests: async () => asked } as unknown as Control;
const tracesOf = async (error?: Error) =>
	found(await traces(control, { items: [], json: [], error: error as never }), [SECRET]);

describe('the search for secrets', () => {
	beforeEach(async () => await listen(control));
	afterEach(() => jest.restoreAllMocks());

	it('knows those of credentials and parameters, in JSON, in lists and in callback URLs', () => {
		const stored = new Map([['a', { data: { apiKey: 'mustnotleak-1', clientId: 'not secret' } }]]);
		const n8n = { credentials: { stored } } as unknown as TestN8n;
		const parameters = {
			tokenSet: '{"refreshToken":"mustnotleak-2","expiresAt":"2026-01-01T00:00:00Z"}',
			code: 'https://app.example/callback?code=mustnotleak-3&state=mustnotleak-4',
			options: [{ password: 'mustnotleak-5' }],
			tokenTypeHint: 'refresh_token',
		};
		const step = { type: 'peerTube', parameters } as unknown as Step;
		expect(secretsOf(n8n, step)).toEqual([1, 2, 3, 4, 5].map((n) => `mustnotleak-${n}`));
	});

	it('finds nothing where nothing is, and overlooks what was asked for before', async () => {
		expect(await tracesOf()).toEqual([]);
	});

	it.each([
		['on the console', () => console.log({ deep: [SECRET] })],
		['in an error on the console', () => console.error(new Error(SECRET))],
		['by another way to the console', () => console.dir({ deep: { map: new Map([['token', SECRET]]) } })],
		['in what is written past the console', () => process.stderr.write(`${SECRET}\n`)],
		['in the cause of an error', () => console.error(new Error('failed', { cause: new Error(SECRET) }))],
		['in a header', () => console.log(`Basic ${Buffer.from(`id:${SECRET}`).toString('base64')}`)],
		["in n8n's log", () => Container.get(Logger).debug('words', { cause: new Error(SECRET) })],
	])('finds one %s', async (_, write) => {
		write();
		expect(await tracesOf()).toEqual([`log: ${SECRET}`]);
	});

	it('finds one in an address', async () => {
		asked.push({ path: `/tokens/${SECRET}`, query: { token: '' } });
		expect(await tracesOf()).toEqual([`addresses: ${SECRET}`]);
	});

	it('finds one in the description of an error, and in its stack', async () => {
		const told = Object.assign(new Error('failed'), { description: SECRET });
		expect(await tracesOf(told)).toEqual([`error: ${SECRET}`]);
		expect(await tracesOf(new Error(SECRET))).toEqual([`error: ${SECRET}`]);
	});
});
