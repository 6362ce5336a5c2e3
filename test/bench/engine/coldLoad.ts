import { PackageDirectoryLoader } from 'n8n-core';
import 'n8n-workflow';

/** Loads one package, as n8n does when it starts, in a process that has loaded n8n itself; prints what that took. */

export interface ColdLoad {
	readonly cpuMs: number;
	readonly wallMs: number;
	/** Kept after a garbage collection. */
	readonly heapBytes: number;
	readonly nodes: number;
}

async function main(folder: string): Promise<ColdLoad> {
	const loader = new PackageDirectoryLoader(folder);
	globalThis.gc?.();
	const heapBefore = process.memoryUsage().heapUsed;
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	await loader.loadAll();
	const wallMs = performance.now() - started;
	const { user, system } = process.cpuUsage(cpuBefore);
	globalThis.gc?.();
	const heapBytes = process.memoryUsage().heapUsed - heapBefore;
	const nodes = Object.keys(loader.known.nodes).length;
	return { cpuMs: (user + system) / 1000, wallMs, heapBytes, nodes };
}

main(process.argv[2] ?? '').then(
	(load) => process.stdout.write(JSON.stringify(load)),
	(error: Error) => {
		process.stderr.write(error.stack ?? error.message);
		process.exitCode = 1;
	},
);
