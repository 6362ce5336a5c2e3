import path from 'node:path';
import { checkOwnNode } from './node';
import { help, readOptions } from './options';
import { dataFolder } from './paths';
import { alone, exitWith } from './program';
import { exitCodeOf } from './stop';

async function main(): Promise<number> {
	checkOwnNode();
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(help);
		return 0;
	}
	let isOpen = false;
	const work = async () => {
		// Loaded this late because the rest of the program does not even load on a Node that is too old.
		const { run } = await import('./run.js');
		return await run(options, () => (isOpen = true));
	};
	return await alone(path.join(dataFolder, 'running'), work, (signal) => {
		process.stdout.write('\nStopping…\n');
		return isOpen ? 0 : exitCodeOf(signal);
	});
}

exitWith(main());
