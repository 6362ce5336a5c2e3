import { OAuthProblem, type ProblemDetails } from '../../../oauth/problems';
import { Refusals } from '../../../oauth/refusals';

const START = Date.parse('2030-01-01T00:00:00Z');
const problem = (details: Partial<ProblemDetails> = {}) =>
	new OAuthProblem({ kind: 'refused', message: 'No', hint: 'Look.', ...details });

function given() {
	const clock = { now: START };
	const refusals = new Refusals(() => clock.now);
	const isRemembered = (who = 'alice') => {
		try {
			refusals.rethrow(who);
			return false;
		} catch {
			return true;
		}
	};
	/** How long it is remembered from now, to the half second; 0 for not at all. */
	const lasting = () => {
		const { now } = clock;
		while (isRemembered()) clock.now += 500;
		return clock.now - now;
	};
	return { clock, refusals, isRemembered, lasting };
}

describe('what is remembered', () => {
	it.each<[string, unknown, number]>([
		['a refusal', problem(), 30_000],
		['a refusal that asks for a longer wait', problem({ retryAfterSeconds: 90 }), 90_000],
		['a refusal that asks for a shorter wait', problem({ retryAfterSeconds: 1 }), 30_000],
		['a limit', problem({ kind: 'rateLimited', retryAfterSeconds: 240 }), 240_000],
		['a limit for a year', problem({ kind: 'rateLimited', retryAfterSeconds: 31_536_000 }), 3_600_000],
		['a lost sign-in', problem({ kind: 'unreachable', endpoint: 'signIn' }), 5000],
		['a lost refresh', problem({ kind: 'unreachable', endpoint: 'refresh' }), 1000],
		[
			'a failing server that asks to wait',
			problem({ kind: 'unavailable', endpoint: 'refresh', retryAfterSeconds: 20 }),
			20_000,
		],
		['an answer that is none', problem({ kind: 'unreadable', endpoint: 'signIn' }), 5000],
		['another lost request', problem({ kind: 'unreachable', endpoint: 'discoverClient' }), 0],
		['a mistake of whoever filled in the fields', problem({ kind: 'input', endpoint: 'signIn' }), 0],
		['an error of ours', new TypeError('no'), 0],
	])('%s', (_, error, ms) => {
		const { refusals, lasting } = given();
		refusals.remember('alice', error);
		expect(lasting()).toBe(ms);
	});

	it('is of one account, and says until when', () => {
		const { refusals, isRemembered } = given();
		refusals.remember('alice', problem());
		expect([isRemembered('alice'), isRemembered('ben')]).toEqual([true, false]);
		expect([refusals.until('alice'), refusals.until('ben')]).toEqual([START + 30_000, 0]);
	});

	it('is told as it was, with the time that is left', () => {
		const { clock, refusals } = given();
		refusals.remember(
			'alice',
			problem({ httpStatus: 400, providerCode: 'invalid_grant', endpoint: 'signIn' }),
		);
		clock.now += 29_001;
		expect(() => refusals.rethrow('alice')).toThrow(
			expect.objectContaining({
				message: 'No',
				kind: 'refused',
				httpStatus: 400,
				providerCode: 'invalid_grant',
				endpoint: 'signIn',
				description:
					'Look. Nothing was sent this time: try again in 1 second, or at once when the credential has been changed.',
			}),
		);
	});

	it('does not promise of a limit that another credential lifts it: it may be that of an IP address', () => {
		const { clock, refusals } = given();
		refusals.remember('alice', problem({ kind: 'rateLimited', retryAfterSeconds: 240 }));
		clock.now += 112_000;
		expect(() => refusals.rethrow('alice')).toThrow(
			expect.objectContaining({
				description: 'Look. Nothing was sent this time: try again in 2 minutes 8 seconds.',
			}),
		);
	});

	it('does not count while the clock is set back by hours', () => {
		const { clock, refusals, isRemembered } = given();
		refusals.remember('alice', problem());
		clock.now -= 7_200_000;
		expect(isRemembered()).toBe(false);
	});
});

describe('failures in a row', () => {
	const lost = problem({ kind: 'unreachable', endpoint: 'refresh' });
	const inARow = (pauseMs: number) => {
		const { clock, refusals, lasting } = given();
		return Array.from({ length: 7 }, () => {
			refusals.remember('alice', lost);
			const ms = lasting();
			clock.now += pauseMs;
			return ms;
		});
	};

	it.each([
		['at once', 0, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]],
		['within half a minute', 29_000, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]],
		['after half a minute', 30_000, Array.from({ length: 7 }, () => 1000)],
	])('double the wait where the next follows %s', (_, pauseMs, waits) => {
		expect(inARow(pauseMs)).toEqual(waits);
	});
});

describe('how long somebody waits for the failure of another one to pass', () => {
	const lost = (endpoint: string, details: Partial<ProblemDetails> = {}) =>
		problem({ kind: 'unreachable', endpoint, ...details });

	it.each<[string, OAuthProblem, number, number, number]>([
		['until it is over', lost('refresh'), 1, 400, 600],
		['as long as it is remembered', lost('signIn'), 1, 0, 5000],
		['not at all, where they have seen it', lost('refresh'), 0, 400, 0],
		['not at all, where they began before it', lost('refresh'), -1, 400, 0],
		['not at all, once it is over', lost('refresh'), 1, 1000, 0],
		['not at all, long after it', lost('refresh'), 1, 60_000, 0],
		['not at all, where that is too long', lost('refresh', { retryAfterSeconds: 6 }), 1, 0, 0],
		['for the rest, once it is not too long', lost('refresh', { retryAfterSeconds: 6 }), 1, 1000, 5000],
		['not at all for a refusal, which does not pass', problem(), 1, 29_000, 0],
		['not at all for a limit', problem({ kind: 'rateLimited', retryAfterSeconds: 2 }), 1, 29_000, 0],
	])('%s', (_, error, beganMs, nowMs, waitMs) => {
		const { clock, refusals } = given();
		refusals.remember('alice', error);
		clock.now += nowMs;
		expect(refusals.waitMs('alice', START + beganMs)).toBe(waitMs);
		expect(refusals.waitMs('ben', START + beganMs)).toBe(0);
	});
});
