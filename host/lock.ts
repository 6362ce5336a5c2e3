import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { lockSync } from 'proper-lockfile';
import { HostError } from './errors';

/** How old the mark of a program that was killed gets before it counts no more; a program that lives renews its own. */
const staleMs = 10_000;

/** What held it has been overtaken, so that two programs would write to the same files. */
function giveUp(file: string): never {
	process.stderr.write(
		`\nThis run stood still for too long, and another one has taken ${file} meanwhile. Start it again.\n`,
	);
	process.exit(1);
}

/**
 * Makes sure that one program at a time does what `file` stands for, by a folder `<file>.lock`, which only one can make.
 * @returns a function that gives it free
 * @throws HostError when another program has it
 */
export function takeLock(file: string): () => void {
	mkdirSync(path.dirname(file), { recursive: true });
	try {
		return lockSync(file, { realpath: false, stale: staleMs, onCompromised: () => giveUp(file) });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
		throw new HostError(
			'Another run of this is under way in this repository.',
			`Stop it first. After one that was killed, wait for ${staleMs / 1000} seconds.`,
		);
	}
}
