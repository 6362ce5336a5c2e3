import { PackageDirectoryLoader } from 'n8n-core';
import 'n8n-workflow';

/** Loads one package, as n8n does when it starts, in a process that has loaded n8n itself; prints what that took. */

export interface Load {
	readonly cpuMs: number;
	readonly wallMs: number;
	/** Kept after a garbage collection. */
	readonly heapBytes: number;
	readonly nodes: number;
}

/** Twice, and with time to end: what threads of the collector do later would count for what is measured. */
async function collectGarbage(): Promise<void> {
	for (let turn = 0; turn < 2; turn++) {
		globalThis.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
}

async function main(folder: string): Promise<Load> {
	const loader = new PackageDirectoryLoader(folder);
	await collectGarbage();
	const heapBefore = process.memoryUsage().heapUsed;
	const cpuBefore = process.cpuUsage();
	const started = performance.now();
	await loader.loadAll();
	const wallMs = performance.now() - started;
	const { user, system } = process.cpuUsage(cpuBefore);
	await collectGarbage();
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
