import { parseArgs } from 'node:util';
import { HostError } from './errors';

/** What the command line asks for. */
export interface Options {
	/** End after the examples have run. */
	once: boolean;
	/** Go on with n8n's data of the last start. */
	keep: boolean;
	/** Of which version the files are to be run that are kept of it; the examples where it is empty. */
	saved: string;
	help: boolean;
}

/** What `npm start -- --help` prints. */
export const help = `Usage: npm start [-- options]

Installs a pinned n8n in host/ (the first time only: about 3 GB, 5 to 10 minutes), puts this package into it,
starts it beside a sandbox of the providers, imports the workflows in examples/, runs each of them once, shows
what came of it, and leaves the editor open until Ctrl+C. Everything listens on this machine only.

  --once   end after the examples have run; exit code 0 only if all of them succeeded
  --keep   keep n8n's data of the last start: own workflows, executions, sign-in. Otherwise each start is from scratch
  --saved <version>   run the workflows that are kept of an older version, in place of the examples
  --help   show this
`;

/** Reads the command line. Throws HostError for an option that does not exist. */
export function readOptions(args: string[]): Options {
	const flag = { type: 'boolean', default: false } as const;
	try {
		return parseArgs({
			args,
			options: {
				once: flag,
				keep: flag,
				saved: { type: 'string', default: '' },
				help: { ...flag, short: 'h' },
			},
		}).values as Options;
	} catch (error) {
		throw new HostError((error as Error).message, 'Try `npm start -- --help`.');
	}
}
