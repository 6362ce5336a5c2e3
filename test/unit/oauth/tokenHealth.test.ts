import { OAuthProblem } from '../../../oauth/problems';
import { TokenHealth } from '../../../oauth/tokenHealth';

const START = Date.UTC(2031, 0, 1);
const endless = () => new OAuthProblem({ kind: 'refused', message: 'Never taken', hint: '' });

function given() {
	const clock = { now: START };
	const health = new TokenHealth(100, () => clock.now);
	/** Renews tokens so often in a row, each of them refused before that unless it was only due. */
	const renew = (times: number, { wasDue = false, pauseMs = 0 } = {}) => {
		for (let count = 0; count < times; count++) {
			if (!wasDue) health.reject('ada', `token ${count}`);
			clock.now += pauseMs;
			health.renewed('ada', `token ${count}`, `token ${count + 1}`);
		}
		health.reject('ada', `token ${times}`);
	};
	const isRefused = (accessToken: string) => {
		try {
			health.refuseEndless('ada', accessToken, endless);
			return false;
		} catch {
			return true;
		}
	};
	return { clock, health, renew, isRefused };
}

describe('a token that a server has refused', () => {
	it('is believed to be dead until it is known better, for its account alone', () => {
		const { clock, health } = given();
		health.reject('ada', 'one');
		clock.now += 1e12;
		expect([health.isRejected('ada', 'one'), health.isRejected('ben', 'one')]).toEqual([true, false]);
		expect(health.isConfirmed('ada', 'one')).toBe(false);
		health.forget('ada', 'one');
		expect(health.isRejected('ada', 'one')).toBe(false);
	});

	it('is believed to be dead for a time only, once its renewal was refused as well', () => {
		const { clock, health } = given();
		health.reject('ada', 'one');
		health.confirm('ada', 'one', START + 1000);
		expect([health.isRejected('ada', 'one'), health.isConfirmed('ada', 'one')]).toEqual([true, true]);
		clock.now += 1000;
		expect([health.isRejected('ada', 'one'), health.isConfirmed('ada', 'one')]).toEqual([false, false]);
	});

	it('is good again when it is issued once more', () => {
		const { health } = given();
		health.reject('ada', 'two');
		health.renewed('ada', 'one', 'two');
		expect(health.isRejected('ada', 'two')).toBe(false);
	});
});

describe('renewals of tokens that no server takes', () => {
	it.each([
		[7, false],
		[8, true],
		[9, true],
	])('%d in a row: a further one is refused, %s', (times, isEndless) => {
		const { renew, isRefused } = given();
		renew(times);
		expect(isRefused(`token ${times}`)).toBe(isEndless);
	});

	it('do not count where the tokens were only due', () => {
		const { renew, isRefused } = given();
		renew(20, { wasDue: true });
		expect(isRefused('token 20')).toBe(false);
	});

	it('do not count where the first tokens are new', () => {
		const { health, isRefused } = given();
		for (let count = 0; count < 20; count++) health.renewed('ada', undefined, 'first');
		health.reject('ada', 'first');
		expect(isRefused('first')).toBe(false);
	});

	it.each([
		[29_999, true],
		[30_000, false],
	])('count while %d ms lie between two of them: %s', (pauseMs, isEndless) => {
		const { renew, isRefused } = given();
		renew(8, { pauseMs });
		expect(isRefused('token 8')).toBe(isEndless);
	});

	it('are refused for half a minute, and not before the last token was refused', () => {
		const { clock, health, renew, isRefused } = given();
		renew(8);
		health.forget('ada', 'token 8');
		expect(isRefused('token 8')).toBe(false);
		health.reject('ada', 'token 8');
		clock.now += 29_999;
		expect(isRefused('token 8')).toBe(true);
		clock.now += 1;
		expect(isRefused('token 8')).toBe(false);
	});

	it('begin anew once a server has taken one', () => {
		const { health, renew, isRefused } = given();
		renew(8);
		health.accept('ada', 'token 8');
		expect(isRefused('token 8')).toBe(false);
	});
});
