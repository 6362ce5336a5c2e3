import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../host/paths';
import { releaseProblems, type Manifest } from './releaseProblems';

/** Refuses a tag for what is not ready to be published: `npm run release-check -- --tag v1.2.3`. */

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

function remote(): string | undefined {
	try {
		const url = execFileSync('git', ['remote', 'get-url', 'origin'], {
			cwd: root,
			encoding: 'utf8',
			stdio: 'pipe',
		});
		return /([\w.-]+\/[\w.-]+?)(?:\.git)?\s*$/.exec(url)?.[1];
	} catch {
		return undefined;
	}
}

/** A digest of what is in a folder, names and bytes. */
function digestOf(folder: string): string {
	const hash = createHash('sha256');
	for (const file of readdirSync(path.join(root, folder)).sort())
		hash.update(file).update(read(path.join(folder, file)));
	return hash.digest('hex');
}

const isAsNow = (version: string) =>
	/^\d/.test(version) && digestOf(path.join('test', 'saved', version)) === digestOf('examples');

const texts = (): Record<string, string> => {
	const listed = execFileSync('git', ['ls-files', '*.md', '.github', 'credentials', 'nodes/**/*.json'], {
		cwd: root,
		encoding: 'utf8',
	});
	return Object.fromEntries(
		listed
			.split('\n')
			.filter(Boolean)
			.map((file) => [file, read(file)]),
	);
};

const { values } = parseArgs({ options: { tag: { type: 'string' } } });
const problems = releaseProblems(JSON.parse(read('package.json')) as Manifest, {
	repository: process.env.GITHUB_REPOSITORY ?? remote(),
	tag: values.tag,
	changelog: read('CHANGELOG.md'),
	saved: readdirSync(path.join(root, 'test', 'saved')).filter(isAsNow),
	texts: texts(),
});
for (const problem of problems) console.error(`✗ ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else console.log('Nothing stands in the way of this release.');
