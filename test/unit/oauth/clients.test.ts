import { withClient, type OAuthClient } from '../../../oauth/clients';
import type { HttpAnswer, HttpCall } from '../../../oauth/http';
import { OAuthProblem } from '../../../oauth/problems';
import { answer, sample } from '../../support/dialects';

const dialect = (provider: string) =>
	sample({
		provider,
		endpoints: {
			discoverClient: {
				method: 'GET',
				url: '{instanceUrl}/client',
				effect: 'safe',
				purpose: 'hand out the client',
			},
		},
	});

/** A server that hands out a client of its own to each who asks, and counts them. */
function server() {
	const asked: HttpCall[] = [];
	const send = async (request: HttpCall): Promise<HttpAnswer> => {
		asked.push(request);
		return answer(200, { client_id: `client-${asked.length}`, client_secret: 'mustnotleak' });
	};
	return { asked, send };
}

const id = async ({ clientId }: OAuthClient) => clientId;
const refusing =
	(providerCode: string, times = 1) =>
	async ({ clientId }: OAuthClient) => {
		if (times-- > 0) throw new OAuthProblem({ kind: 'refused', message: 'No', hint: 'Ask', providerCode });
		return clientId;
	};

let count = 0;
const fresh = () => `https://server-${++count}.example`;

it('asks a server once', async () => {
	const [{ asked, send }, url] = [server(), fresh()];
	for (const _ of [1, 2]) expect(await withClient(dialect('A'), url, send, id)).toBe('client-1');
	expect(asked).toHaveLength(1);
});

it.each([
	['another server', dialect('A'), fresh()],
	['another provider at the same address', dialect('B'), undefined],
])('asks again for %s', async (_, other, otherUrl) => {
	const [{ send }, url] = [server(), fresh()];
	await withClient(dialect('A'), url, send, id);
	expect(await withClient(other, otherUrl ?? url, send, id)).toBe('client-2');
});

it('takes the client that a server has since, once', async () => {
	const [{ asked, send }, url] = [server(), fresh()];
	await withClient(dialect('A'), url, send, id);
	expect(await withClient(dialect('A'), url, send, refusing('invalid_client'))).toBe('client-2');
	await expect(withClient(dialect('A'), url, send, refusing('invalid_client', 2))).rejects.toMatchObject({
		providerCode: 'invalid_client',
	});
	expect(asked).toHaveLength(3);
});

it('does not ask again for any other refusal', async () => {
	const [{ asked, send }, url] = [server(), fresh()];
	await withClient(dialect('A'), url, send, id);
	await expect(withClient(dialect('A'), url, send, refusing('invalid_grant'))).rejects.toMatchObject({
		providerCode: 'invalid_grant',
	});
	expect(asked).toHaveLength(1);
});
