import path from 'node:path';
import { takeLock } from './lock';
import { checkOwnNode } from './node';
import { help, readOptions } from './options';
import { dataFolder } from './paths';
import { stopAll } from './processes';
import { complain, exitCodeOf, stopRequest } from './stop';

async function main(): Promise<number> {
	checkOwnNode();
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(help);
		return 0;
	}
	const release = takeLock(path.join(dataFolder, 'running'));
	let isOpen = false;
	try {
		// Loaded this late because the rest of the program does not even load on a Node that is too old.
		const { run } = await import('./run.js');
		const stopped = stopRequest().then((signal) => {
			process.stdout.write('\nStopping…\n');
			return isOpen ? 0 : exitCodeOf(signal);
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
