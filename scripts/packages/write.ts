import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { servicesOf, type Service } from './services';
import { treeOf, wholeTreeOf, type Tree } from './tree';

/** A repository that was written, and how many files are in it. */
export interface WrittenTree {
	readonly packageName: string;
	readonly at: string;
	readonly files: number;
}

/** The repository of a service. */
export type Written = Service & WrittenTree;

const targetIn = (root: string) => path.join(root, 'build', 'packages');

/** Writes the repository of each service below `build/packages`, in place of what was there. */
export function writePackages(root: string): Written[] {
	rmSync(targetIn(root), { recursive: true, force: true });
	const services = servicesOf(root);
	return services.map((service) => {
		const others = services.filter((other) => other !== service);
		return { ...service, ...write(root, service.packageName, treeOf(root, service, others)) };
	});
}

/** Writes the package of all services beside them. */
export function writeWhole(root: string): WrittenTree {
	const { name } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { name: string };
	return write(root, name, wholeTreeOf(root));
}

function write(root: string, packageName: string, tree: Tree): WrittenTree {
	const at = path.join(targetIn(root), packageName);
	for (const [file, content] of tree) {
		const written = path.join(at, file);
		mkdirSync(path.dirname(written), { recursive: true });
		writeFileSync(written, content);
	}
	return { packageName, at, files: tree.size };
}
