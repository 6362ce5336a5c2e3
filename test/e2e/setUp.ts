import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { installHost, installSteps, readyHost } from '../../host/install';
import { installServices } from '../../host/installServices';
import type { HostNode } from '../../host/node';
import { installPackage, packPackage } from '../../host/package';
import { root, runtimeFolder } from '../../host/paths';
import { Progress } from '../../host/progress';
import type { Host } from '../../host/versions';

const folder = path.join(root, 'build', 'e2e');

/** Where everything of a run is; emptied by the next. */
export const folders = { queue: folder, n8n: path.join(folder, 'n8n'), logs: path.join(folder, 'logs') };
export const log = (name: string): string => path.join(folders.logs, `${name}.log`);

/**
 * Has everything there that a run needs: n8n with the package in it, and where it was asked for Redis and PostgreSQL.
 * @returns the Node to run n8n with
 * @throws HostError that says what to do
 */
export async function setUp({ host, services }: { host: Host; services: boolean }): Promise<HostNode> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folders.logs, { recursive: true });
	const ready = readyHost({ host, runtimeFolder });
	const progress = new Progress(2 + (services ? 1 : 0) + (ready ? 0 : installSteps));
	const node = ready ?? (await installHost({ host, runtimeFolder, logFile: log('install'), progress }));
	if (services) {
		await progress.step('Redis and PostgreSQL', async () => await installServices(log('apt')));
	}
	// What the package asks of n8n has to be n8n's own, and not what this repository has for its tests.
	await symlink(path.join(host.folder, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
	const tarball = await progress.step('build this package', async () => await packPackage(log('build')));
	await progress.step(
		'put it into n8n',
		async () => await installPackage(tarball, folders.n8n, log('build')),
	);
	return node;
}
