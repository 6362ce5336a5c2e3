import { rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../host/paths';
import { writeLiteralNodes } from './literalNodes';
import { pack } from './pack';
import { forbiddenRequires } from './requires';
import { scanned } from './scanned';

const cacheFolder = path.join(root, 'build', 'eslint');

async function scan(): Promise<number> {
	const { folder } = await pack(root);
	const literal = path.join(root, 'build', 'literal');
	rmSync(literal, { recursive: true, force: true });
	writeLiteralNodes(folder, literal);

	const findings: Array<[name: string, findings: string[]]> = [
		['source', await scanned(root, cacheFolder)],
		['packed tarball', await scanned(folder, cacheFolder, ['**/*.js', '**/*.json'])],
		['built descriptions', await scanned(literal, cacheFolder, ['nodes/**/*.ts'])],
		['requires of the tarball', forbiddenRequires(folder)],
	];
	for (const [name, found] of findings) {
		console.log(`scan of the ${name}: ${found.length === 0 ? 'no finding' : `${found.length} findings`}`);
		for (const finding of found) console.log(`  ${finding}`);
	}
	return findings.reduce((sum, [, found]) => sum + found.length, 0);
}

scan().then(
	(findings) => (process.exitCode = findings === 0 ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
