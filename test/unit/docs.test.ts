import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { provider } from '../../nodes/PeerTube/provider';
import { valueOf } from '../../nodes/shared/operation';

const root = path.resolve(__dirname, '../..');
const page = readFileSync(path.join(root, 'docs/peertube.md'), 'utf8');

const operations = provider.resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		name: `${resource.name}: ${operation.name}`,
		resource,
		operation,
	})),
);

describe.each(operations)('$name', ({ name, resource, operation }) => {
	const endpoint = provider.dialect.endpoints[operation.endpoint];

	it('has its row in the docs, with its endpoint', () => {
		const row = page.split('\n').find((line) => line.startsWith(`| ${name} `));
		const url = endpoint?.url.replace('{instanceUrl}', '').replace('{userId}', '{id}');
		expect(row).toContain(`\`${endpoint?.method} ${url}\``);
	});

	it('has an output schema', () => {
		const file = `${valueOf(resource.name)}/${valueOf(operation.name)}.json`;
		expect(existsSync(path.join(root, 'nodes/PeerTube/__schema__/v1.0.0', file))).toBe(true);
	});

	it('is in an example', () => {
		const examples = ['my-connection', 'other-people', 'sign-out-other-devices'].map((file) =>
			readFileSync(path.join(root, `examples/peertube-${file}.workflow.json`), 'utf8'),
		);
		expect(examples.some((text) => text.includes(`"operation": "${valueOf(operation.name)}"`))).toBe(true);
	});
});
