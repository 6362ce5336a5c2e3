import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Service } from './services';

/** All files below a folder, relative to the root, with slashes. */
export const filesIn = (root: string, folder: string): string[] =>
	readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
		.sort();

/** What a source imports of ours, relative to the root. */
function importsOf(root: string, file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'), true, true);
	return importedFiles
		.map(({ fileName }) => fileName)
		.filter((name) => name.startsWith('.'))
		.map((name) => `${path.posix.join(path.posix.dirname(file), name)}.ts`);
}

/**
 * The sources of a service: its node, its credentials and whatever those import, relative to the root. Nothing of another
 * service is among them, and of the shared rooms only what is used.
 */
export function sourcesOf(root: string, { folder }: Service): string[] {
	const own = [
		...filesIn(root, `nodes/${folder}`),
		...filesIn(root, 'credentials').filter((file) => file.startsWith(`credentials/${folder}`)),
	];
	const found = new Set(own);
	for (const file of found) {
		if (file.endsWith('.ts')) for (const imported of importsOf(root, file)) found.add(imported);
	}
	return [...found].sort();
}
