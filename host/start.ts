import { constants } from 'node:os';
import path from 'node:path';
import { HostError } from './errors';
import { takeLock } from './lock';
import { checkOwnNode } from './node';
import { help, readOptions } from './options';
import { dataFolder } from './paths';
import { stopAll } from './processes';

const parentCheckMs = 500;

/** Resolves at the first request to stop; at the second nothing is waited for any more. */
async function stopRequest(): Promise<NodeJS.Signals> {
	return await new Promise((resolve) => {
		const parent = process.ppid;
		// When npm is told to end, its shell ends without passing that on.
		const parentIsGone = () => process.ppid !== parent && resolve('SIGTERM');
		if (process.env.npm_lifecycle_event) setInterval(parentIsGone, parentCheckMs).unref();
		let asked = false;
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => {
				if (asked) void stopAll(0).then(() => process.exit(128 + constants.signals[signal]));
				asked = true;
				resolve(signal);
			});
		}
	});
}

function complain(error: unknown): void {
	if (error instanceof HostError) {
		process.stderr.write(`\n${error.message}\n${error.advice ? `\n${error.advice}\n` : ''}`);
	} else {
		process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
	}
}

async function main(): Promise<number> {
	checkOwnNode();
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(help);
		return 0;
	}
	const release = takeLock(path.join(dataFolder, 'running.pid'));
	let isOpen = false;
	try {
		// Loaded this late because the rest of the program does not even load on a Node that is too old.
		const { run } = await import('./run.js');
		const stopped = stopRequest().then((signal) => {
			process.stdout.write('\nStopping…\n');
			return isOpen ? 0 : 128 + constants.signals[signal];
		});
		return await Promise.race([run(options, () => (isOpen = true)), stopped]);
	} finally {
		await stopAll();
		release();
	}
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		complain(error);
		process.exit(1);
	},
);
