import { type Entry, titleOf } from './entry';
import { markdownTable, Notes } from './markdown';
import type { Outcome, StoredRun } from './results';
import { applies, type Row } from './row';
import type { Place } from './workflows';

const intro = `# What stays connected

<!-- Written by \`npm run docs\`, out of what \`npm run e2e\` has kept in test/e2e/results. -->

Each line was run on a real n8n, against stand-ins of the providers that are as strict as they are known to be, with
access tokens that last seconds, refresh tokens that rotate, and detection of their reuse. "Our node" is the node of this
package, "HTTP Request" the node that comes with n8n.

- ✓ holds: no failure, no token call too many, and no request on a dead token, unless the line is about that.
- A number refers to what n8n or the provider makes impossible; it is explained [below](#what-cannot-be-had). What was
  counted in the last run stands beside it.
- An empty cell: there is nothing of the kind to show there.
`;

const places: Place[] = ['node', 'http', 'test'];

/** An entry with what is run for it. */
interface Section {
	entry: Entry;
	rows: Row[];
}

/** The entries with the rows that apply to each somewhere, in the order of `rows`. */
export function sectionsOf(entries: Entry[], rows: Row[]): Section[] {
	return entries.map((entry) => ({
		entry,
		rows: rows.filter((row) => places.some((place) => applies(row, entry, place))),
	}));
}

function cell(outcome: Outcome | undefined, notes: Notes): string {
	if (!outcome) return '';
	const { counted, why } = outcome;
	if (counted === undefined) return '✓';
	return why === undefined ? '✗' : [`${notes.numberOf(why)}.`, counted].join(' ').trim();
}

function table({ entry, rows }: Section, results: StoredRun['results'], notes: Notes): string {
	const known = results[titleOf(entry)] ?? {};
	const lines = rows.map(({ name }) => [name, ...places.map((place) => cell(known[name]?.[place], notes))]);
	return markdownTable([['case', 'our node', 'HTTP Request', 'Test'], ...lines]);
}

const always = `n8n itself sets these limits, whichever credential it is:

- The HTTP Request node refreshes an OAuth2 credential after a 401 only, so the requests that were under way by then are
  sent in vain, and then once more.
- The Test button of an OAuth2 credential sends nothing: n8n looks whether there is a token, not whether it works.
- In the HTTP Request node our credentials are not told their own name; messages there say what is wrong, and n8n shows
  which node it was.
- n8n does not tell the code of a credential which one it is. Two session credentials with the very same content that
  are first used within three seconds start with one session; neither fails.
- What a provider asks in between, such as Fluxer's sudo challenge, only our nodes can answer.
- Editing an OAuth2 credential leaves its tokens as they are. Connect it again after changing client, secret or server.
- Workers share no memory, and n8n has a lock for OAuth2 credentials only.
`;

/**
 * The page of the docs: what was run for each credential type, and what came of it. What is in no stored run yet is left
 * out, so that a new credential type or row is told of once it was run.
 */
export function capabilitiesPage(sections: Section[], results: StoredRun['results']): string {
	const notes = new Notes();
	const tables = sections
		.map((section) => ranOf(section, results))
		.filter(({ rows }) => rows.length > 0)
		.map((section) => `## ${titleOf(section.entry)}\n\n${table(section, results, notes)}\n`);
	const impossible = `## What cannot be had\n\n${[notes.list(), always].filter(Boolean).join('\n\n')}`;
	return [intro, ...tables, impossible].join('\n');
}

/** A section with the rows alone that a stored run has. */
const ranOf = ({ entry, rows }: Section, results: StoredRun['results']): Section => ({
	entry,
	rows: rows.filter(({ name }) => results[titleOf(entry)]?.[name]),
});

/** What a page says is shown, without what came of it: `type: case` of each line. */
function linesOf(page: string): string[] {
	let section = '';
	return page.split('\n').flatMap((line) => {
		if (line.startsWith('## ')) section = line.slice(3);
		const [, first = ''] = /^\| (.*?) +\|/.exec(line) ?? [];
		return first === '' || first === 'case' || /^-+$/.test(first) ? [] : [`${section}: ${first}`];
	});
}

/** The lines that an older page lacks of what is run, and those it has of what is run no more. */
export function comparePage(page: string, sections: Section[]): { lacking: string[]; leftOver: string[] } {
	const known = linesOf(page);
	const wanted = sections.flatMap(({ entry, rows }) => rows.map(({ name }) => `${titleOf(entry)}: ${name}`));
	return {
		lacking: wanted.filter((line) => !known.includes(line)),
		leftOver: known.filter((line) => !wanted.includes(line)),
	};
}
