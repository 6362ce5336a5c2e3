import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { servicesOf } from './services';
import { treeOf } from './tree';

/** Writes the repository of each service: `npm run packages`. */

const root = path.resolve(__dirname, '../../..');
const target = path.join(root, 'build', 'packages');

rmSync(target, { recursive: true, force: true });
const services = servicesOf(root);
for (const service of services) {
	const tree = treeOf(
		root,
		service,
		services.filter((other) => other !== service),
	);
	for (const [file, content] of tree) {
		const written = path.join(target, service.packageName, file);
		mkdirSync(path.dirname(written), { recursive: true });
		writeFileSync(written, content);
	}
	console.log(`${path.relative(root, path.join(target, service.packageName))}: ${tree.size} files`);
}
