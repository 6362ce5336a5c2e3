import { inputProblem } from '../../../../../oauth/problems';
import { follow, type ConnectionState, type Look } from '../../../../../nodes/shared/watching/connection';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const problem = inputProblem('no', 'do something');
const dead = (tokens = 'a'): Look => ({ status: 'ended', problem, tokens });
const alive = (endsAt?: number): Look => ({ status: 'alive', endsAt });
const unknown: Look = { status: 'unknown', problem };

/** What is told over a series of looks, each so many hours after the one before. */
function told(looks: ReadonlyArray<[hours: number, look: Look]>, remindHours = 0) {
	let [state, now]: [ConnectionState, number] = [{}, 1_000 * DAY];
	return looks.map(([hours, look]) => {
		now += hours * HOUR;
		const followed = follow(state, look, { now, soonMs: 7 * DAY, remindMs: remindHours * HOUR });
		({ state } = followed);
		return followed.events.map(({ event }) => event).join(' ');
	});
}

describe('what is told of a connection', () => {
	it('its end once and its recovery once, however often it is looked at', () => {
		const looks: Array<[number, Look]> = [
			[0, alive()],
			[1, dead()],
			[1, dead()],
			[1, alive()],
			[1, alive()],
		];
		expect(told(looks)).toEqual(['', 'connectionEnded', '', 'connectionRecovered', '']);
	});

	it('nothing when the service fails, before and after', () => {
		const looks: Array<[number, Look]> = [
			[0, unknown],
			[1, alive()],
			[1, unknown],
			[1, dead()],
			[1, unknown],
			[1, dead()],
		];
		expect(told(looks)).toEqual(['', '', '', 'connectionEnded', '', '']);
	});

	it('another end of tokens that were connected since, though nobody saw them alive', () => {
		expect(
			told([
				[0, dead('a')],
				[1, dead('b')],
				[1, dead('b')],
			]),
		).toEqual(['connectionEnded', 'connectionEnded', '']);
	});

	it('no other end where tokens that can be renewed are refused, and where renewals are refused later', () => {
		expect(
			told([
				[0, dead('')],
				[1, dead('a')],
				[1, dead('')],
				[1, dead('a')],
				[1, dead('b')],
			]),
		).toEqual(['connectionEnded', '', '', '', 'connectionEnded']);
	});

	it('that it is still down, every so many hours, and not before', () => {
		const looks: Array<[number, Look]> = [
			[0, dead()],
			[11, dead()],
			[1, dead()],
			[1, dead()],
			[11, dead()],
			[1, alive()],
		];
		expect(told(looks, 12)).toEqual([
			'connectionEnded',
			'',
			'connectionStillDown',
			'',
			'connectionStillDown',
			'connectionRecovered',
		]);
	});

	it('that it ends soon, once for each time that it comes near its end', () => {
		const end = 1_000 * DAY + 8 * DAY;
		const looks: Array<[number, Look]> = [
			[0, alive(end)],
			[25, alive(end)],
			[1, alive(end)],
			[1, alive(end + 30 * DAY)],
			[31 * 24, alive(end + 30 * DAY)],
			[1, alive()],
		];
		expect(told(looks)).toEqual(['', 'connectionEndsSoon', '', '', 'connectionEndsSoon', '']);
	});
});
