import { readFileSync } from 'node:fs';
import path from 'node:path';
import { capabilitiesPage, sectionsOf, shapeOf } from '../e2e/capabilities';
import { rows } from '../e2e/cases';
import { shippedEntries } from '../e2e/entries';
import { root } from '../support/providers';

const page = readFileSync(path.join(root, 'docs', 'capabilities.md'), 'utf8');
const sections = sectionsOf(shippedEntries(), rows);

it('the page of capabilities has a line for all that `npm run e2e` runs', () => {
	expect(shapeOf(page)).toEqual(shapeOf(capabilitiesPage(sections, [])));
	expect(sections.length).toBeGreaterThan(0);
});

it('the page of capabilities was written by a run without a miss', () => {
	expect(page).not.toContain('✗');
});
