import { capabilitiesPage, comparePage, sectionsOf } from '../../../e2e/capabilities';
import { rows as allRows } from '../../../e2e/cases';
import { shippedEntries } from '../../../e2e/entries';
import type { Entry } from '../../../e2e/entry';
import { renderMatrix } from '../../../e2e/matrix';
import type { Result, Row } from '../../../e2e/row';
import type { Place } from '../../../e2e/workflows';

const LOCK = 'n8n locks nothing';
const session = { type: 'sessionApi', kind: 'session' } as Entry;
const oAuth2 = { type: 'someOAuth2Api', variant: 'public', kind: 'oAuth2' } as Entry;

const row = (name: string, more: Partial<Row>): Row => ({
	name,
	phase: 'single',
	places: ['node', 'http'],
	start: 'new',
	steps: [],
	expects: { session: {}, oAuth2: {} },
	...more,
});
const used = row('first use', {});
const tested = row('Test', { places: ['test'], expects: { session: {} } });
const queued = row('two workers', { phase: 'queue', places: ['node'], impossible: { session: LOCK } });
const sections = sectionsOf([session, oAuth2], [used, tested, queued]);

const result = (entry: Entry, of: Row, place: Place, more: Partial<Result> = {}): Result => ({
	row: of,
	entry,
	place,
	misses: [],
	...more,
});

/** The cells of a line of a page, below a heading. */
const cellsOf = (page: string, heading: string, name: string) =>
	(page.split(`## ${heading}\n`)[1] ?? '')
		.split('\n')
		.find((line) => line.startsWith(`| ${name} `))
		?.split('|')
		.slice(2, -1)
		.map((cell) => cell.trim());

describe('the page of capabilities', () => {
	const page = capabilitiesPage(sections, {
		sessionApi: {
			'first use': { node: {}, http: { counted: '2 token calls' } },
			Test: { test: {} },
			'two workers': { node: { counted: '3 failures', why: LOCK } },
		},
		'someOAuth2Api (public)': { 'first use': { node: {} } },
	});

	it('says of each place what holds and what was missed', () => {
		expect(cellsOf(page, 'sessionApi', 'first use')).toEqual(['✓', '✗', '']);
		expect(cellsOf(page, 'sessionApi', 'Test')).toEqual(['', '', '✓']);
	});

	it('explains what is impossible, with what was counted', () => {
		expect(cellsOf(page, 'sessionApi', 'two workers')).toEqual(['1. 3 failures', '', '']);
		expect(page).toContain(`\n1. ${LOCK}.\n`);
	});

	it('has a line for what was run of a credential type, and for nothing else', () => {
		expect(cellsOf(page, 'someOAuth2Api (public)', 'first use')).toEqual(['✓', '', '']);
		expect(cellsOf(page, 'someOAuth2Api (public)', 'Test')).toBeUndefined();
		expect(cellsOf(page, 'someOAuth2Api (public)', 'two workers')).toBeUndefined();
	});

	it('says nothing of a credential type before a run of it is stored', () => {
		expect(capabilitiesPage(sections, { sessionApi: { Test: { test: {} } } })).not.toContain('someOAuth2Api');
	});

	it('lacks what was not run yet, and is stale after a change', () => {
		expect(comparePage(page, sections)).toEqual({
			lacking: ['someOAuth2Api (public): two workers'],
			leftOver: [],
		});
		const other = { ...session, type: 'otherApi' };
		expect(comparePage(page, sectionsOf([session, other], [used, tested]))).toEqual({
			lacking: ['otherApi: first use', 'otherApi: Test'],
			leftOver: ['sessionApi: two workers', 'someOAuth2Api (public): first use'],
		});
	});
});

it('every credential type of the package is in rows', () => {
	const empty = sectionsOf(shippedEntries(), allRows).filter(({ rows }) => rows.length === 0);
	expect(empty.map(({ entry }) => entry.type)).toEqual([]);
});

it('the matrix says why a row was skipped, and counts nothing for it', () => {
	const table = renderMatrix([result(session, queued, 'node', { skipped: 'apt-get install postgresql' })]);
	expect(table.split('\n').at(-1)).toMatch(
		/^sessionApi +queue, node +two workers +skipped: apt-get install postgresql$/,
	);
});
