import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hostFolder, root } from '../../../host/paths';

const versionIn = (folder: string) =>
	(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version;

/** Where and with what was measured. Taken before the work begins, so that the load is that of others. */
export function describeMachine(nodeVersion: string): Record<string, string> {
	const cpus = os.cpus();
	return {
		Date: new Date().toISOString().slice(0, 10),
		Package: versionIn(root),
		n8n: versionIn(path.join(hostFolder, 'node_modules', 'n8n')),
		Node: nodeVersion,
		Machine: `${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB`,
		System: `${os.type()} ${os.release()}, ${os.arch()}`,
		'Load at the start': (os.loadavg()[0] ?? NaN).toFixed(2),
	};
}
