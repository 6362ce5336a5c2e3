import { takeLock } from './lock';
import { stopAll } from './processes';
import { complain, exitCodeOf, stopRequest } from './stop';

/**
 * Does the work of a program that nobody else in this repository is to do at the same time, until it is done or told to
 * stop. Whatever it has started has ended when this settles.
 *
 * @param lockFile see {@link takeLock}
 * @param codeOf what it exits with when a signal stops it
 * @returns the exit code
 * @throws HostError when another one is under way
 */
export async function alone(
	lockFile: string,
	work: () => Promise<number>,
	codeOf: (signal: NodeJS.Signals) => number = exitCodeOf,
): Promise<number> {
	const release = takeLock(lockFile);
	try {
		return await Promise.race([work(), stopRequest().then(codeOf)]);
	} finally {
		await stopAll();
		release();
	}
}

/** Ends the process with what a program resolves to; what it throws is said. */
export function exitWith(program: Promise<number>): void {
	program.then(
		(code) => process.exit(code),
		(error: unknown) => {
			complain(error);
			process.exit(1);
		},
	);
}
