import { constants } from 'node:os';
import { HostError } from './errors';
import { stopAll } from './processes';

const parentCheckMs = 500;

/** Resolves at the first request to stop; at the second nothing is waited for any more. */
export async function stopRequest(): Promise<NodeJS.Signals> {
	return await new Promise((resolve) => {
		const parent = process.ppid;
		// When npm is told to end, its shell ends without passing that on.
		const parentIsGone = () => process.ppid !== parent && resolve('SIGTERM');
		if (process.env.npm_lifecycle_event) setInterval(parentIsGone, parentCheckMs).unref();
		let asked = false;
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => {
				if (asked) void stopAll(0).then(() => process.exit(exitCodeOf(signal)));
				asked = true;
				resolve(signal);
			});
		}
	});
}

/** What a program that a signal has ended exits with: 128 and the signal's number, as shells have it. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

/** Says what went wrong; a stack only where nobody foresaw it. */
export function complain(error: unknown): void {
	if (error instanceof HostError) {
		process.stderr.write(`\n${error.message}\n${error.advice ? `\n${error.advice}\n` : ''}`);
	} else {
		process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
	}
}
