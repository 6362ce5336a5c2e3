import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../host/paths';
import { pinned } from '../../host/versions';
import { capabilitiesPage, sectionsOf } from './capabilities';
import { compatibilityPage, withShortTable } from './compatibility';
import { rows } from './cases';
import { limits } from './cases/limits';
import { shippedEntries } from './entries';
import { explainedRun, keptRuns, type StoredRun } from './results';

/** The kept runs with the reasons for what does not hold. */
export function explainedRuns(): StoredRun[] {
	const known = { rows, entries: shippedEntries(), limits };
	return keptRuns().map((run) => explainedRun(run, known));
}

/** Writes down what the kept runs say: in two pages of the docs and in the README. */
export function writePagesOfRuns(runs = explainedRuns()): void {
	const readme = path.join(root, 'README.md');
	writeFileSync(path.join(root, 'docs', 'compatibility.md'), compatibilityPage(runs));
	writeFileSync(readme, withShortTable(readFileSync(readme, 'utf8'), runs));
	const { results = {} } = runs.find(({ n8n }) => n8n === pinned.version) ?? {};
	const sections = sectionsOf(shippedEntries(), rows);
	writeFileSync(path.join(root, 'docs', 'capabilities.md'), capabilitiesPage(sections, results));
}
