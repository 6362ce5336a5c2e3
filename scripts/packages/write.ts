import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { servicesOf, type Service } from './services';
import { treeOf } from './tree';

/** A repository that was written, and how many files are in it. */
export interface Written extends Service {
	readonly at: string;
	readonly files: number;
}

/** Writes the repository of each service below `build/packages`, in place of what was there. */
export function writePackages(root: string): Written[] {
	const target = path.join(root, 'build', 'packages');
	rmSync(target, { recursive: true, force: true });
	const services = servicesOf(root);
	return services.map((service) => {
		const others = services.filter((other) => other !== service);
		const tree = treeOf(root, service, others);
		const at = path.join(target, service.packageName);
		for (const [file, content] of tree) {
			const written = path.join(at, file);
			mkdirSync(path.dirname(written), { recursive: true });
			writeFileSync(written, content);
		}
		return { ...service, at, files: tree.size };
	});
}
