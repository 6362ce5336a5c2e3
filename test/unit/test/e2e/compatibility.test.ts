import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compatibilityPage, shortTable, withShortTable } from '../../../e2e/compatibility';
import type { Entry } from '../../../e2e/entry';
import { explainedRuns } from '../../../e2e/compatibilityDocs';
import { explainedRun, type StoredRun, storedRun, withPart } from '../../../e2e/results';
import type { Result, Row } from '../../../e2e/row';
import type { Place } from '../../../e2e/workflows';
import { root } from '../../../support/providers';

const result = (type: string, name: string, place: Place, more: Partial<Result> = {}): Result => ({
	entry: { type } as Entry,
	row: { name } as Row,
	place,
	misses: [],
	...more,
});
const known = {
	rows: [{ name: 'first use', impossible: { 'session http': 'n8n never does' } }, { name: 'Test' }] as Row[],
	entries: [{ type: 'aApi', kind: 'session' }] as Entry[],
	limits: [{ until: '2.30.4', rows: /^first/, of: /node/, why: 'n8n has no lock' }],
};
const kept: StoredRun[] = [
	storedRun('2.41.1', false, [
		result('aApi', 'first use', 'node'),
		result('aApi', 'first use', 'http', { misses: ['1 failures, not 0'] }),
	]),
	storedRun('2.8.4', true, [
		result('aApi', 'first use', 'node', {
			misses: ['3 401s, not 0', 'it said: no'],
		}),
		result('aApi', 'first use', 'http', { misses: ['1 failures, not 0'] }),
		result('aApi', 'Test', 'test', { misses: ['Error: no'] }),
		result('aApi', 'no row any more', 'node', { misses: ['Error: no'] }),
		result('goneApi', 'Test', 'test'),
	]),
];
const runs = kept.map((run) => explainedRun(run, known));
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
	expect(cells(page, 'first use')).toEqual(['first use', '✓', '0 of 1']);
	expect(cells(page, 'Test')).toEqual(['Test', '', '0 of 1']);
});

it('the page says what does not hold, what was counted and why', () => {
	expect(page).toMatch(
		/### n8n 2\.8\.4\n\n\*\*n8n has no lock \(gone by n8n 2\.30\.4\)\.\*\*\n\n.*\n.*\n\| first use +\| aApi, our node +\| 3 401s /,
	);
	expect(page).toMatch(
		/\*\*Seen, and not traced to a single cause\.\*\*\n\n.*\n.*\n\| Test +\| aApi, Test +\| otherwise/,
	);
});

it('the short table counts limits that newer versions do not have', () => {
	expect(cells(shortTable(runs), '2.41.1')?.slice(1)).toEqual(['yes', '1 of 1', 'nothing']);
	const [, promised, share, weaker] = cells(shortTable(runs), '2.8.4') ?? [];
	expect([promised, share]).toEqual(['no', '0 of 2, of those that differ by version']);
	expect(weaker).toMatch(/^\[2\]/);
});

it('a part of a run takes the place of what it is of, and of nothing else', () => {
	const [whole, short] = kept as [StoredRun, StoredRun];
	const part = storedRun('2.8.4', false, [
		result('aApi', 'first use', 'node'),
		result('bApi', 'Test', 'test', { misses: ['1 leaks, not 0'] }),
	]);
	expect(withPart(short, part)).toEqual({
		n8n: '2.8.4',
		short: true,
		results: {
			aApi: { ...short.results.aApi, 'first use': { ...short.results.aApi?.['first use'], node: {} } },
			goneApi: { Test: { test: {} } },
			bApi: { Test: { test: { counted: '1 leaks' } } },
		},
	});
	expect(withPart(whole, whole)).toEqual(whole);
});

describe('what the docs say of versions', () => {
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const kept = explainedRuns();

	it('is what the kept runs found, as `npm run docs` writes it', () => {
		expect(read('docs/compatibility.md')).toBe(compatibilityPage(kept));
		expect(read('README.md')).toBe(withShortTable(read('README.md'), kept));
	});
});
