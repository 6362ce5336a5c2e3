import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Credential, Workflow } from '../../../host/entities';
import { credentialTypes } from '../../../host/package';
import { demoCredentials } from '../../../host/welcome';
import { root } from '../../support/providers';

const files = readdirSync(path.join(root, 'examples')).sort();
const read = <T>(file: string) => JSON.parse(readFileSync(path.join(root, 'examples', file), 'utf8')) as T;

describe('what `npm start` says of demo accounts', () => {
	const credentials = files
		.filter((file) => file.endsWith('.credentials.json'))
		.flatMap((file) => read<Credential[]>(file));
	const lines = demoCredentials(credentials).join('\n');

	it('has all that a credential of each type needs', () => {
		for (const type of credentialTypes()) expect(lines).toContain(`(${type}): `);
		for (const { data } of credentials) {
			for (const value of Object.values(data)) if (typeof value === 'string') expect(lines).toContain(value);
		}
	});

	it('is in words', () => {
		expect(lines).toContain('two-factor secret ');
		expect(lines).toMatch(/\bclient ID \S+, client secret /);
		expect(lines).toMatch(/\bbase URL https:/);
	});
});

it.each(files.filter((file) => file.endsWith('.workflow.json')))(
	'%s says which credentials to choose',
	(file) => {
		const { nodes } = read<Workflow>(file);
		const notes = nodes
			.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
			.map(({ parameters }) => String(parameters.content))
			.join('\n');
		const chosen = nodes.flatMap(({ credentials = {} }) =>
			Object.values(credentials).map(({ name }) => name),
		);
		for (const name of chosen) expect(notes).toContain(`_${name}_`);
	},
);
