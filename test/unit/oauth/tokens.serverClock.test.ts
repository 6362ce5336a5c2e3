import { calComPlatform } from '../../../nodes/CalCom/calComPlatform.dialect';
import { fuseSign } from '../../../nodes/FuseSign/fuseSign.dialect';
import type { HttpAnswer, HttpCall } from '../../../oauth/http';
import { sessionSource, type Session } from '../../../oauth/sessions';
import { TokenKeeper } from '../../../oauth/tokenKeeper';
import { readTokens, secondsLeft } from '../../../oauth/tokens';
import { answer, call } from '../../support/dialects';

const NOON = Date.parse('2030-01-01T12:00:00Z');
const HOUR = 3600;
const DAY_MS = 86_400_000;

/** Of a server at noon: tokens that live for an hour, by moments of its own clock. */
const bodies = {
	'date-times': [
		fuseSign,
		{ access_token: 'a', expires_in: '2030-01-01T13:00:00', refresh_token_expires_in: '2030-01-02 12:00:00' },
	],
	'epoch milliseconds': [
		calComPlatform,
		{
			status: 'success',
			data: {
				accessToken: 'a',
				accessTokenExpiresAt: NOON + HOUR * 1000,
				refreshTokenExpiresAt: NOON + DAY_MS,
			},
		},
	],
} as const;

const clocks = [
	['a day ahead', DAY_MS],
	['a day behind', -DAY_MS],
	['right', 0],
] as const;

describe.each(Object.entries(bodies))('lifetimes as %s', (_, [dialect, body]) => {
	it.each(clocks)("are what is left by the server's clock, where n8n's is %s", (__, ahead) => {
		const sentAt = NOON + ahead;
		const answered = answer(200, body, { date: 'Tue, 01 Jan 2030 12:00:00 GMT' });
		const { expiresAt, refreshTokenExpiresAt } = readTokens(dialect, call(), answered, { sentAt });
		expect(secondsLeft(expiresAt, sentAt)).toBe(HOUR);
		expect(secondsLeft(refreshTokenExpiresAt, sentAt)).toBe(24 * HOUR);
	});

	it.each([undefined, 'soon', ''])('of a server that shows no clock (%j) are taken as they are', (date) => {
		const answered = answer(200, body, date === undefined ? {} : { date });
		const { expiresAt } = readTokens(dialect, call(), answered, { sentAt: NOON - 60_000 });
		expect(expiresAt).toBe('2030-01-01T13:00:00.000Z');
	});
});

it.each(clocks)("a session is not renewed at each use where n8n's clock is %s", async (_, ahead) => {
	let now = NOON + ahead;
	const asked: string[] = [];
	const server = async ({ endpoint }: HttpCall): Promise<HttpAnswer> => {
		asked.push(endpoint);
		const serverNow = now - ahead;
		const data = {
			accessToken: `access-${asked.length}`,
			refreshToken: `refresh-${asked.length}`,
			accessTokenExpiresAt: serverNow + HOUR * 1000,
			refreshTokenExpiresAt: serverNow + DAY_MS,
		};
		return answer(200, { status: 'success', data }, { date: new Date(serverNow).toUTCString() });
	};
	const keeper = new TokenKeeper<Session>(() => now);
	const account = {
		instanceUrl: 'https://sample.example',
		inputs: { baseUrl: 'https://sample.example', clientId: 'id', clientSecret: 'secret' },
		signInInputs: () => ({ userId: '1' }),
		fingerprint: `clock ${ahead}`,
	};
	const source = sessionSource(calComPlatform, account, server, () => now);
	let stored: Session | undefined;
	for (let uses = 0; uses < 100; uses++) {
		if (!keeper.usable(account.fingerprint, { tokens: stored }))
			stored = await keeper.renew(source, { tokens: stored });
		now += 60_000;
	}
	expect(asked).toEqual(['signIn', 'refresh']);
});
