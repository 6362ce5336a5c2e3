import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../host/paths';

const savedFolder = path.join(root, 'test', 'saved');
const examplesFolder = path.join(root, 'examples');
const digestsFile = path.join(savedFolder, 'digests.json');

/** Digests of all files that are kept, by version and name: `0.2.0/peertube.credentials.json`. */
type Digests = Record<string, string>;

/** The digests that were written down when the files were kept, from `test/saved/digests.json`. */
export const readDigests = (): Digests => JSON.parse(readFileSync(digestsFile, 'utf8')) as Digests;

/**
 * SHA-256 of a file as it is now, in hexadecimal digits; `file` as in {@link readDigests}, such as
 * `0.2.0/peertube.credentials.json`.
 */
export const digestOf = (file: string): string =>
	createHash('sha256')
		.update(readFileSync(path.join(savedFolder, file)))
		.digest('hex');

/** All files that lie there, as {@link Digests} names them. */
export const savedFiles = (): string[] =>
	versions().flatMap((version) =>
		readdirSync(path.join(savedFolder, version)).map((file) => `${version}/${file}`),
	);

/** The versions whose files are kept. */
export const versions = (): string[] =>
	readdirSync(savedFolder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();

/** Where workflows and credentials of a version are; those of the version to come are the examples. */
export const folderOf = (version: string): string =>
	version === NEXT ? examplesFolder : path.join(savedFolder, version);

/** Stands for the version to come, whose files are not kept yet. */
export const NEXT = 'next';

/**
 * Copies the examples to where the files of a version are kept, and writes down their digests.
 * @returns the names of the copies, as {@link readDigests} has them
 * @throws {Error} when there are some of that version: what users may have saved by now does not change any more
 */
export function freeze(version: string): string[] {
	const folder = folderOf(version);
	if (existsSync(folder))
		throw new Error(`The files of ${version} are kept already: raise the version first`);
	mkdirSync(folder);
	const files = readdirSync(examplesFolder).filter((file) => file.endsWith('.json'));
	for (const file of files) copyFileSync(path.join(examplesFolder, file), path.join(folder, file));
	const names = files.map((file) => `${version}/${file}`);
	const added = Object.fromEntries(names.map((name) => [name, digestOf(name)]));
	const before = Object.entries(readDigests()).filter(([file]) => !file.startsWith(`${version}/`));
	const digests = { ...Object.fromEntries(before), ...added };
	writeFileSync(digestsFile, `${JSON.stringify(digests, null, '\t')}\n`);
	return names;
}
