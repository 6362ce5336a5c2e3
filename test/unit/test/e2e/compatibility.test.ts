import { compatibilityPage, shortTable } from '../../../e2e/compatibility';
import type { Entry } from '../../../e2e/entry';
import { type StoredRun, storedRun } from '../../../e2e/results';
import type { Result, Row } from '../../../e2e/row';
import type { Place } from '../../../e2e/workflows';

const result = (type: string, name: string, place: Place, more: Partial<Result> = {}): Result => ({
	entry: { type } as Entry,
	row: { name } as Row,
	place,
	misses: [],
	...more,
});
const runs: StoredRun[] = [
	storedRun('2.41.1', [
		result('aApi', 'first use', 'node'),
		result('aApi', 'first use', 'http', { misses: ['1 failures, not 0'], excuse: 'n8n never does' }),
	]),
	storedRun('2.8.4', [
		result('aApi', 'first use', 'node', {
			misses: ['3 401s, not 0', 'it said: no'],
			excuse: 'n8n has no lock',
		}),
		result('aApi', 'first use', 'http', { misses: ['1 failures, not 0'], excuse: 'n8n never does' }),
		result('aApi', 'Test', 'test', { misses: ['Error: no'] }),
	]),
];
const page = compatibilityPage(runs);
const cells = (text: string, first: string) =>
	text
		.split('\n')
		.find((line) => line.startsWith(`| ${first} `))
		?.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

it('the page says how many cases hold on each version', () => {
	expect(cells(page, 'case')).toEqual(['case', '2.41.1', '2.8.4']);
	expect(cells(page, 'first use')).toEqual(['first use', '1 of 2', '0 of 2']);
	expect(cells(page, 'Test')).toEqual(['Test', '', '0 of 1']);
});

it('the page says what does not hold, what was counted and why', () => {
	expect(page).toMatch(
		/### n8n 2\.8\.4\n\n\*\*n8n has no lock\.\*\*\n\n.*\n.*\n\| first use +\| aApi, our node +\| 3 401s /,
	);
	expect(page).toMatch(
		/\*\*Seen, and not traced to a single cause\.\*\*\n\n.*\n.*\n\| Test +\| aApi, Test +\| otherwise/,
	);
});

it('the short table counts limits that newer versions do not have', () => {
	expect(cells(shortTable(runs), '2.41.1')?.slice(1)).toEqual(['yes', '1 of 2', 'none']);
	expect(cells(shortTable(runs), '2.8.4')?.slice(1, 3)).toEqual(['no', '0 of 3']);
	expect(cells(shortTable(runs), '2.8.4')?.[3]).toMatch(/^\[2\]/);
});
