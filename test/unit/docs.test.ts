import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { endpointsOf, operationsPage } from '../../scripts/operationsTable';
import { providers, root } from '../support/providers';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

it('the table of operations is what `npm run docs` writes', () => {
	expect(read('docs/operations.md')).toBe(operationsPage(providers));
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
		for (const endpoint of endpoints) expect(line).toContain(endpoint);
	});

	it('has an output schema', () => {
		const file = `nodes/${folder}/__schema__/v1.0.0/${value.replace(':', '/')}.json`;
		expect(existsSync(path.join(root, file))).toBe(true);
	});

	it('is in an example', () => {
		const [resource, operation] = value.split(':');
		const texts = readdirSync(path.join(root, 'examples'))
			.filter((file) => file.startsWith(folder.toLowerCase()) && file.endsWith('.workflow.json'))
			.map((file) => read(`examples/${file}`));
		const uses = texts.flatMap((text) => (JSON.parse(text) as { nodes: ExampleNode[] }).nodes);
		expect(uses.map(({ parameters: { resource: r, operation: o } }) => `${r}:${o}`)).toContain(
			`${resource}:${operation}`,
		);
	});
});

interface ExampleNode {
	readonly parameters: { readonly resource?: string; readonly operation?: string };
}
