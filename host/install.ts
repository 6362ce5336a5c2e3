import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HostError, tail } from './errors';
import { fetchedVersion, fetchNode, readyNode } from './fetchNode';
import { countPackages, hasLockfile, isInstalled, lockfileHash } from './lockfile';
import type { HostNode } from './node';
import { npm } from './npm';
import { runtimeFolder } from './paths';
import type { Progress } from './progress';
import { type Host, manifestOf, isPinned } from './versions';

interface InstallOptions {
	host: Host;
	/** Takes npm's output. */
	logFile: string;
	progress: Progress;
}

/** How many steps of the progress an install takes. */
export const installSteps = 3;

const spaceNeeded = 3.5e9;
const nativeModules = ['sqlite3', 'isolated-vm'];

function stampFile({ folder }: Host): string {
	return path.join(folder, 'node_modules', '.ready');
}

function stampOf({ folder }: Host, node: HostNode): string {
	return `${lockfileHash(folder)} node-${node.version}-${process.platform}-${process.arch}\n`;
}

function stamped(host: Host, node: HostNode): boolean {
	const file = stampFile(host);
	const present = existsSync(path.join(host.folder, 'node_modules', 'n8n', 'bin', 'n8n'));
	return present && existsSync(file) && readFileSync(file, 'utf8') === stampOf(host, node);
}

function nativeModulesLoad({ folder }: Host, node: HostNode): boolean {
	const code = nativeModules.map((name) => `require('${name}')`).join(';');
	return spawnSync(node.executable, ['-e', code], { cwd: folder, stdio: 'ignore' }).status === 0;
}

/** The Node and n8n that are ready to run, or undefined when something has to be installed first. */
export function readyHost(host: Host): HostNode | undefined {
	const node = readyNode(runtimeFolder);
	return node && stamped(host, node) ? node : undefined;
}

async function checkSpace({ folder }: Host): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= spaceNeeded) return;
	throw new HostError(
		`n8n needs about 3 GB in ${folder}, and only ${(free / 1e9).toFixed(1)} GB are free there.`,
		'Free some space and start again.',
	);
}

/** The pinned version has its package.json in the repository, others get it from the table. */
async function writeManifest(host: Host): Promise<void> {
	if (isPinned(host)) return;
	await mkdir(host.folder, { recursive: true });
	const text = `${JSON.stringify(manifestOf(host), null, '\t')}\n`;
	await writeFile(path.join(host.folder, 'package.json'), text);
}

async function installN8n({ host, logFile }: InstallOptions, node: HostNode): Promise<void> {
	const { folder } = host;
	await checkSpace(host);
	const before = hasLockfile(folder) ? lockfileHash(folder) : undefined;
	// What is there is half of an install or of another version. npm would take packages it had only begun to unpack
	// for complete ones, so it starts from nothing; its cache makes that quick.
	await rm(path.join(folder, 'node_modules'), { recursive: true, force: true });
	// Not `npm ci`: it insists on the optional packages of every other platform, which a registry need not have.
	const saving = before === undefined ? '--omit-lockfile-registry-resolved' : '--no-save';
	await npm(['install', '--ignore-scripts', saving], { cwd: folder, node, logFile });
	const lockfile = path.join(folder, 'package-lock.json');
	if (before !== undefined && lockfileHash(folder) !== before)
		throw new HostError(`npm changed ${lockfile}.`);
	if (!isInstalled(folder)) throw new HostError(`npm did not install all of ${lockfile}.`, `See ${logFile}`);
}

async function buildNativeModules({ host, logFile }: InstallOptions, node: HostNode): Promise<void> {
	const args = ['rebuild', ...nativeModules, '--ignore-scripts=false', '--foreground-scripts'];
	await npm(args, { cwd: host.folder, node, logFile });
	if (nativeModulesLoad(host, node)) return;
	throw new HostError(
		`${nativeModules.join(' and ')} were built but do not load.\n${tail(logFile)}`,
		`Delete ${path.join(host.folder, 'node_modules')} and start again.`,
	);
}

/**
 * Installs whatever of Node, n8n and its native modules is missing, each in a step of its own, and picks up an
 * install that was interrupted.
 * @returns the Node to run n8n with
 * @throws HostError when npm fails or the disk is too small
 */
export async function installHost(options: InstallOptions): Promise<HostNode> {
	const { host, logFile, progress } = options;
	await writeManifest(host);
	const ready = readyNode(runtimeFolder);
	const node = await progress.step(
		`Node ${ready?.version ?? fetchedVersion} for n8n`,
		async () => ready ?? (await fetchNode(runtimeFolder, logFile)),
		() => 'downloading about 60 MB',
	);
	await progress.step(
		`n8n ${host.version}`,
		async () => await (isInstalled(host.folder) || installN8n(options, node)),
		countPackages(host.folder),
	);
	await progress.step(
		`native modules (${nativeModules.join(', ')})`,
		async () => await (nativeModulesLoad(host, node) || buildNativeModules(options, node)),
		() => 'compiling takes one to three minutes',
	);
	await writeFile(stampFile(host), stampOf(host, node));
	return node;
}
