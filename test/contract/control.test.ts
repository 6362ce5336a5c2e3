import { usePeerTube } from './peertube.client';
import { send } from './http';

const peerTube = usePeerTube();

const port = () => new URL(peerTube.sandbox.control).port;

/** Skips a minute at the provider, with these headers; gives back how it was answered, and whether it was done. */
async function skipAMinute(headers: Record<string, string>) {
	const body = { advanceSeconds: 60 };
	const url = `${peerTube.sandbox.control}/peertube/clock`;
	const { status, json } = await send('POST', url, { headers, body, asJson: true });
	const { advancedSeconds } = await peerTube.control('GET', '/peertube/clock');
	return { status, error: json.error as string | undefined, done: advancedSeconds === 60 };
}

describe('whom the control side obeys', () => {
	test.each<[string, () => Record<string, string>]>([
		['a program', () => ({})],
		['a program that says localhost', () => ({ Host: `localhost:${port()}` })],
		['a program that says LOCALHOST', () => ({ Host: `LOCALHOST:${port()}` })],
		['a program that says [::1]', () => ({ Host: `[::1]:${port()}` })],
		['a page of its own', () => ({ Origin: peerTube.sandbox.control, 'Sec-Fetch-Site': 'same-origin' })],
		['a typed address', () => ({ 'Sec-Fetch-Site': 'none' })],
	])('given %s, when it sets the clock, then it is set', async (_name, headers) => {
		expect(await skipAMinute(headers())).toEqual({ status: 200, error: undefined, done: true });
	});

	const another = 'http://localhost:1';

	test.each<[string, () => Record<string, string>, RegExp]>([
		['a name that leads here', () => ({ Host: `attacker.example:${port()}` }), /no "attacker\.example:\d+"/],
		['a name without the port', () => ({ Host: 'localhost' }), /no "localhost" here.*127\.0\.0\.1:\d+/],
		['the port of another', () => ({ Host: 'localhost:1' }), /no "localhost:1" here/],
		['a page of another site', () => ({ Origin: 'https://attacker.example' }), /https:\/\/attacker\.example/],
		['a page of nowhere', () => ({ Origin: 'null' }), /page of null may not/],
		['a page on another port', () => ({ Origin: another }), /page of http:\/\/localhost:\d may not/],
		[
			'a page under another of its names',
			() => ({ Origin: `http://localhost:${port()}` }),
			/may not control/,
		],
		['a form of another site', () => ({ 'Sec-Fetch-Site': 'cross-site' }), /page of another site may not/],
		['a form on another port', () => ({ 'Sec-Fetch-Site': 'same-site' }), /page of another site may not/],
	])('given %s, when it sets the clock, then 403 in words', async (_name, headers, words) => {
		const { status, error, done } = await skipAMinute(headers());
		expect({ status, done }).toEqual({ status: 403, done: false });
		expect(error).toMatch(words);
	});

	test('given a page of another site, when it resets or looks for what is there, then 403', async () => {
		const headers = { Origin: 'https://attacker.example', 'Sec-Fetch-Site': 'cross-site' };
		for (const [method, path] of [
			['POST', '/peertube/reset'],
			['GET', '/health'],
			['GET', '/nowhere'],
		] as const) {
			expect((await send(method, peerTube.sandbox.control + path, { headers })).status).toBe(403);
		}
	});

	test('given a forwarded host, when the real one is foreign, then 403', async () => {
		const headers = { Host: 'attacker.example', 'X-Forwarded-Host': `localhost:${port()}` };
		expect(await skipAMinute(headers)).toMatchObject({ status: 403, done: false });
	});
});
