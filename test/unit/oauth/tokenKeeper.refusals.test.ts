import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HttpCall } from '../../../oauth/http';
import { OAuthProblem } from '../../../oauth/problems';
import { answer } from '../../support/dialects';
import { keptAccount as given } from '../../support/sessionServer';

describe('refusals and failures', () => {
	const wrongPassword = ({ endpoint }: HttpCall) =>
		endpoint === 'signIn'
			? answer(400, { code: 'invalid_grant', detail: 'user credentials are invalid' })
			: undefined;

	it('a wrong password costs one attempt, however many items ask', async () => {
		const { server, renew } = given();
		server.fail = wrongPassword;
		const all = Array.from({ length: 100 }, async (_, index) => {
			for (let turns = index; turns > 50; turns--) await nextTurn();
			return await renew();
		});
		const results = await Promise.allSettled(all);
		expect(results.every(({ status }) => status === 'rejected')).toBe(true);
		expect(server.log).toEqual(['discoverClient', 'signIn failed']);
	});

	it('says that it did not ask again, and does so after half a minute or an edit', async () => {
		const { server, account, renew } = given();
		server.fail = wrongPassword;
		await expect(renew()).rejects.toMatchObject({
			message: 'PeerTube does not know this user name and password',
		});
		await expect(renew()).rejects.toMatchObject({
			providerCode: 'invalid_grant',
			description: expect.stringContaining('Nothing was sent this time: try again in 30 seconds'),
		});
		await expect(renew(undefined, { ...account, fingerprint: 'edited' })).rejects.toThrow();
		server.now += 30_001;
		await expect(renew()).rejects.toThrow();
		expect(server.log).toEqual(['discoverClient', 'signIn failed', 'signIn failed', 'signIn failed']);
	});

	it('waits as long as the server asks to', async () => {
		const { server, renew } = given();
		server.fail = ({ endpoint }) =>
			endpoint === 'signIn'
				? { status: 429, headers: { 'retry-after': '240' }, body: '<p>Slow down</p>' }
				: undefined;
		await expect(renew()).rejects.toMatchObject({ kind: 'rateLimited', retryAfterSeconds: 240 });
		server.now += 200_000;
		await expect(renew()).rejects.toMatchObject({
			description: expect.stringContaining('try again in 40 seconds'),
		});
		expect(server.log).toEqual(['discoverClient', 'signIn failed']);
	});

	it('does not wait for a year because a server asks to', async () => {
		const { server, renew } = given();
		server.fail = ({ endpoint }) =>
			endpoint === 'signIn' ? { status: 429, headers: { 'retry-after': '31536000' }, body: '' } : undefined;
		await expect(renew()).rejects.toMatchObject({ kind: 'rateLimited' });
		server.now += 3_600_001;
		server.fail = undefined;
		expect((await renew())?.tokens.accessToken).toBe('access-1');
	});

	it('does not wait longer because the clock was set back', async () => {
		const { server, renew } = given();
		server.fail = wrongPassword;
		await expect(renew()).rejects.toThrow();
		server.now -= 7_200_000;
		server.fail = undefined;
		expect((await renew())?.tokens.accessToken).toBe('access-1');
	});

	it('counts a sign-in whose answer was lost: the other items of the run do not try again', async () => {
		const { server, renew } = given();
		server.fail = ({ endpoint }) => (endpoint === 'signIn' ? answer(502, {}) : undefined);
		await expect(renew()).rejects.toThrow();
		await expect(renew()).rejects.toThrow();
		expect(server.log).toEqual(['discoverClient', 'signIn failed']);
		server.now += 5001;
		server.fail = undefined;
		expect((await renew())?.tokens.accessToken).toBe('access-1');
	});

	it.each([
		['a 503', () => answer(503, {})],
		['HTML', () => ({ status: 200, headers: {}, body: '<html>' })],
		[
			'no answer',
			() => {
				throw new OAuthProblem({ kind: 'unreachable', message: 'no', hint: 'no' });
			},
		],
	])('keeps the session through %s and succeeds the next time', async (_, fail) => {
		const { server, renew, signedIn } = given();
		const session = await signedIn();
		server.now += 3_599_000;
		server.fail = ({ endpoint }) => (endpoint === 'refresh' ? fail() : undefined);
		await expect(renew(session)).rejects.toMatchObject({ name: 'OAuthProblem' });
		server.fail = undefined;
		server.now += 1001;
		expect((await renew(session))?.tokens.accessToken).toBe('access-2');
		expect(server.log.filter((endpoint) => endpoint === 'signIn')).toEqual([]);
	});

	it('asks a server that fails ever less often: a second of trying once, five minutes at most 15 times', async () => {
		const { server, renew, signedIn } = given();
		const session = await signedIn();
		server.now += 3_599_000;
		server.fail = ({ endpoint }) => (endpoint === 'refresh' ? answer(503, {}) : undefined);
		const refreshesWithin = async (seconds: number) => {
			const before = server.log.length;
			let succeeded = 0;
			for (const end = server.now + seconds * 1000; server.now < end; server.now += 100) {
				await renew(session).then(
					() => succeeded++,
					() => undefined,
				);
			}
			expect(succeeded).toBe(0);
			return server.log.length - before;
		};
		expect(await refreshesWithin(1)).toBe(1);
		expect(await refreshesWithin(299)).toBeLessThanOrEqual(14);
	});
});
