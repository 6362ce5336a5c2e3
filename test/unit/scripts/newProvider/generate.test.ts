import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { about, checkedNames, newFiles } from '../../../../scripts/newProvider/generate';
import { namesOf } from '../../../../scripts/newProvider/names';
import { servicesOf } from '../../../../scripts/packages/services';
import { root } from '../../../support/providers';

const NAMES = namesOf('Globex-2 Drive');
const files = newFiles(root, NAMES);
const sources = [...files].filter(([file]) => file.endsWith('.ts'));

it('a name takes the place of that of the template in each of its spellings', () => {
	expect(about(NAMES, "AcmeCloud, acmeCloud, acmecloud, acme cloud: 'Acme Cloud API'")).toBe(
		"Globex2Drive, globex2Drive, globex2drive, globex-2 drive: 'Globex-2 Drive API'",
	);
});

it('a service has all its parts', () => {
	const parts = [
		'credentials/Globex2DriveSessionsOAuth2Api.credentials.ts',
		'docs/globex2drive.md',
		'examples/globex2drive-my-connection.workflow.json',
		'examples/globex2drive.credentials.json',
		'nodes/Globex2Drive/Globex2Drive.node.json',
		'nodes/Globex2Drive/Globex2Drive.node.ts',
		'nodes/Globex2Drive/Globex2DriveTrigger.node.ts',
		'nodes/Globex2Drive/globex2Drive.dark.svg',
		'nodes/Globex2Drive/globex2Drive.dialect.ts',
		'nodes/Globex2Drive/globex2Drive.svg',
		'nodes/Globex2Drive/provider.ts',
		'nodes/Globex2Drive/__schema__/v1.0.0.json',
		'sandbox/globex2drive/server.ts',
		'test/contract/globex2drive.test.ts',
		'test/e2e/entries/globex2Drive.ts',
		'test/workflow/globex2Drive.test.ts',
	];
	expect([...files.keys()]).toEqual(expect.arrayContaining(parts));
});

it.each([...files])('%s is about the new service alone, and overwrites nothing', (file, text) => {
	expect(file + text).not.toMatch(/acme|globex(?!-2 drive|2drive)/i);
	expect(existsSync(path.join(root, file))).toBe(false);
});

it.each([...files].filter(([file]) => file.endsWith('.json')))('%s is JSON', (_, text) => {
	expect(JSON.parse(text)).toEqual(expect.anything());
});

it.each(sources)('%s is TypeScript, and imports what is there', (file, text) => {
	const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
	expect(diagnostics).toEqual([]);
	const missing = [...text.matchAll(/from '(\.[^']+)'/g)]
		.map(([, to = '']) => path.posix.join(path.posix.dirname(file), to))
		.map((target) => [`${target}.ts`, `${target}/index.ts`])
		.filter((targets) => !targets.some((each) => files.has(each) || existsSync(path.join(root, each))));
	expect(missing).toEqual([]);
});

it.each([
	[servicesOf(root)[0]?.folder ?? '', 'is there already'],
	['Table', 'docs/table.md is there already, and nothing is overwritten'],
	['Codes', 'means something else'],
	['', 'what the service is called'],
])('%j is refused before anything is written', (name, words) => {
	expect(() => checkedNames(root, name)).toThrow(words);
});

describe('the guide', () => {
	const guide = readFileSync(path.join(root, 'docs', 'adding-a-provider.md'), 'utf8');
	const written = [...newFiles(root, namesOf('Acme Cloud')).keys()];

	it('names files and folders that are written', () => {
		const named = [
			...guide.matchAll(/`((?:credentials|docs|examples|nodes|sandbox|test)\/[^`]*acme[^`]*)`/gi),
		];
		const missing = named
			.map(([, name = '']) => name)
			.filter((name) => !written.some((file) => file.startsWith(name.replace(/\*.*/, ''))));
		expect([named.length > 10, missing]).toEqual([true, []]);
	});

	it('names commands that there are', () => {
		const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
			scripts: object;
		};
		const commands = [...guide.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
		expect(commands.filter((name) => !Object.keys(scripts).includes(name))).toEqual([]);
	});
});
