import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { installHost, readyHost } from '../../host/install';
import type { HostNode } from '../../host/node';
import { dataFolder, root, runtimeFolder } from '../../host/paths';
import { freePorts } from '../../host/ports';
import { Progress } from '../../host/progress';
import { sandboxPorts, startSandbox } from '../../host/sandbox';
import { pinned } from '../../host/versions';
import { pack } from '../../scripts/pack';
import type { Setting } from './benchmark';
import type { Options } from './options';
import { RealN8n } from './realN8n';
import { BenchSandbox } from './sandbox';

// Beside n8n's own, so that packages in it find the modules of the pinned n8n.
const userFolder = path.join(dataFolder, 'bench');
const folder = path.join(root, 'build', 'bench');
const log = (name: string) => path.join(folder, 'logs', `${name}.log`);

export interface OpenSetting extends Setting {
	readonly hostNode: HostNode;
	close(): Promise<void>;
}

/** Builds what is measured and starts what it is measured with. */
export async function openSetting({ short, rounds, warmUps }: Options): Promise<OpenSetting> {
	await rm(folder, { recursive: true, force: true });
	await rm(userFolder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const place = { host: pinned, runtimeFolder };
	const hostNode =
		readyHost(place) ?? (await installHost({ ...place, logFile: log('install'), progress: new Progress(3) }));
	const { tarball, folder: packageFolder } = await pack(root);
	const ports = await freePorts({ port: 5678, brokerPort: 5679, ...sandboxPorts });
	const { port, brokerPort, ...forSandbox } = ports as Record<string, number> & typeof ports;
	const started = await startSandbox(forSandbox, `http://localhost:${port}`, log('sandbox'));
	const sandbox = new BenchSandbox(started);
	let n8n: Promise<RealN8n> | undefined;
	return {
		short,
		rounds,
		warmUps,
		sandbox,
		packageFolder,
		tarball,
		hostNode,
		node: hostNode.executable,
		realN8n: async () =>
			await (n8n ??= RealN8n.start(
				{ node: hostNode, userFolder, port, brokerPort, logFile: log('n8n') },
				tarball,
			)),
		async close() {
			await (await n8n?.catch(() => undefined))?.stop();
			await sandbox.stop();
		},
	};
}
