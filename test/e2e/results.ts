import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../host/paths';
import { compareVersions } from '../../host/versions';
import { type Entry, titleOf } from './entry';
import { excusesOf, type Limit } from './limits';
import type { Result, Row } from './row';
import type { Place } from './workflows';

/** What came of one row for one credential type in one place. */
export interface Outcome {
	/** What was counted that was not as expected; left out when all was. */
	counted?: string;
	/** Why that cannot be otherwise; not kept, but known of the row. */
	why?: string;
	/** The first version of n8n that is known to do otherwise, if there is one; not kept either. */
	until?: string;
}

/** A run on one version of n8n, as it is kept: by credential, row and place. */
export interface StoredRun {
	n8n: string;
	/** Whether only what differs between versions was run. */
	short?: true;
	results: Record<string, Record<string, Partial<Record<Place, Outcome>>>>;
}

const folder = path.join(root, 'test', 'e2e', 'results');

const countsOf = (misses: string[]) =>
	misses.filter((miss) => /^\d/.test(miss)).map((miss) => miss.replace(/, not .*/, ''));

function outcomeOf({ misses }: Result): Outcome {
	if (misses.length === 0) return {};
	return { counted: countsOf(misses).join(', ') || 'otherwise than expected' };
}

/** Results as they are kept: what was counted, without excuses, since those are known of the rows. */
export function storedRun(n8n: string, short: boolean, results: Result[]): StoredRun {
	const stored: StoredRun = { n8n, ...(short && { short }), results: {} };
	for (const result of results) {
		const rows = (stored.results[titleOf(result.entry)] ??= {});
		(rows[result.row.name] ??= {})[result.place] = outcomeOf(result);
	}
	return stored;
}

/** The rows, the credential types and the limits that there are. */
interface Known {
	rows: readonly Row[];
	entries: readonly Entry[];
	limits: readonly Limit[];
}

/** A kept run with the reasons for what did not hold, and without what is not run any more. */
export function explainedRun({ results, ...run }: StoredRun, { rows, entries, limits }: Known): StoredRun {
	const explained: StoredRun = { ...run, results: {} };
	for (const entry of entries) {
		const known = results[titleOf(entry)] ?? {};
		const kept = rows.flatMap((row) => {
			const places = Object.entries(known[row.name] ?? {}) as Array<[Place, Outcome]>;
			const told = places.map(([place, outcome]) => {
				if (outcome.counted === undefined) return [place, outcome];
				const { excuse: why, until } = excusesOf(limits, run.n8n, row, entry, place);
				return [place, { ...outcome, why, until }];
			});
			return told.length > 0 ? [[row.name, Object.fromEntries(told)]] : [];
		});
		if (kept.length > 0) explained.results[titleOf(entry)] = Object.fromEntries(kept) as never;
	}
	return explained;
}

/** A kept run with what came of a part of its rows since. */
export function withPart(kept: StoredRun, { results }: StoredRun): StoredRun {
	const merged = { ...kept.results };
	for (const [credential, rows] of Object.entries(results)) {
		const known = merged[credential] ?? {};
		const newer = Object.entries(rows).map(([row, places]) => [row, { ...known[row], ...places }]);
		merged[credential] = { ...known, ...(Object.fromEntries(newer) as typeof rows) };
	}
	return { ...kept, results: merged };
}

/** Writes `test/e2e/results/<version>.json`, in place of the run that was kept of that version. */
export async function keepRun(run: StoredRun): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, `${run.n8n}.json`), `${JSON.stringify(run, null, '\t')}\n`);
}

/** All runs that are kept, of the newest n8n first. */
export function keptRuns(): StoredRun[] {
	const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
	return files
		.map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as StoredRun)
		.sort((a, b) => compareVersions(b.n8n, a.n8n));
}
