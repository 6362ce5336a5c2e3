import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { provider as fuseSign } from '../../nodes/FuseSign/provider';
import { provider as peerTube } from '../../nodes/PeerTube/provider';
import { valueOf } from '../../nodes/shared/operation';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const operations = [fuseSign, peerTube].flatMap(({ dialect, resources }) =>
	resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			name: `${dialect.provider}, ${resource.name}: ${operation.name}`,
			row: `| ${resource.name}: ${operation.name} `,
			value: { resource: valueOf(resource.name), operation: valueOf(operation.name) },
			folder: dialect.provider,
			endpoint: dialect.endpoints[operation.endpoint],
		})),
	),
);

describe.each(operations)('$name', ({ row, value, folder, endpoint }) => {
	it('has its row in the docs, with its endpoint', () => {
		const line = read(`docs/${folder.toLowerCase()}.md`)
			.split('\n')
			.find((each) => each.startsWith(row));
		const url = endpoint?.url.replace(/^\{\w+\}/, '').replace('{userId}', '{id}');
		expect(line).toContain(`\`${endpoint?.method} ${url}\``);
	});

	it('has an output schema', () => {
		const file = `nodes/${folder}/__schema__/v1.0.0/${value.resource}/${value.operation}.json`;
		expect(existsSync(path.join(root, file))).toBe(true);
	});

	it('is in an example', () => {
		const examples = readdirSync(path.join(root, 'examples')).filter((file) =>
			file.startsWith(folder.toLowerCase()),
		);
		const texts = examples.map((file) => read(`examples/${file}`));
		expect(texts.some((text) => text.includes(`"operation": "${value.operation}"`))).toBe(true);
	});
});
