import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../host/paths';
import { compatibilityPage, withShortTable } from './compatibility';
import { keptRuns } from './results';

/** Writes down what the kept runs say, in the page of the docs and in the README. */
export function writeCompatibility(runs = keptRuns()): void {
	const readme = path.join(root, 'README.md');
	writeFileSync(path.join(root, 'docs', 'compatibility.md'), compatibilityPage(runs));
	writeFileSync(readme, withShortTable(readFileSync(readme, 'utf8'), runs));
}
