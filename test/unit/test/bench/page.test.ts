import type { Benchmark, Claim } from '../../../bench/benchmark';
import { claimsOf, markdownPage, mediansOf, type Result } from '../../../bench/page';

const benchmark = {
	title: 'Work',
	figures: ['ms', 'token calls'],
	note: 'As it is.',
} as unknown as Benchmark;

const claim = (asked: Claim['asked'], inTheWay?: string): Claim => ({
	work: 'ours',
	beside: 'theirs',
	measured: () => NaN,
	unit: '×',
	asked,
	inTheWay,
});

const result: Result = {
	benchmark,
	samples: { ours: [1200, 1400, 1300].map((ms) => ({ ms, 'token calls': 5 })), theirs: [{ ms: 2.3456 }] },
	claims: [
		{ claim: claim(['at most', 1.1]), measured: 1.1 },
		{ claim: claim(['at most', 1.1], 'n8n takes it'), measured: 1.234 },
		{ claim: claim(['at least', 5]), measured: 4.99 },
		{ claim: claim(['exactly', 5]), measured: 5 },
		{ claim: claim(['exactly', 5]), measured: NaN },
	],
};

it('shows the median of each figure', () => {
	expect(mediansOf(result)).toEqual([
		['', 'ms', 'token calls'],
		['ours', '1,300', '5'],
		['theirs', '2.35', 'NaN'],
	]);
});

it('says of each claim whether it is reached, and if not what stands in the way', () => {
	expect(claimsOf([result]).slice(1)).toEqual([
		['ours', 'theirs', '1.1 ×', 'at most 1.1', 'yes'],
		['ours', 'theirs', '1.23 ×', 'at most 1.1', 'no: n8n takes it'],
		['ours', 'theirs', '4.99 ×', 'at least 5', 'no'],
		['ours', 'theirs', '5 ×', 'exactly 5', 'yes'],
		['ours', 'theirs', 'NaN ×', 'exactly 5', 'no'],
	]);
});

it('counts on the page what is reached', () => {
	const page = markdownPage([['Node', '24']], { rounds: 5, warmUps: 1 }, [result]);
	expect(page).toContain('## What is asked, and what is reached: 2 of 5');
	expect(page).toContain('## Work\n\n|');
});
