import { setImmediate as turn } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { HttpAnswer, HttpCall } from '../../../oauth/http';
import { sessionSource, type Account, type Session } from '../../../oauth/sessions';
import { TokenKeeper, type Stored } from '../../../oauth/tokenKeeper';
import { peerTube } from '../../../nodes/PeerTube/peerTube.dialect';
import { OAuthProblem } from '../../../oauth/problems';

/** The rules of PeerTube's token endpoint that matter here: both tokens rotate, the old ones die at once. */
class Server {
	readonly log: string[] = [];
	now = Date.parse('2030-01-01T00:00:00Z');
	lifetime = 3600;
	fail?: (call: HttpCall) => HttpAnswer | undefined;
	private issued = 0;
	private living = { access: '', refresh: '' };

	send = async (call: HttpCall): Promise<HttpAnswer> => {
		await new Promise((resolve) => setImmediate(resolve));
		const failed = this.fail?.(call);
		this.log.push(failed ? `${call.endpoint} failed` : call.endpoint);
		return failed ?? this.answer(call);
	};

	/** As if somebody had signed the session out. */
	kill() {
		this.living = { access: '', refresh: '' };
	}

	private answer({ endpoint, body, headers }: HttpCall): HttpAnswer {
		if (endpoint === 'discoverClient') return json(200, { client_id: 'id', client_secret: 'secret' });
		if (endpoint === 'probe')
			return json(headers.authorization === `Bearer ${this.living.access}` ? 200 : 401, {});
		const refreshToken = new URLSearchParams(body).get('refresh_token');
		if (endpoint === 'refresh' && refreshToken !== this.living.refresh) {
			return json(400, { code: 'invalid_grant', detail: 'refresh token is invalid' });
		}
		this.issued++;
		this.living = { access: `access-${this.issued}`, refresh: `refresh-${this.issued}` };
		const { access: access_token, refresh: refresh_token } = this.living;
		return json(200, {
			access_token,
			refresh_token,
			expires_in: this.lifetime,
			refresh_token_expires_in: 1209599,
		});
	}
}

const json = (status: number, body: object): HttpAnswer => ({
	status,
	headers: {},
	body: JSON.stringify(body),
});

function given() {
	const server = new Server();
	const now = () => server.now;
	const tokens = new TokenKeeper<Session>(now);
	const account: Account = {
		instanceUrl: `https://${randomUUID()}.example`,
		signInInputs: () => ({ username: 'alice', password: 'a password' }),
		fingerprint: 'alice',
	};
	const sourceOf = (who: Account) => sessionSource(peerTube, who, server.send, now);
	/** As n8n stores it; that of another account is not ours. */
	const storedFor = ({ fingerprint }: Account, session?: Session): Stored<Session> =>
		session && session.fingerprint !== fingerprint ? { isOfAnother: true } : { tokens: session };
	const keeper = {
		accessToken: (who: Account, session?: Session) =>
			tokens.usable(who.fingerprint, storedFor(who, session))?.accessToken,
	};
	const renew = async (stored?: Session, who = account) =>
		await tokens.renew(sourceOf(who), storedFor(who, stored));
	const look = async (session: Session) => await tokens.look(sourceOf(account), session);
	const signedIn = async () => {
		const session = (await renew()) as Session;
		keeper.accessToken(account, session);
		server.log.length = 0;
		return session;
	};
	return { server, keeper, account, renew, look, signedIn };
}

describe('keeping a session', () => {
	it('signs in when there is none, asking for the client once', async () => {
		const { server, keeper, account, renew } = given();
		const session = await renew();
		expect(server.log).toEqual(['discoverClient', 'signIn']);
		expect(keeper.accessToken(account, session)).toBe('access-1');
	});

	it.each([
		[3600, 3539, 'access-1'],
		[3600, 3541, undefined],
		[10, 4.9, 'access-1'],
		[10, 5.1, undefined],
		[0, 0.4, 'access-1'],
		[0, 0.6, undefined],
	])('a token of %d s is after %d s: %s', async (lifetime, seconds, usable) => {
		const { server, keeper, account, renew } = given();
		server.lifetime = lifetime;
		const session = await renew();
		server.now += seconds * 1000;
		expect(keeper.accessToken(account, session)).toBe(usable);
	});

	it('refreshes before expiry and does not sign in', async () => {
		const { server, keeper, account, renew, signedIn } = given();
		const session = await signedIn();
		server.now += 3_599_000;
		const renewed = await renew(session);
		expect(server.log).toEqual(['refresh']);
		expect(keeper.accessToken(account, renewed)).toBe('access-2');
	});

	it.each([
		['an hour later', 3_600_000],
		['at once', 0],
	])('%s: probes a token that is alive by the clock and leaves a living one alone', async (_, later) => {
		const { server, renew, signedIn } = given();
		server.lifetime = 86_400;
		const session = await signedIn();
		server.now += later;
		expect(await renew(session)).toBeUndefined();
		expect(server.log).toEqual(['probe']);
	});

	it.each([500, 429, 404])(
		'takes HTTP %d of the probe for no proof that the token is dead',
		async (status) => {
			const { server, renew, signedIn } = given();
			const session = await signedIn();
			server.fail = ({ endpoint }) => (endpoint === 'probe' ? json(status, {}) : undefined);
			expect(await renew(session)).toBeUndefined();
		},
	);

	it('signs in once when the refresh token is refused', async () => {
		const { server, renew, signedIn } = given();
		const session = await signedIn();
		server.kill();
		expect((await renew(session))?.tokens.accessToken).toBe('access-2');
		expect(server.log).toEqual(['probe', 'refresh', 'signIn']);
	});

	it('does not even try a refresh token that has expired', async () => {
		const { server, renew, signedIn } = given();
		const session = await signedIn();
		server.now += 1_209_600_000;
		await renew(session);
		expect(server.log).toEqual(['signIn']);
	});

	it('drops a session when the credential has been edited', async () => {
		const { server, keeper, account, renew, signedIn } = given();
		const session = await signedIn();
		const edited = { ...account, fingerprint: 'alice with another password' };
		expect(keeper.accessToken(edited, session)).toBeUndefined();
		await renew(session, edited);
		expect(server.log).toEqual(['signIn']);
	});

	it('asks for the client again when the server has another one since, once', async () => {
		const { server, renew, signedIn } = given();
		const session = await signedIn();
		server.now += 3_599_000;
		let refused = 0;
		server.fail = ({ endpoint }) =>
			endpoint === 'refresh' && refused++ === 0
				? json(400, { code: 'invalid_client', detail: '' })
				: undefined;
		expect((await renew(session))?.tokens.accessToken).toBe('access-2');
		expect(server.log).toEqual(['refresh failed', 'discoverClient', 'refresh']);
	});
});

describe('many at once', () => {
	it('one sign-in for a hundred first uses', async () => {
		const { server, renew } = given();
		const sessions = await Promise.all(Array.from({ length: 100 }, async () => await renew()));
		expect(server.log.filter((endpoint) => endpoint === 'signIn')).toHaveLength(1);
		expect(new Set(sessions.map((session) => session?.tokens.accessToken))).toEqual(new Set(['access-1']));
	});

	it('one refresh for a hundred, some of which come with the spent token after it is over', async () => {
		const { server, renew, signedIn } = given();
		const session = await signedIn();
		server.now += 3_599_000;
		const early = await Promise.all(Array.from({ length: 50 }, async () => await renew(session)));
		const late = await Promise.all(Array.from({ length: 50 }, async () => await renew(session)));
		expect(server.log).toEqual(['refresh']);
		for (const renewed of [...early, ...late]) expect(renewed?.tokens.accessToken).toBe('access-2');
	});

	it('leads a late joiner over several generations to the newest, never back', async () => {
		const { server, renew, signedIn } = given();
		const first = await signedIn();
		server.now += 3_599_000;
		const second = await renew(first);
		server.now += 3_599_000;
		const third = await renew(second);
		expect(await renew(first)).toEqual(third);
		expect(await renew(second)).toEqual(third);
		expect(server.log).toEqual(['refresh', 'refresh']);
	});

	it('refreshes once for those who hold different generations of one session', async () => {
		const { server, renew, signedIn } = given();
		const first = await signedIn();
		server.now += 3_599_000;
		const second = await renew(first);
		server.now += 3_599_000;
		const renewed = await Promise.all([renew(first), renew(second), renew(first)]);
		expect(server.log).toEqual(['refresh', 'refresh']);
		expect(new Set(renewed.map((session) => session?.tokens.accessToken))).toEqual(new Set(['access-3']));
	});

	it('takes a token that a server issues a second time for what it is now', async () => {
		const { server, keeper, account, renew } = given();
		let issued = 0;
		server.fail = ({ endpoint }) =>
			endpoint === 'discoverClient'
				? undefined
				: json(200, { access_token: ['a', 'b'][issued++ % 2], refresh_token: `r${issued}`, expires_in: 100 });
		let session = await renew();
		for (const expected of ['b', 'a', 'b', 'a']) {
			server.now += 90_000;
			session = await renew(session);
			expect(keeper.accessToken(account, session)).toBe(expected);
		}
	});

	it('gives a first session that could not be stored to the next who asks', async () => {
		const { server, renew } = given();
		const session = await renew();
		server.now += 600_000;
		expect(await renew()).toEqual(session);
		expect(server.log).toEqual(['discoverClient', 'signIn']);
	});

	it('starts a session of its own for a second credential on the same account', async () => {
		const { server, renew, signedIn } = given();
		await signedIn();
		server.now += 3100;
		expect((await renew())?.tokens.accessToken).toBe('access-2');
		expect(server.log).toEqual(['signIn']);
	});
});

describe('refusals and failures', () => {
	const wrongPassword = ({ endpoint }: HttpCall) =>
		endpoint === 'signIn'
			? json(400, { code: 'invalid_grant', detail: 'user credentials are invalid' })
			: undefined;

	it('a wrong password costs one attempt, however many items ask', async () => {
		const { server, renew } = given();
		server.fail = wrongPassword;
		const all = Array.from({ length: 100 }, async (_, index) => {
			if (index > 50) await turn();
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
			description: expect.stringContaining(
				'Nothing was sent this time: the next attempt follows in 30 seconds',
			),
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
			description: expect.stringContaining('follows in 40 seconds'),
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
		server.fail = ({ endpoint }) => (endpoint === 'signIn' ? json(502, {}) : undefined);
		await expect(renew()).rejects.toThrow();
		await expect(renew()).rejects.toThrow();
		expect(server.log).toEqual(['discoverClient', 'signIn failed']);
		server.now += 5001;
		server.fail = undefined;
		expect((await renew())?.tokens.accessToken).toBe('access-1');
	});

	it.each([
		['a 503', () => json(503, {})],
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
		server.fail = ({ endpoint }) => (endpoint === 'refresh' ? json(503, {}) : undefined);
		const refreshesWithin = async (seconds: number) => {
			const before = server.log.length;
			for (const end = server.now + seconds * 1000; server.now < end; server.now += 100) {
				await expect(renew(session)).rejects.toMatchObject({ name: 'OAuthProblem' });
			}
			return server.log.length - before;
		};
		expect(await refreshesWithin(1)).toBe(1);
		expect(await refreshesWithin(299)).toBeLessThanOrEqual(14);
	});
});
