import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { WrittenTree } from '../../scripts/packages/write';
import { HostError, tail } from '../errors';
import { fetchNode, readyNode } from '../fetchNode';
import { isInstalled } from '../lockfile';
import type { HostNode } from '../node';
import { npm } from '../npm';
import { hostFolder, runtimeFolder } from '../paths';
import { launch } from '../processes';

const folder = path.join(hostFolder, 'official');

/** n8n's own tool for packages, `n8n-node`, with a lockfile of its own. */
export class OfficialTool {
	private constructor(
		readonly node: HostNode,
		private readonly logs: string,
	) {}

	/**
	 * Installs it where it is missing, and the Node that it needs.
	 * @param logs the folder that takes what npm and the tool say, in a file for each package
	 */
	static async ready(logs: string): Promise<OfficialTool> {
		const logFile = path.join(logs, 'install.log');
		await mkdir(logs, { recursive: true });
		const node = readyNode(runtimeFolder) ?? (await fetchNode(runtimeFolder, logFile));
		if (!isInstalled(folder)) {
			await rm(path.join(folder, 'node_modules'), { recursive: true, force: true });
			await npm(['install', '--ignore-scripts', '--no-save'], { cwd: folder, node, logFile });
		}
		return new OfficialTool(node, logs);
	}

	/** Lends its packages to a repository that was written, in place of an `npm install` there. */
	async lendTo({ at }: WrittenTree): Promise<void> {
		await symlink(path.join(folder, 'node_modules'), path.join(at, 'node_modules'), 'dir');
	}

	/** What was said while a package was made. */
	logOf({ packageName }: WrittenTree): string {
		return path.join(this.logs, `${packageName}.log`);
	}

	/** @throws HostError with the end of what it said */
	async run(command: 'lint' | 'build', written: WrittenTree): Promise<void> {
		const { at, packageName } = written;
		const logFile = this.logOf(written);
		const program = path.join(at, 'node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
		const PATH = `${path.dirname(this.node.executable)}${path.delimiter}${process.env.PATH ?? ''}`;
		const child = await launch(`n8n-node ${command}`, this.node.executable, [program, command], {
			cwd: at,
			env: { ...process.env, PATH, CI: 'true', FORCE_COLOR: '0' },
			logFile,
		});
		if ((await child.ended) === 0) return;
		throw new HostError(`n8n-node ${command} refused ${packageName}:\n${tail(logFile)}`, `See ${logFile}`);
	}
}
