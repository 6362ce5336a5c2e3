import { answer } from '../../support/dialects';
import { keptAccount as given } from '../../support/sessionServer';

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
			server.fail = ({ endpoint }) => (endpoint === 'probe' ? answer(status, {}) : undefined);
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
				? answer(400, { code: 'invalid_client', detail: '' })
				: undefined;
		expect((await renew(session))?.tokens.accessToken).toBe('access-2');
		expect(server.log).toEqual(['refresh failed', 'discoverClient', 'refresh']);
	});
});
