import { Successors } from '../../../oauth/successors';

const START = Date.UTC(2031, 0, 1);
const token = (accessToken: string) => ({ accessToken, dueAt: Infinity });
const [one, two, three] = ['one', 'two', 'three'].map(token);

function given() {
	const clock = { now: START };
	return { clock, successors: new Successors(100, () => clock.now) };
}

describe('what came of spent tokens', () => {
	it('is found from each of them, and of the same account alone', () => {
		const { successors } = given();
		successors.add('ada', one, two!);
		successors.add('ada', two, three!);
		expect([one, two, three].map((tokens) => successors.newest('ada', { tokens })?.accessToken)).toEqual([
			'three',
			'three',
			'three',
		]);
		expect(successors.newest('ben', { tokens: one })).toBe(one);
	});

	it('tells which are spent', () => {
		const { successors } = given();
		successors.add('ada', one, two!);
		expect(['one', 'two', 'other'].map((each) => successors.has('ada', each))).toEqual([true, false, false]);
		expect(successors.has('ben', 'one')).toBe(false);
	});

	it('is the token itself, where the server issues the same one again', () => {
		const { successors } = given();
		successors.add('ada', one, one!);
		expect([successors.has('ada', 'one'), successors.newest('ada', { tokens: one })]).toEqual([false, one]);
	});

	it('is forgotten of a token that is issued once more', () => {
		const { successors } = given();
		successors.add('ada', one, two!);
		successors.add('ada', two, one!);
		expect(['one', 'two'].map((each) => successors.has('ada', each))).toEqual([false, true]);
		expect(successors.newest('ada', { tokens: two })).toBe(one);
	});

	it('is the latest, where the store holds the tokens of another account', () => {
		const { successors } = given();
		successors.add('ada', undefined, one!);
		expect(successors.newest('ada', { isOfAnother: true })).toBe(one);
		expect(successors.newest('ben', { isOfAnother: true })).toBeUndefined();
	});
});

describe('the first tokens of an account', () => {
	const newest = ({ successors }: ReturnType<typeof given>) => successors.newest('ada', {})?.accessToken;

	it('answer those who read the credential before they were stored, for three seconds', () => {
		const all = given();
		all.successors.add('ada', undefined, one!);
		all.clock.now += 60_000;
		expect(newest(all)).toBe('one');
		all.successors.noteStored('ada', { tokens: one });
		all.clock.now += 3000;
		all.successors.noteStored('ada', { tokens: one });
		expect(newest(all)).toBe('one');
		all.clock.now += 1;
		expect(newest(all)).toBeUndefined();
	});

	it.each([
		['others are stored', { tokens: two }],
		['nothing is stored', {}],
	])('answer as long as %s', (_, stored) => {
		const all = given();
		all.successors.add('ada', undefined, one!);
		all.successors.noteStored('ada', stored);
		all.clock.now += 60_000;
		expect(newest(all)).toBe('one');
	});
});
