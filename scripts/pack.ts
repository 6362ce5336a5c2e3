import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const WINDOWS = process.platform === 'win32';

export interface Packed {
	/** The `.tgz` that would be published. */
	readonly tarball: string;
	/** What is in it, unpacked. */
	readonly folder: string;
}

/**
 * Builds the package, packs it and unpacks the tarball again: everything that is tested, scanned or started
 * is what a user would install.
 *
 * @param root the repository
 * @throws {Error} with the output of the step that failed
 */
export async function pack(root: string): Promise<Packed> {
	const folder = path.join(root, 'build', 'packed');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await npm(root, ['run', '--silent', 'build']);
	const { stdout } = await npm(root, ['pack', '--json', '--pack-destination', folder]);
	const tarball = path.join(folder, filename(stdout));
	await run('tar', ['-xzf', tarball, '-C', folder]);
	return { tarball, folder: path.join(folder, 'package') };
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
