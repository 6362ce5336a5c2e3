import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { forbiddenRequires } from '../../scripts/requires';
import { scanned } from '../../scripts/scanned';
import type { Written } from '../../scripts/packages/write';
import { npm } from '../npm';
import { root } from '../paths';
import type { OfficialTool } from './officialTool';
import { entriesOf, problemsOfEntries } from './tarball';

/** The package of a service as it would be published. */
export interface Built extends Written {
	readonly tarball: string;
	/** Of the tarball. */
	readonly bytes: number;
}

/**
 * Bytes of a tarball. Nine tenths of it are code, and most of that is shared: what is kept of it is kept to be read, and
 * neither bundled nor minified.
 */
const MOST_PACKED = 130_000;

interface Manifest {
	readonly version: string;
	readonly n8n: { readonly nodes: string[]; readonly credentials: string[] };
}

/**
 * The package.json of a repository that was written.
 * @throws {Error} ENOENT where it is not there
 */
export const manifestAt = ({ at }: Written): Manifest =>
	JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8')) as Manifest;

/**
 * Builds the package of a service with n8n's own tool, and packs it.
 * @param round which time it is; each has a folder of its own
 * @throws HostError with the end of what the tool said
 */
export async function build(written: Written, tool: OfficialTool, round = 1): Promise<Built> {
	const folder = path.join(root, 'build', 'packages', 'packed', String(round));
	await mkdir(folder, { recursive: true });
	await tool.run('build', written);
	await npm(['pack', '--pack-destination', folder], {
		cwd: written.at,
		node: tool.node,
		logFile: tool.logOf(written),
	});
	const tarball = path.join(folder, `${written.packageName}-${manifestAt(written).version}.tgz`);
	return { ...written, tarball, bytes: readFileSync(tarball).length };
}

/** What is wrong with a package, and with the tarball that came of building it again. */
export async function problemsOf(first: Built, second: Built): Promise<string[]> {
	const { n8n } = manifestAt(first);
	const absent = [...n8n.nodes, ...n8n.credentials].filter((file) => !existsSync(path.join(first.at, file)));
	const cache = path.join(root, 'build', 'eslint');
	return [
		...(await scanned(first.at, cache)),
		...(await scanned(first.at, cache, ['package.json', 'dist/**/*.js', 'dist/**/*.json'])),
		...forbiddenRequires(path.join(first.at, 'dist')).map((found) => `requires ${found}`),
		...absent.map((file) => `has no ${file}`),
		...problemsOfEntries(entriesOf(first.tarball)),
		...problemsOfDigests([first, second].map(({ tarball }) => digestOf(tarball))),
		...(first.bytes > MOST_PACKED ? [`is ${first.bytes} bytes, more than ${MOST_PACKED}`] : []),
	];
}

/** SHA-256 of a file, as hexadecimal digits. */
export const digestOf = (file: string): string =>
	createHash('sha256').update(readFileSync(file)).digest('hex');

/** What is wrong where a package was built and packed several times, and these are the digests of its tarballs. */
export const problemsOfDigests = (digests: readonly string[]): string[] =>
	new Set(digests).size === 1 ? [] : ['is another tarball when it is built again'];
