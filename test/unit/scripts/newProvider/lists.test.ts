import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LISTS } from '../../../../scripts/newProvider/lists';
import { namesOf } from '../../../../scripts/newProvider/names';
import { root } from '../../../support/providers';

const NAMES = namesOf('Globex Drive');
const before = (file: string) => readFileSync(path.join(root, file), 'utf8');
const added = (file: string) => {
	const lines = new Set(before(file).split('\n').map(bare));
	return (LISTS[file]?.(before(file), NAMES) ?? '')
		.split('\n')
		.map(bare)
		.filter((line) => !lines.has(line));
};
/** A comma comes to the line before as well. */
const bare = (line: string) => line.trim().replace(/,$/, '');

it('package.json gets the files that n8n is to load, and nothing else', () => {
	expect(added('package.json')).toEqual([
		'"dist/credentials/GlobexDriveSessionsOAuth2Api.credentials.js"',
		'"dist/nodes/GlobexDrive/GlobexDrive.node.js"',
		'"dist/nodes/GlobexDrive/GlobexDriveTrigger.node.js"',
	]);
});

it('the sandbox gets one more provider, after all others', () => {
	expect(added('sandbox/index.ts')).toEqual([
		"import { createGlobexDrive } from './globexdrive/server';",
		'globexDrive: createGlobexDrive',
	]);
	const after = LISTS['sandbox/index.ts']?.(before('sandbox/index.ts'), NAMES);
	expect(after).toMatch(/\n\tglobexDrive: createGlobexDrive,\n\} satisfies /);
});

it('a sandbox in another form is not changed by guesses', () => {
	expect(() => LISTS['sandbox/index.ts']?.('const creators = {};\n', NAMES)).toThrow('another form');
});
