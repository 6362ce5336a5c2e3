import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { fuseSign } from '../../../../../nodes/FuseSign/fuseSign.dialect';
import { systemTime } from '../../../../../nodes/shared/http/systemTime';
import { OAuth2Signer } from '../../../../../nodes/shared/signing/oAuth2Signer';
import type { OAuth2SignIn } from '../../../../../nodes/shared/signing/signIn';
import { answer } from '../../../../support/dialects';
import { movableTime } from '../../../../support/movableTime';

/** A look that shows nothing. */
const looks = async () => answer(503, '');
const SERVER = 'https://sample.example';
const time = movableTime();

const signIn: OAuth2SignIn = {
	kind: 'oAuth2',
	type: 'sampleOAuth2Api',
	dialect: fuseSign,
	serverOf: ({ baseUrl }) => ({ baseUrl: String(baseUrl) }),
};

/** A connected credential, n8n that refreshes it, and a server that is looked at. */
function given() {
	const id = randomUUID();
	let issued = 0;
	const tokens = () => ({
		access_token: `${id} ${++issued}`,
		expires_in: new Date(time.now + 3_600_000).toISOString(),
	});
	const credential: { data: ICredentialDataDecryptedObject } = {
		data: { baseUrl: SERVER, clientSecret: 'mustnotleak', oauthTokenData: tokens() },
	};
	const log: string[] = [];
	const n8n = { fail: undefined as unknown, meanwhile: (): unknown => undefined };
	const server = { status: 200 };
	const read = async ({ isFresh } = {} as { isFresh?: boolean }) => {
		log.push(isFresh ? 'fresh' : 'read');
		return structuredClone(credential.data);
	};
	const refresh = async () => {
		log.push('refresh');
		await new Promise((resolve) => setImmediate(resolve));
		n8n.meanwhile();
		if (n8n.fail !== undefined) throw n8n.fail;
		credential.data = { ...credential.data, oauthTokenData: tokens() };
	};
	const item = () =>
		new OAuth2Signer(signIn, read, { id, name: 'Mia' }, refresh, { time: systemTime, startedAt: time.now });
	const send = async () => {
		log.push('look');
		return answer(server.status, '');
	};
	const tokenOf = async () => (await item().credentials(`${SERVER}/x`, looks)).accessToken;
	const refused = async (number: number, times = 1) =>
		await item().refused({ data: {}, accessToken: `${id} ${number}` }, times, send, true);
	const asked = (what: string) => log.filter((each) => each === what).length;
	return { id, credential, log, n8n, server, tokens, item, tokenOf, refused, asked };
}

describe('the token of a connected credential', () => {
	it('is used while it is good, and read from the store and refreshed once it is due', async () => {
		const { id, log, tokenOf } = given();
		expect(await tokenOf()).toBe(`${id} 1`);
		expect(log).toEqual(['read']);
		time.now += 3_590_000;
		expect(await tokenOf()).toBe(`${id} 2`);
		expect(log.slice(1, 3)).toEqual(['read', 'fresh']);
		expect(log.filter((each) => each === 'refresh')).toHaveLength(1);
	});

	it('is refreshed once for a hundred items', async () => {
		const { id, tokenOf, asked } = given();
		await tokenOf();
		time.now += 3_590_000;
		expect(new Set(await Promise.all(Array.from({ length: 100 }, tokenOf)))).toEqual(new Set([`${id} 2`]));
		expect(asked('refresh')).toBe(1);
	});

	it('that another process has refreshed meanwhile is taken as it is stored', async () => {
		const { id, credential, item, tokens, asked } = given();
		await item().credentials(SERVER, looks);
		time.now += 3_590_000;
		const old = structuredClone(credential.data);
		credential.data = { ...credential.data, oauthTokenData: tokens() };
		let reads = 0;
		const read = async () => (reads++ === 0 ? old : credential.data);
		const signer = new OAuth2Signer(signIn, read, { id, name: 'Mia' }, async () => undefined, {
			time: systemTime,
			startedAt: time.now,
		});
		expect((await signer.credentials(SERVER, looks)).accessToken).toBe(`${id} 2`);
		expect(asked('refresh')).toBe(0);
	});

	it('is not sent to another server than the first', async () => {
		const { item } = given();
		const signer = item();
		signer.accepted(await signer.credentials(`${SERVER}/x`, looks), `${SERVER}/x`);
		await expect(item().credentials('https://other.example/x', looks)).rejects.toMatchObject({
			message: 'This FuseSign credential was connected to sample.example and is not sent to other.example',
		});
	});

	it.each([[undefined], [{}], [{ access_token: '' }], ['text']])(
		'is missed in %j before anything is sent',
		async (oauthTokenData) => {
			const { credential, tokenOf, asked } = given();
			credential.data = { ...credential.data, oauthTokenData: oauthTokenData as never };
			await expect(tokenOf()).rejects.toMatchObject({
				kind: 'input',
				message: expect.stringContaining('is not connected'),
			});
			expect(asked('refresh')).toBe(0);
		},
	);
});

describe('a token that was refused', () => {
	it.each([
		['accepts it', 200, 1, 'repeat', 0],
		['accepts it', 200, 2, 'giveUp', 0],
		['is not able to say', 503, 1, 'repeat', 0],
		['is not able to say', 503, 2, 'renewed', 1],
		['refuses it', 401, 1, 'renewed', 1],
	])(
		'when the server %s (HTTP %d) the time no. %d: %s, with refreshes: %d',
		async (_, status, times, verdict, refreshes) => {
			const { server, refused, asked } = given();
			server.status = status;
			expect(await refused(1, times)).toBe(verdict);
			expect([asked('look'), asked('refresh')]).toEqual([1, refreshes]);
		},
	);

	it('is not looked at where another one is stored meanwhile', async () => {
		const { credential, tokens, refused, asked } = given();
		credential.data = { ...credential.data, oauthTokenData: tokens() };
		expect(await refused(1)).toBe('renewed');
		expect([asked('look'), asked('refresh')]).toEqual([0, 0]);
	});

	it('is refreshed once for all who ask at the same time', async () => {
		const { server, refused, asked } = given();
		server.status = 401;
		await Promise.all(Array.from({ length: 20 }, async () => await refused(1)));
		expect([asked('look'), asked('refresh')]).toEqual([1, 1]);
	});

	const dead = { response: { status: 400, data: { Errors: { refresh_token: ['mustnotleak is over'] } } } };

	it('and whose refresh is refused costs one refresh until the credential is edited', async () => {
		const { credential, n8n, server, refused, asked } = given();
		server.status = 401;
		n8n.fail = Object.assign(new Error('no'), dead);
		for (let time = 0; time < 3; time++) {
			const error = await refused(1).catch((thrown: Error & { description?: string }) => thrown);
			expect(error).toMatchObject({
				message: expect.stringContaining('The credential "Mia" has to be connected again'),
			});
			expect(JSON.stringify(error)).not.toContain('mustnotleak');
		}
		expect(asked('refresh')).toBe(1);
		n8n.fail = undefined;
		credential.data = { ...credential.data, clientSecret: 'another' };
		expect(await refused(1)).toBe('renewed');
		expect(asked('refresh')).toBe(2);
	});

	it('and whose refresh token another process has just spent is taken as that one has stored it', async () => {
		const { id, credential, n8n, tokens, tokenOf } = given();
		await tokenOf();
		time.now += 3_590_000;
		n8n.meanwhile = () => (credential.data = { ...credential.data, oauthTokenData: tokens() });
		n8n.fail = Object.assign(new Error('no'), dead);
		expect(await tokenOf()).toBe(`${id} 2`);
	});

	it('and whose refresh failed for the network is used again', async () => {
		const { id, n8n, server, tokenOf, refused } = given();
		server.status = 401;
		n8n.fail = Object.assign(new Error('no'), { code: 'ECONNRESET' });
		await expect(refused(1)).rejects.toMatchObject({ kind: 'unreachable' });
		expect(await tokenOf()).toBe(`${id} 1`);
	});
});
