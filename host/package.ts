import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pack } from '../scripts/pack';
import { servicesOf } from '../scripts/packages/services';
import { HostError, tail } from './errors';
import { ownNode } from './node';
import { npm } from './npm';
import { root } from './paths';

interface Manifest {
	name: string;
	n8n: { credentials: string[]; nodes: string[] };
}

/** What package.json says of the package of all services. */
export function wholePackage(): Manifest {
	return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
}

/** The package's name, which n8n puts before the names of its node types: `<name>.peerTube`. */
export function packageName(): string {
	return wholePackage().name;
}

/** The names that our nodes may have before their own: that of the package of all services, and those of single ones. */
export const ourPackageNames = (): string[] => [
	packageName(),
	...servicesOf(root).map((service) => service.packageName),
];

/** The credential types of the package. n8n's rules tie the names of the files to them: PeerTubeSessionsApi → peerTubeSessionsApi. */
export function credentialTypes(): string[] {
	return wholePackage().n8n.credentials.map((file) => {
		const name = path.basename(file, '.credentials.js');
		return name.charAt(0).toLowerCase() + name.slice(1);
	});
}

/** Those that sign requests; the others hold keys for our nodes alone, and are called so. */
export const signingTypes = (): string[] => credentialTypes().filter((type) => !type.endsWith('SealKeyApi'));

/**
 * Builds and packs the package as it would be published.
 * @returns the tarball
 * @throws HostError when the build fails
 */
export async function packPackage(logFile: string): Promise<string> {
	const { tarball } = await pack(root).catch(async (error: Error & { stdout?: string; stderr?: string }) => {
		await writeFile(logFile, [error.message, error.stdout, error.stderr].join('\n'));
		throw new HostError(`The package could not be built:\n${tail(logFile)}`, `All of it is in ${logFile}`);
	});
	return tarball;
}

/**
 * Installs tarballs where n8n keeps community packages, as n8n itself does it.
 * @param userFolder n8n's user folder
 * @throws HostError when npm fails
 */
export async function installPackages(
	tarballs: readonly string[],
	userFolder: string,
	logFile: string,
): Promise<void> {
	const folder = path.join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	const file = path.join(folder, 'package.json');
	if (!existsSync(file)) await writeFile(file, '{ "name": "installed-nodes", "private": true }\n');
	// Of two packages with one version number npm would keep the older.
	for (const name of ourPackageNames())
		await rm(path.join(folder, 'node_modules', name), { recursive: true, force: true });
	const flags = ['--legacy-peer-deps', '--ignore-scripts', '--no-package-lock'];
	await npm(['install', ...tarballs, ...flags], { cwd: folder, node: ownNode(), logFile });
}
