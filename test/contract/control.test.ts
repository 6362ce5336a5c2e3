import { usePeerTube } from './peertube.client';
import type { ControlRequest } from '../../sandbox/shared/directory';
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

describe('who asks the control side without a connection', () => {
	test.each<[string, ControlRequest]>([
		['a question', { method: 'GET', path: '/peertube/settings' }],
		['a change', { method: 'PATCH', path: '/peertube/settings', body: { signInLimit: 7 } }],
		[
			'a path with a name in it',
			{ method: 'PUT', path: '/peertube/users/dora%2Eb', body: { password: 'demo' } },
		],
		['a change of nothing there is', { method: 'PATCH', path: '/peertube/settings', body: { limit: 1 } }],
		['somebody who is not there', { method: 'POST', path: '/peertube/tokens', body: { username: 'nobody' } }],
		['a path that is none', { method: 'GET', path: '/peertube/nothing' }],
		['a method that is none', { method: 'DELETE', path: '/peertube/settings' }],
	])('given %s, when asked both ways, then the answers are the same', async (_name, request) => {
		const { method, path, body } = request;
		const asked = await peerTube.sandbox.ask(request);
		await peerTube.reset();
		const { status, json } = await send(method, peerTube.sandbox.control + path, {
			body: body as never,
			asJson: true,
		});
		expect(asked).toEqual({ status, body: json });
	});

	test('given an answer, when the provider goes on, then the answer stays as it was', async () => {
		const { body } = await peerTube.sandbox.ask({ method: 'GET', path: '/peertube/counters' });
		const before = JSON.stringify(body);
		await peerTube.signIn('alice');
		expect(JSON.stringify(body)).toBe(before);
	});
});
