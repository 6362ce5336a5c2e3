import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Credential, Workflow } from '../../../host/entities';
import type { N8n } from '../../../host/n8n';
import type { CredentialTypeDescription } from '../../../host/offered';
import { credentialTypes } from '../../../host/package';
import type { Sandbox } from '../../../host/sandbox';
import { demoCredentials, FIRST_EXAMPLE, welcome } from '../../../host/welcome';
import { root } from '../../support/providers';

const files = readdirSync(path.join(root, 'examples')).sort();
const read = <T>(file: string) => JSON.parse(readFileSync(path.join(root, 'examples', file), 'utf8')) as T;

/** Our types as n8n describes them; those of n8n that they extend are not needed to name what the examples hold. */
const types = credentialTypes().map((name) => {
	const file = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
	const loaded = require(path.join(root, 'credentials', `${file}.credentials`)) as Record<
		string,
		new () => CredentialTypeDescription
	>;
	return new (loaded[file] as new () => CredentialTypeDescription)();
});

describe('what `npm start` says', () => {
	const credentials = files
		.filter((file) => file.endsWith('.credentials.json'))
		.flatMap((file) => read<Credential[]>(file));
	const accounts = demoCredentials(credentials, types);
	const lines = accounts.join('\n');

	it('has all that a credential of each type needs, but long keys that nobody types', () => {
		for (const { displayName } of types) expect(lines).toContain(`(${displayName}): `);
		for (const { data } of credentials) {
			for (const [field, value] of Object.entries(data)) {
				if (typeof value !== 'string' || ['grantType', 'scope'].includes(field)) continue;
				if (/sealKey/i.test(field)) expect(lines).not.toContain(value);
				else expect(lines).toContain(value);
			}
		}
	});

	it('calls everything as the editor does', () => {
		expect(lines).toContain('(Cal.com API): API URL https:');
		expect(lines).toContain('Client Type Public (PKCE, No Client Secret)');
		expect(lines).toMatch(/\bClient ID \S+, Client Secret \S+/);
		expect(lines).toContain('Seal Key (filled in), Older Seal Keys (filled in)');
		expect(lines).not.toMatch(/\b(?:baseUrl|undefined)\b|SessionsApi/);
	});

	it('ends with how to sign in and what to try first, which exists', () => {
		const n8n = { baseUrl: 'http://localhost:5678', logFile: 'n8n.log' } as N8n;
		const owner = { email: 'owner@sandbox.example', password: 'of-the-owner' };
		const sandbox = { urls: { peerTube: 'http://127.0.0.1:4801' } } as Sandbox;
		const end = welcome(n8n, sandbox, owner, accounts).split('\n').slice(-4);
		expect(end[0]).toBe('Open http://localhost:5678/home/workflows in a browser, and sign in:');
		expect(end[1]).toContain(owner.email);
		expect(end[2]).toContain(owner.password);
		expect(end[3]).toContain(FIRST_EXAMPLE);
		const workflows = files.filter((file) => file.endsWith('.workflow.json'));
		expect(workflows.map((file) => read<Workflow>(file).name)).toContain(FIRST_EXAMPLE);
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
