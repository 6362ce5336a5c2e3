import { PackageDirectoryLoader } from 'n8n-core';
import 'n8n-workflow';

/** Loads one package, as n8n does when it starts, in a process that has loaded n8n itself; prints what that took. */

export interface ColdLoad {
	readonly cpuMs: number;
	readonly wallMs: number;
	/** Kept after a garbage collection. */
	readonly heapBytes: number;
	readonly nodes: number;
	/** Of all node descriptions, in JSON. */
	readonly descriptionBytes: number;
}

/** Twice, and with time to end: what threads of the collector do later would count for what is measured. */
async function collectGarbage(): Promise<void> {
	for (let turn = 0; turn < 2; turn++) {
		globalThis.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
}

/** @param before packages that are loaded before, so that n8n's own loader has run once, as it has when n8n starts */
async function main(folder: string, before: string[]): Promise<ColdLoad> {
	for (const other of before) await new PackageDirectoryLoader(other).loadAll();
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
	const descriptionBytes = JSON.stringify(loader.types.nodes).length;
	return { cpuMs: (user + system) / 1000, wallMs, heapBytes, nodes, descriptionBytes };
}

const [folder = '', ...before] = process.argv.slice(2);
main(folder, before).then(
	(load) => process.stdout.write(JSON.stringify(load)),
	(error: Error) => {
		process.stderr.write(error.stack ?? error.message);
		process.exitCode = 1;
	},
);
