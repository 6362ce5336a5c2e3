import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HostError, tail } from './errors';
import { fetchedNode, fetchedVersion, fetchNode } from './fetchNode';
import { countPackages, isInstalled, lockedVersion, lockfileHash } from './lockfile';
import { type HostNode, ownNode, runsN8n } from './node';
import { npm } from './npm';
import type { Progress } from './progress';

export interface InstallOptions {
	/** The folder with the package.json and lockfile that name n8n. */
	hostFolder: string;
	/** Where a fetched Node goes. */
	runtimeFolder: string;
	/** Takes npm's output. */
	logFile: string;
	progress: Progress;
}

/** How many steps of the progress an install takes. */
export const installSteps = 3;

const spaceNeeded = 3.5e9;
const nativeModules = ['sqlite3', 'isolated-vm'];

function stampFile(hostFolder: string): string {
	return path.join(hostFolder, 'node_modules', '.ready');
}

function stampOf(hostFolder: string, node: HostNode): string {
	return `${lockfileHash(hostFolder)} node-${node.version}-${process.platform}-${process.arch}\n`;
}

function stamped(hostFolder: string, node: HostNode): boolean {
	const file = stampFile(hostFolder);
	const present = existsSync(path.join(hostFolder, 'node_modules', 'n8n', 'bin', 'n8n'));
	return present && existsSync(file) && readFileSync(file, 'utf8') === stampOf(hostFolder, node);
}

function nativeModulesLoad(hostFolder: string, node: HostNode): boolean {
	const code = nativeModules.map((name) => `require('${name}')`).join(';');
	return spawnSync(node.executable, ['-e', code], { cwd: hostFolder, stdio: 'ignore' }).status === 0;
}

/** The Node and n8n that are ready to run, or undefined when something has to be installed first. */
export function readyHost({
	hostFolder,
	runtimeFolder,
}: Pick<InstallOptions, 'hostFolder' | 'runtimeFolder'>): HostNode | undefined {
	const node = runsN8n(process.versions.node) ? ownNode() : fetchedNode(runtimeFolder);
	return node && stamped(hostFolder, node) ? node : undefined;
}

async function checkSpace(hostFolder: string): Promise<void> {
	const { bavail, bsize } = await statfs(hostFolder);
	const free = bavail * bsize;
	if (free >= spaceNeeded) return;
	throw new HostError(
		`n8n needs about 3 GB in ${hostFolder}, and only ${(free / 1e9).toFixed(1)} GB are free there.`,
		'Free some space and start again.',
	);
}

async function installN8n({ hostFolder, logFile }: InstallOptions, node: HostNode): Promise<void> {
	await checkSpace(hostFolder);
	const before = lockfileHash(hostFolder);
	// What is there is half of an install or of another version. npm would take packages it had only begun to unpack
	// for complete ones, so it starts from nothing; its cache makes that quick.
	await rm(path.join(hostFolder, 'node_modules'), { recursive: true, force: true });
	// Not `npm ci`: it insists on the optional packages of every other platform, which a registry need not have.
	await npm(['install', '--ignore-scripts', '--no-save'], { cwd: hostFolder, node, logFile });
	if (lockfileHash(hostFolder) !== before) throw new HostError('npm changed host/package-lock.json.');
	if (!isInstalled(hostFolder)) {
		throw new HostError('npm did not install all of host/package-lock.json.', `See ${logFile}`);
	}
}

async function buildNativeModules({ hostFolder, logFile }: InstallOptions, node: HostNode): Promise<void> {
	const args = ['rebuild', ...nativeModules, '--ignore-scripts=false', '--foreground-scripts'];
	await npm(args, { cwd: hostFolder, node, logFile });
	if (nativeModulesLoad(hostFolder, node)) return;
	throw new HostError(
		`${nativeModules.join(' and ')} were built but do not load.\n${tail(logFile)}`,
		`Delete ${path.join(hostFolder, 'node_modules')} and start again.`,
	);
}

/**
 * Installs whatever of Node, n8n and its native modules is missing, each in a step of its own, and picks up an
 * install that was interrupted.
 * @returns the Node to run n8n with
 * @throws HostError when npm fails or the disk is too small
 */
export async function installHost(options: InstallOptions): Promise<HostNode> {
	const { hostFolder, runtimeFolder, logFile, progress } = options;
	const own = runsN8n(process.versions.node) ? ownNode() : undefined;
	const node = await progress.step(
		`Node ${own?.version ?? fetchedVersion} for n8n`,
		async () => own ?? fetchedNode(runtimeFolder) ?? (await fetchNode(runtimeFolder, logFile)),
		() => 'downloading about 60 MB',
	);
	await progress.step(
		`n8n ${lockedVersion(hostFolder, 'n8n')}`,
		async () => await (isInstalled(hostFolder) || installN8n(options, node)),
		countPackages(hostFolder),
	);
	await progress.step(
		`native modules (${nativeModules.join(', ')})`,
		async () => await (nativeModulesLoad(hostFolder, node) || buildNativeModules(options, node)),
		() => 'compiling takes about a minute',
	);
	await writeFile(stampFile(hostFolder), stampOf(hostFolder, node));
	return node;
}
