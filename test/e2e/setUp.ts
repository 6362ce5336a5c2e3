import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { installHost, installSteps, readyHost } from '../../host/install';
import { installServices } from '../../host/installServices';
import type { HostNode } from '../../host/node';
import { installPackages, packPackage } from '../../host/package';
import { root } from '../../host/paths';
import { Progress } from '../../host/progress';
import type { Host } from '../../host/versions';

/** Where everything of a run is: a folder below build/, emptied by the next. */
export function workplace(name: string) {
	const folder = path.join(root, 'build', name);
	const logs = path.join(folder, 'logs');
	const log = (of: string): string => path.join(logs, `${of}.log`);
	return { folder, n8n: path.join(folder, 'n8n'), logs, log };
}

/** What a run needs of the machine beside n8n. */
interface Services {
	readonly title: string;
	/** What is not installed, by Debian's names. */
	readonly missing: () => string[];
}

interface Needs {
	readonly host: Host;
	/** What to install where it is missing; false to install nothing but n8n. */
	readonly services: Services | false;
}

const own = workplace('e2e');

/** Folders of a run: for queue mode, for the n8n that has the package in it, and for logs. */
export const folders = { queue: own.folder, n8n: own.n8n, logs: own.logs };

/** The file that takes what a process of a run says, by the name of the process: `build/e2e/logs/<name>.log`. */
export const { log } = own;

/**
 * Has everything there that a run needs: n8n with the package in it, and the services, where they are to be installed.
 * @returns the Node to run n8n with
 * @throws HostError that says what to do
 */
export async function setUp({ host, services }: Needs, place = own): Promise<HostNode> {
	await rm(place.folder, { recursive: true, force: true });
	await mkdir(place.logs, { recursive: true });
	const ready = readyHost(host);
	const progress = new Progress(2 + (services ? 1 : 0) + (ready ? 0 : installSteps));
	const node = ready ?? (await installHost({ host, logFile: place.log('install'), progress }));
	if (services) {
		const { title, missing } = services;
		await progress.step(title, async () => await installServices(missing, place.log('apt')));
	}
	// What the package asks of n8n has to be n8n's own, and not what this repository has for its tests.
	await symlink(path.join(host.folder, 'node_modules'), path.join(place.folder, 'node_modules'), 'junction');
	const tarball = await progress.step(
		'build this package',
		async () => await packPackage(place.log('build')),
	);
	await progress.step(
		'put it into n8n',
		async () => await installPackages([tarball], place.n8n, place.log('build')),
	);
	return node;
}
