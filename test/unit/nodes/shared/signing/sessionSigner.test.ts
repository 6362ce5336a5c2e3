import { randomUUID } from 'node:crypto';
import { systemTime } from '../../../../../nodes/shared/http/systemTime';
import { fieldsOf, keptSessions } from '../../../../../nodes/shared/signing/keptSessions';
import { SessionSigner } from '../../../../../nodes/shared/signing/sessionSigner';
import type { SessionSignIn } from '../../../../../nodes/shared/signing/signIn';
import { peerTube } from '../../../../../nodes/PeerTube/peerTube.dialect';
import { sessionOf } from '../../../../../oauth/sessions';
import { answer } from '../../../../support/dialects';
import { movableTime, NOW } from '../../../../support/movableTime';

const time = movableTime();

/** The fields of a credential with a session of an hour. */
const fieldsWith = (fingerprint: string, accessToken: string) =>
	fieldsOf(
		sessionOf(fingerprint, {
			accessToken,
			refreshToken: `refresh of ${accessToken}`,
			tokenType: 'Bearer',
			scopes: [],
			obtainedAt: new Date(NOW).toISOString(),
			expiresAt: new Date(NOW + 3_600_000).toISOString(),
			raw: {},
		}),
	);

/** An account of its own; what is stored, and what the server answers to a look, can be changed. */
function given() {
	const fingerprint = randomUUID();
	const stored = { data: { ...fieldsWith(fingerprint, 'a1') } };
	const server = { status: 200, looks: 0 };
	const reads: string[] = [];
	const signIn: SessionSignIn = {
		kind: 'session',
		serverField: 'url',
		type: 'sampleApi',
		dialect: peerTube,
		serverOf: () => ({ baseUrl: 'https://sample.example' }),
		accountOf: () => ({ instanceUrl: 'https://sample.example', fingerprint, signInInputs: () => ({}) }),
	};
	const signer = new SessionSigner(
		signIn,
		async ({ isFresh } = {}) => {
			reads.push(isFresh ? 'fresh' : 'shared');
			return { ...stored.data };
		},
		{ time: systemTime, startedAt: time.now },
	);
	const send = async () => {
		server.looks++;
		return answer(server.status, '');
	};
	const refused = async (accessToken: string | undefined, times = 1) =>
		await signer.refused({ data: {}, accessToken }, times, send);
	return { fingerprint, stored, server, reads, signer, refused };
}

describe('the token that a request will carry', () => {
	it('is the stored one while it is good', async () => {
		const { reads, signer, stored } = given();
		expect(await signer.credentials()).toEqual({ data: stored.data, accessToken: 'a1' });
		expect(reads).toEqual(['shared']);
	});

	it('is read again once it is due, since another process may have renewed it', async () => {
		const { fingerprint, reads, signer, stored } = given();
		time.now += 3_590_000;
		expect(await signer.credentials()).toEqual({ data: stored.data, accessToken: undefined });
		stored.data = fieldsWith(fingerprint, 'a2');
		expect(reads).toEqual(['shared', 'fresh']);
	});
});

describe('a token that was refused', () => {
	it.each([
		['accepts it', 200, 1, 'repeat'],
		['accepts it', 200, 2, 'giveUp'],
		['is not able to say', 503, 1, 'repeat'],
		['is not able to say', 503, 2, 'renewed'],
		['refuses it', 401, 1, 'renewed'],
	])('when the server %s (HTTP %d) the time no. %d: %s', async (_, status, times, verdict) => {
		const { server, refused, signer } = given();
		server.status = status;
		expect(await refused('a1', times)).toBe(verdict);
		expect(server.looks).toBe(1);
		expect((await signer.credentials()).accessToken).toBe(verdict === 'renewed' ? undefined : 'a1');
	});

	it('is not looked at where another one is stored meanwhile', async () => {
		const { fingerprint, server, stored, refused } = given();
		stored.data = fieldsWith(fingerprint, 'a2');
		expect(await refused('a1')).toBe('renewed');
		expect(server.looks).toBe(0);
	});

	it('is not looked at where it is known to be dead', async () => {
		const { fingerprint, server, refused } = given();
		keptSessions.reject(fingerprint, sessionOf(fingerprint, { accessToken: 'a1' } as never));
		expect(await refused('a1')).toBe('renewed');
		expect(server.looks).toBe(0);
	});

	it('is looked at where nobody knew which one the request would carry', async () => {
		const { server, refused } = given();
		expect(await refused(undefined)).toBe('repeat');
		expect(server.looks).toBe(1);
	});

	it('is looked at once for all who ask at the same time', async () => {
		const { server, refused } = given();
		server.status = 401;
		const verdicts = await Promise.all(Array.from({ length: 20 }, async () => await refused('a1')));
		expect(new Set(verdicts)).toEqual(new Set(['renewed']));
		expect(server.looks).toBe(1);
	});
});
