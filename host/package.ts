import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HostError } from './errors';
import { ownNode } from './node';
import { npm } from './npm';
import { root } from './paths';

interface Manifest {
	name: string;
	n8n: { credentials: string[] };
}

function manifest(): Manifest {
	return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
}

/** The package's name, which n8n puts before the names of its node types: `<name>.peerTube`. */
export function packageName(): string {
	return manifest().name;
}

/** The credential types of the package. n8n's rules tie the names of the files to them: PeerTubeApi → peerTubeApi. */
export function credentialTypes(): string[] {
	return manifest().n8n.credentials.map((file) => {
		const name = path.basename(file, '.credentials.js');
		return name.charAt(0).toLowerCase() + name.slice(1);
	});
}

/**
 * Builds and packs the package as it would be published.
 * @returns the tarball in build/pack
 * @throws HostError when the build fails
 */
export async function packPackage(logFile: string): Promise<string> {
	const folder = path.join(root, 'build', 'pack');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const options = { cwd: root, node: ownNode(), logFile };
	await npm(['run', 'build'], options);
	await npm(['pack', '--pack-destination', folder], options);
	const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new HostError(`npm pack left no tarball in ${folder}.`, `See ${logFile}`);
	return path.join(folder, tarball);
}

/**
 * Installs a tarball where n8n keeps community packages, as n8n itself does it.
 * @param userFolder n8n's user folder
 * @throws HostError when npm fails
 */
export async function installPackage(tarball: string, userFolder: string, logFile: string): Promise<void> {
	const folder = path.join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	const file = path.join(folder, 'package.json');
	if (!existsSync(file)) await writeFile(file, '{ "name": "installed-nodes", "private": true }\n');
	// Of two packages with one version number npm would keep the older.
	await rm(path.join(folder, 'node_modules', packageName()), { recursive: true, force: true });
	const flags = ['--legacy-peer-deps', '--ignore-scripts', '--no-package-lock'];
	await npm(['install', tarball, ...flags], { cwd: folder, node: ownNode(), logFile });
}
