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

const foundIn = ({ results }: StoredRun): Found[] =>
	Object.entries(results).flatMap(([credential, rows]) =>
		Object.entries(rows).flatMap(([row, outcomes]) =>
			Object.entries(outcomes).map(([place, outcome]) => ({
				...outcome,
				row,
				who: `${credential}, ${places[place]}`,
			})),
		),
	);

const holds = ({ counted }: Found): boolean => counted === undefined;
const promise = ({ n8n }: StoredRun): string => (isPromised(n8n) ? 'yes' : 'no');
const share = (found: Found[]): string => `${found.filter(holds).length} of ${found.length}`;

/** What n8n of any version makes impossible is no matter of versions. */
const limitsOf = (run: StoredRun, newest: StoredRun): string[] => {
	const always = new Set(foundIn(newest).map(({ why }) => why));
	const own = foundIn(run).flatMap(({ counted, why }) => (counted === undefined ? [] : [why ?? UNEXPLAINED]));
	return [...new Set(own)].filter((why) => !always.has(why));
};

const UNEXPLAINED = 'Seen, and not traced to a single cause';

/** The short table of the README. */
export function shortTable(runs: StoredRun[]): string {
	const [newest] = runs;
	const lines = runs.map((run) => {
		const limits = newest ? limitsOf(run, newest).length : 0;
		const said =
			limits === 0 ? 'none' : `[${limits}](docs/compatibility.md#n8n-${run.n8n.replaceAll('.', '')})`;
		return [run.n8n, promise(run), share(foundIn(run)), said];
	});
	return markdownTable([['n8n', 'promised', 'cases that hold', 'limits of this version'], ...lines]);
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

function weaker(run: StoredRun): string {
	const causes = new Map<string, Found[]>();
	for (const each of foundIn(run).filter((found) => !holds(found))) {
		const why = each.why ?? UNEXPLAINED;
		causes.set(why, [...(causes.get(why) ?? []), each]);
	}
	const parts = [...causes].map(([why, found]) => `**${why}.**\n\n${markdownTable(linesOf(found))}`);
	return [`### n8n ${run.n8n}`, ...(parts.length > 0 ? parts : ['Nothing.'])].join('\n\n');
}

const linesOf = (found: Found[]) => [
	['case', 'credential, place', 'counted'],
	...found.map(({ row, who, counted = '' }) => [row, who, counted]),
];

const intro = `# On which n8n it works

<!-- Written by \`npm run docs\`, out of what \`npm run e2e -- --n8n <version>\` has kept in test/e2e/results. -->

The same tarball, the same cases and the same stand-ins, on a real n8n of each of these versions. **n8n ${promisedFrom} and
newer is promised**: what does not hold there is what n8n makes impossible in every version, and is explained in
[what stays connected](capabilities.md). On older ones the cases are run to know what is weaker.
`;

/** The page of the docs: what holds on which version, and what does not, and why. */
export function compatibilityPage(runs: StoredRun[]): string {
	const cases = `## Case by case\n\nHow many hold, of all credential types and places that a case is run for; ✓ is all of them.\n\n${caseTable(runs)}\n`;
	const rest = `## What does not hold\n\n${runs.map(weaker).join('\n\n')}\n`;
	return [intro, cases, rest].join('\n');
}
