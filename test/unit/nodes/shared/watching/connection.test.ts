import { inputProblem } from '../../../../../oauth/problems';
import { follow, type ConnectionState, type Look } from '../../../../../nodes/shared/watching/connection';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const problem = inputProblem('no', 'do something');
const dead = (tokens = 'a', isSure = true): Look => ({ status: 'ended', problem, tokens, isSure });
const refused = dead('', false);
const taken: Look = { status: 'alive', isOnlyTaken: true };
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

	it.each<[string, Look[], string[]]>([
		['one refusal that nothing else confirms', [alive(), refused, alive(), refused, unknown, alive()], []],
		['one that lasts', [alive(), refused, refused, refused], ['connectionEnded at 2']],
		['one that lasts beyond a failure', [alive(), refused, unknown, refused], ['connectionEnded at 3']],
		['one of what nobody has seen alive', [refused, refused], ['connectionEnded at 0']],
		['what the service says itself', [alive(), dead()], ['connectionEnded at 1']],
		[
			'one after its recovery',
			[dead(), alive(), refused, refused],
			['connectionEnded at 0', 'connectionRecovered at 1', 'connectionEnded at 3'],
		],
		[
			'a refusal of another kind, which brings nothing back unless it lasts',
			[dead(), taken, dead(), taken, taken, dead()],
			['connectionEnded at 0', 'connectionRecovered at 4', 'connectionEnded at 5'],
		],
	])('where something may refuse in the place of the service: %s', (_, looks, expected) => {
		const events = told(looks.map((look) => [1, look]));
		expect(events.flatMap((event, index) => (event ? [`${event} at ${index}`] : []))).toEqual(expected);
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

	it('that it is still down, though the clock was ahead and has been put right', () => {
		const looks: Array<[number, Look]> = [
			[1000, dead()],
			[-1000, dead()],
			[12, dead()],
		];
		expect(told(looks, 12)).toEqual(['connectionEnded', '', 'connectionStillDown']);
	});

	it('that it ends soon once, though the service leaves out at times when, or it is down in between', () => {
		const end = 1_000 * DAY + 3 * DAY;
		const looks = [alive(end), alive(), alive(end), dead(), alive(end)].map(
			(look) => [1, look] as [number, Look],
		);
		expect(told(looks)).toEqual(['connectionEndsSoon', '', '', 'connectionEnded', 'connectionRecovered']);
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
