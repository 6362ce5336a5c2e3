import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HostError } from './errors';

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/**
 * Makes sure that one program at a time uses a folder, by a file with its process id.
 * @returns a function that gives the folder free
 * @throws HostError when another program has it
 */
export function takeLock(file: string): () => void {
	mkdirSync(path.dirname(file), { recursive: true });
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		const pid = Number(readFileSync(file, 'utf8'));
		if (pid > 0 && isAlive(pid)) {
			throw new HostError(
				`Another run of this is under way in this repository (process ${pid}).`,
				`Stop it first. If there is none, delete ${file}`,
			);
		}
		writeFileSync(file, String(process.pid));
	}
	return () => rmSync(file, { force: true });
}
