import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const WINDOWS = process.platform === 'win32';

interface Packed {
	/** The `.tgz` that would be published. */
	readonly tarball: string;
	/** What is in it, unpacked. */
	readonly folder: string;
}

/** All that decides what is in the tarball, and what builds it. */
const SOURCES = [
	...['credentials', 'nodes', 'oauth'],
	...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.package.json', 'gulpfile.js'],
	...['index.js', 'README.md', 'LICENSE.md'],
];

/**
 * Builds the package, packs it and unpacks the tarball again: everything that is tested, scanned or started
 * is what a user would install. Nothing is done again while the sources are those of the last time.
 *
 * @param root the repository
 * @param isAnew whether to do it again all the same
 * @throws {Error} with the output of the step that failed
 */
export async function pack(root: string, isAnew = false): Promise<Packed> {
	const folder = path.join(root, 'build', 'packed');
	const made = path.join(folder, 'made.json');
	const digest = await digestOf(root);
	const last = await readFile(made, 'utf8').then(JSON.parse, () => ({}));
	if (isAnew || last.digest !== digest) {
		const tarball = await build(root, folder);
		await writeFile(made, JSON.stringify({ digest, tarball }));
		last.tarball = tarball;
	}
	return { tarball: path.join(folder, last.tarball), folder: path.join(folder, 'package') };
}

/** Of all source files, names and bytes. */
async function digestOf(root: string): Promise<string> {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		const found = await readdir(path.join(root, source), { recursive: true, withFileTypes: true }).catch(
			() => [],
		);
		const inside = found
			.filter((entry) => entry.isFile())
			.map((entry) => path.join(entry.parentPath, entry.name));
		const files = inside.length > 0 ? inside.sort() : [path.join(root, source)];
		for (const file of files) hash.update(`${path.relative(root, file)}\0`).update(await readFile(file));
	}
	return hash.digest('hex');
}

/** @returns the name of the tarball in the folder */
async function build(root: string, folder: string): Promise<string> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await npm(root, ['run', '--silent', 'build']);
	const { stdout } = await npm(root, ['pack', '--json', '--pack-destination', folder]);
	const tarball = filename(stdout);
	await run('tar', ['-xzf', path.join(folder, tarball), '-C', folder]);
	return tarball;
}

/** npm 11 prints a list; later versions print an object keyed by package name. */
function filename(json: string): string {
	const [packed] = Object.values(JSON.parse(json) as Record<string, { filename: string }>);
	if (!packed) throw new Error(`npm pack named no file: ${json}`);
	return packed.filename;
}

async function npm(cwd: string, parameters: string[]) {
	return await run(WINDOWS ? 'npm.cmd' : 'npm', parameters, { cwd, shell: WINDOWS, maxBuffer: 1 << 24 });
}
