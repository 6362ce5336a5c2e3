import { discoverClient, withClient } from '../../../oauth/clients';
import { readTokens } from '../../../oauth/tokens';
import { peerTube } from '../../../nodes/PeerTube/peerTube.dialect';
import { answer, call, sample } from '../../support/dialects';

const unreadable = expect.objectContaining({ kind: 'unreadable', outcomeUnknown: true });
const read = (body: object) => readTokens(sample(), call(), answer(200, body), { sentAt: 0 });

describe('tokens of a server', () => {
	it('as long as a header can be are taken', () => {
		const token = 'x'.repeat(65_536);
		expect(read({ access_token: token, refresh_token: token })).toMatchObject({ refreshToken: token });
	});

	it.each([
		['an access token', { access_token: 'x'.repeat(65_537) }],
		['a refresh token', { access_token: 'a', refresh_token: 'x'.repeat(65_537) }],
		['something else', { access_token: 'a', extra: 'x'.repeat(4_800_000) }],
	])('with %s that is longer are an answer that cannot be read', (_, body) => {
		expect(() => read(body)).toThrow(unreadable);
	});
});

describe('the client of a server', () => {
	const handing = (client: object) => async () => answer(200, client);
	let servers = 0;
	const next = () => `https://lengths-${servers++}.example`;

	it.each([
		['ID', { client_id: 'x'.repeat(4_800_000), client_secret: 's' }],
		['secret', { client_id: 'i', client_secret: 'x'.repeat(1025) }],
	])('with an absurdly long %s is refused, and not remembered', async (_, client) => {
		const instanceUrl = next();
		await expect(discoverClient(peerTube, instanceUrl, handing(client))).rejects.toMatchObject({
			kind: 'unreadable',
		});
		const good = { client_id: 'i', client_secret: 's' };
		expect(await withClient(peerTube, instanceUrl, handing(good), async (found) => found)).toEqual({
			clientId: 'i',
			clientSecret: 's',
		});
	});

	it('is taken without what else was said', async () => {
		const client = { client_id: 'i', client_secret: 's', more: 'x'.repeat(100_000) };
		expect(await discoverClient(peerTube, next(), handing(client))).toEqual({
			clientId: 'i',
			clientSecret: 's',
		});
	});
});
