import { isPromised, promisedFrom } from '../../host/versions';
import { markdownTable } from './markdown';
import type { Outcome, StoredRun } from './results';

/** One outcome with what it is of. */
interface Found extends Outcome {
	row: string;
	/** Such as `peerTubeSessionsApi, HTTP Request`. */
	who: string;
}

const places: Record<string, string> = { node: 'our node', http: 'HTTP Request', test: 'Test' };

/** What n8n of any version makes impossible is no matter of versions. */
const isOfAll = ({ why, until }: Outcome): boolean => why !== undefined && until === undefined;

const foundIn = ({ results }: StoredRun): Found[] =>
	Object.entries(results).flatMap(([credential, rows]) =>
		Object.entries(rows).flatMap(([row, outcomes]) =>
			Object.entries(outcomes)
				.filter(([, outcome]) => !isOfAll(outcome))
				.map(([place, outcome]) => ({ ...outcome, row, who: `${credential}, ${places[place]}` })),
		),
	);

const holds = ({ counted }: Found): boolean => counted === undefined;
const share = (found: Found[]): string => `${found.filter(holds).length} of ${found.length}`;

const UNEXPLAINED = 'Seen, and not traced to a single cause';
const causeOf = ({ why, until }: Found): string =>
	until ? `${why} (gone by n8n ${until})` : (why ?? UNEXPLAINED);

/** What does not hold on this version and does on a newer one, by its cause. */
function weakerIn(run: StoredRun): Map<string, Found[]> {
	const causes = new Map<string, Found[]>();
	for (const found of foundIn(run).filter((each) => !holds(each))) {
		causes.set(causeOf(found), [...(causes.get(causeOf(found)) ?? []), found]);
	}
	return causes;
}

const anchorOf = ({ n8n }: StoredRun): string => `n8n-${n8n.replaceAll('.', '')}`;

/** The short table of the README. */
export function shortTable(runs: StoredRun[]): string {
	const lines = runs.map((run) => {
		const found = foundIn(run);
		const limits = weakerIn(run).size;
		return [
			run.n8n,
			isPromised(run.n8n) ? 'yes' : 'no',
			run.short ? `${share(found)}, of those that differ by version` : share(found),
			limits === 0 ? 'nothing' : `[${limits}](docs/compatibility.md#${anchorOf(run)})`,
		];
	});
	return markdownTable([['n8n', 'promised', 'cases that hold', 'weaker than newer versions in'], ...lines]);
}

function caseTable(runs: StoredRun[]): string {
	const found = runs.map(foundIn);
	const names = [...new Set(found.flat().map(({ row }) => row))];
	const lines = names.map((name) => [
		name,
		...found.map((of) => {
			const those = of.filter(({ row }) => row === name);
			if (those.length === 0) return '';
			return those.every(holds) ? '✓' : share(those);
		}),
	]);
	return markdownTable([['case', ...runs.map(({ n8n }) => n8n)], ...lines]);
}

const linesOf = (found: Found[]) => [
	['case', 'credential, place', 'counted'],
	...found.map(({ row, who, counted = '' }) => [row, who, counted]),
];

function weaker(run: StoredRun): string {
	const parts = [...weakerIn(run)].map(([why, found]) => `**${why}.**\n\n${markdownTable(linesOf(found))}`);
	return [`### n8n ${run.n8n}`, ...(parts.length > 0 ? parts : ['Nothing.'])].join('\n\n');
}

const intro = `# On which n8n it works

<!-- Written by \`npm run docs\`, out of what \`npm run e2e -- --n8n <version>\` has kept in test/e2e/results. -->

The same tarball, the same cases and the same stand-ins, on a real n8n of each of these versions. **n8n ${promisedFrom} and
newer is promised.** On older ones those cases were run that differ by version, to know what is weaker; whether a secret can
leave for another server is among them ("another host", "redirected", "address of a stranger"). What no version of n8n makes
possible is explained in [what stays connected](capabilities.md).
`;

/** The page of the docs: what holds on which version, and what does not, and why. */
export function compatibilityPage(runs: StoredRun[]): string {
	const cases = `## Case by case\n\nHow many hold, of all credential types and places that a case is run for and that some version of n8n makes possible; ✓ is all of them. An empty cell: not run on that version.\n\n${caseTable(runs)}\n`;
	const rest = `## What is weaker than on newer versions\n\n${runs.map(weaker).join('\n\n')}\n`;
	return [intro, cases, rest].join('\n');
}

const [BEGIN, END] = ['<!-- versions of n8n: written by `npm run docs` -->', '<!-- end of the versions -->'];

/**
 * The README with the short table between its two marks.
 * @throws {Error} when it has no such marks
 */
export function withShortTable(readme: string, runs: StoredRun[]): string {
	const [start, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
	if (start < 0 || end < start) throw new Error('The README has no place for the versions of n8n');
	return `${readme.slice(0, start)}${BEGIN}\n\n${shortTable(runs)}\n\n${readme.slice(end)}`;
}
