import { existsSync } from 'node:fs';
import path from 'node:path';

// The same code runs compiled from build/host and, under the tests, from host itself.
function findRoot(): string {
	for (let folder = __dirname; ; folder = path.dirname(folder)) {
		if (existsSync(path.join(folder, 'host', 'package.json'))) return folder;
		if (folder === path.dirname(folder)) throw new Error(`No repository found above ${__dirname}`);
	}
}

/** The repository: the first folder above this file that has `host/package.json` in it. */
export const root = findRoot();

/** The folder with the pinned n8n: its package.json, its lockfile and, once installed, its node_modules. */
export const hostFolder = path.join(root, 'host');

/** Node 24 for n8n, when the machine's own Node is older. */
export const runtimeFolder = path.join(hostFolder, 'runtime');

/** What belongs to one run: n8n's user folder and the logs. */
export const dataFolder = path.join(hostFolder, 'data');

/** Importable workflows and the credentials they use. */
export const examplesFolder = path.join(root, 'examples');

/** The folders in which programs are looked for, as PATH has them. */
export const programFolders = (): string[] => (process.env.PATH ?? '').split(path.delimiter);
