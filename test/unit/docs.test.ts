import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { endpointsOf, operationsPage } from '../../scripts/operationsTable';
import { eventsOf } from '../../nodes/shared/watching/triggerFields';
import { providers, root } from '../support/providers';
import { watchedServices } from '../support/watched';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const tableProviders = providers.map((each) => {
	const trigger = watchedServices.find(({ folder }) => folder === each.folder);
	if (!trigger) throw new Error(`${each.folder} has no trigger`);
	return { ...each, trigger };
});

it('the table of operations is what `npm run docs` writes', () => {
	expect(read('docs/operations.md')).toBe(operationsPage(tableProviders));
});

const examples = readdirSync(path.join(root, 'examples'))
	.filter((file) => file.endsWith('.workflow.json'))
	.map((file) => ({
		file,
		...(JSON.parse(read(`examples/${file}`)) as { nodes: ExampleNode[]; pinData?: object }),
	}));

it.each(examples)('the example $file names no ID of a credential, and pins no data', ({ nodes, pinData }) => {
	const references = nodes.flatMap(({ credentials = {} }) => Object.values(credentials));
	expect(references.filter(({ id }) => id !== null)).toEqual([]);
	expect(pinData).toBeUndefined();
});

it('the pages show all pictures that there are, each on light and on dark', () => {
	const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).map((file) => `docs/${file}`)];
	const shown = pages
		.filter((page) => page.endsWith('.md'))
		.flatMap((page) =>
			[...read(page).matchAll(/ src(?:set)?="([^"]+\.png)"/g)].map(([, file = '']) =>
				path.join(path.dirname(page), file),
			),
		);
	const names = readdirSync(path.join(root, 'docs', 'images')).map((file) => `docs/images/${file}`);
	expect([...new Set(shown)].sort()).toEqual(names.sort());
	const light = names.filter((name) => name.endsWith('.light.png'));
	expect(light.map((name) => name.replace('.light.', '.dark.')).sort()).toEqual(
		names.filter((name) => name.endsWith('.dark.png')).sort(),
	);
});

const rows = providers.flatMap(({ folder, operations }) =>
	operations.map(({ resource, operation, dialect, value }) => ({
		name: `${folder}, ${resource.name}: ${operation.name}`,
		folder,
		row: `| ${resource.name}: ${operation.name} `,
		value,
		endpoints: endpointsOf({ operation, dialect }),
	})),
);

describe.each(rows)('$name', ({ folder, row, value, endpoints }) => {
	it('has its row in the docs, with its endpoints', () => {
		const line = read(`docs/${folder.toLowerCase()}.md`)
			.split('\n')
			.find((each) => each.startsWith(row));
		expect(line).toBeDefined();
		for (const endpoint of endpoints) expect(line).toContain(endpoint);
	});

	it('has an output schema', () => {
		const file = `nodes/${folder}/__schema__/v1.0.0/${value.replace(':', '/')}.json`;
		expect(existsSync(path.join(root, file))).toBe(true);
	});

	it('is in an example', () => {
		const [resource, operation] = value.split(':');
		const uses = examples
			.flatMap(({ nodes }) => nodes)
			.filter(({ type }) => type.split('.')[1]?.toLowerCase() === folder.toLowerCase());
		expect(uses.map(({ parameters: { resource: r, operation: o } }) => `${r}:${o}`)).toContain(
			`${resource}:${operation}`,
		);
	});
});

describe.each(watchedServices)('the trigger of $folder', ({ service }) => {
	it('has all its events on the page of triggers', () => {
		const page = read('docs/triggers.md');
		expect(eventsOf(service).filter(({ name }) => !page.includes(name))).toEqual([]);
	});
});

/** The cells of each row of the tables on a page, without their headings. */
const rowsOf = (page: string) =>
	page
		.split(/\n(?!\|)/)
		.map((part) => part.trim())
		.filter((table) => table.startsWith('|'))
		.flatMap((table) => {
			const [heading = [], , ...body] = table.split('\n').map((row) => row.split('|').slice(1, -1));
			return body.map((row) =>
				Object.fromEntries(row.map((cell, column) => [heading[column]?.trim() ?? '', cell.trim()])),
			);
		});

describe.each(providers.map(({ folder }) => folder))('what the page of %s says of servers', (folder) => {
	const known = rowsOf(read(`docs/${folder.toLowerCase()}.md`)).flatMap(
		({ 'known from': mark }) => mark ?? [],
	);

	it('says what it is known from, wherever there is a column for it', () => {
		const marks = /^(observed \(.*\d.*\)|source|document|unverified|nothing is sent)\b/;
		expect(known.filter((mark) => !marks.test(mark))).toEqual([]);
	});
});

const UNSEEN = /\*\*Nobody who works on this package has seen a running (.+) server\.\*\*/;
const unseen = providers.flatMap(({ folder, provider }) => {
	const page = read(`docs/${folder.toLowerCase()}.md`);
	return UNSEEN.test(page.slice(0, 1000)) ? [{ folder, page, name: provider.dialect.provider }] : [];
});

it('the pages of services that the README says nobody has seen say so at their beginning', () => {
	const [, names = ''] = /^\| (.+?) +\| no server seen/m.exec(read('README.md')) ?? [];
	expect(unseen.map(({ name }) => name)).toEqual(expect.arrayContaining(names.split(', ')));
});

describe.each(unseen)('$folder, whose servers nobody has seen', ({ folder, page }) => {
	it('is not said to be observed', () => {
		expect(page).not.toMatch(/observed/i);
	});

	it('says of every operation what it is known from', () => {
		const operations = rows.filter((each) => each.folder === folder);
		const marked = rowsOf(page).filter(
			(row) => row.operation !== undefined && row['known from'] !== undefined,
		);
		expect(marked).toHaveLength(operations.length);
	});
});

describe('the page about security', () => {
	const page = read('docs/security.md');
	const requirements = rowsOf(page).filter((row) => row.section !== undefined);
	/** Those of RFC 9700 that ask something of somebody. */
	const sections = ['2.1', '2.1.1', '2.1.2', '2.2.1', '2.2.2', '2.3', '2.4', '2.5', '2.6'];
	const attacks = Array.from({ length: 17 }, (_, index) => `4.${index + 1}`);

	it('goes through RFC 9700 section by section', () => {
		const told = requirements.map(({ section = '' }) => (/^4\.\d+/.exec(section) ?? [section])[0]);
		expect([...new Set(told)]).toEqual([...sections, ...attacks]);
	});

	it.each(requirements.map((row) => [`${row.section}: ${row['what it asks']}`, row] as const))(
		'%s',
		(_, { 'how it is met': how = '', 'held by': heldBy = '' }) => {
			if (heldBy === '–') {
				expect(how).toMatch(/^(Does not apply|Not met):/);
				return;
			}
			const references = heldBy.split('<br>').map((each) => each.trim());
			expect(references.filter((reference) => !isTest(reference))).toEqual([]);
		},
	);
});

/** Whether `unit/oauth/pkce`: _what it says_ is the title of a test, as its file has it. */
function isTest(reference: string): boolean {
	const [, file = '', title = ''] = /^`([\w/.]+)`: _(.+)_$/.exec(reference) ?? [];
	const source = `test/${file}.test.ts`;
	if (!existsSync(path.join(root, source))) return false;
	const text = read(source);
	return ["'", '"', '`'].some((quote) => text.includes(`${quote}${title}${quote}`));
}

interface ExampleNode {
	readonly type: string;
	readonly credentials?: Readonly<Record<string, { readonly id: string | null }>>;
	readonly parameters: { readonly resource?: string; readonly operation?: string };
}
