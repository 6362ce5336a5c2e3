import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** One of the services, as files and names spell it. */
export interface Service {
	/** Its folder below `nodes/`, which the names of its credentials begin with: `PeerTube`. */
	readonly folder: string;
	/** The name of its docs page and of its examples: `peertube`. */
	readonly slug: string;
	/** `n8n-nodes-peertube-sessions` */
	readonly packageName: string;
}

/** Every folder below `nodes/` that has a provider. */
export const servicesOf = (root: string): Service[] =>
	readdirSync(path.join(root, 'nodes'))
		.filter((folder) => existsSync(path.join(root, 'nodes', folder, 'provider.ts')))
		.sort()
		.map((folder) => ({
			folder,
			slug: folder.toLowerCase(),
			packageName: `n8n-nodes-${folder.toLowerCase()}-sessions`,
		}));
