import { answer } from '../../support/dialects';
import { keptAccount as given } from '../../support/sessionServer';

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
				: answer(200, {
						access_token: ['a', 'b'][issued++ % 2],
						refresh_token: `r${issued}`,
						expires_in: 100,
					});
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
