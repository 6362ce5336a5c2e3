import path from 'node:path';
import { parseArgs } from 'node:util';
import { HostError } from '../../host/errors';
import { root } from '../../host/paths';
import { alone, exitWith } from '../../host/program';
import { checkOwnNode } from '../../host/node';
import { hostOf, pinnedVersion } from '../../host/versions';

const help = `Usage: npm run e2e [-- options]

Shows on a real n8n, against the sandbox, that every credential type stays connected: in the package's node and in
the HTTP Request node, with one process and with two workers. Prints a matrix, writes docs/capabilities.md and fails
on any miss. Installs what \`npm start\` installs. The two workers need Redis and PostgreSQL; without them their rows
are skipped.

  --n8n <version>      another n8n than the pinned one, installed below host/versions the first time: about 3 GB
  --short              only what differs between versions of n8n
  --quick              leave out the two minutes of continuous use
  --no-queue           leave out the two workers
  --install-services   install what is missing of Redis and PostgreSQL, as root on Debian or Ubuntu
  --row <text>         only rows with this in their name, by a regular expression
  --credential <text>  only credential types with this in their name
  --keep               put what comes of a part into the run that is kept of this version

The docs are written by a whole run only, but for the versions, with --keep.
`;

function readOptions() {
	const flag = { type: 'boolean', default: false } as const;
	const text = { type: 'string', default: '' } as const;
	const flags = {
		short: flag,
		quick: flag,
		keep: flag,
		'no-queue': flag,
		'install-services': flag,
		help: flag,
	};
	const options = {
		...flags,
		n8n: { ...text, default: pinnedVersion },
		row: text,
		credential: text,
	};
	try {
		return parseArgs({ options }).values;
	} catch (error) {
		throw new HostError((error as Error).message, 'Try `npm run e2e -- --help`.');
	}
}

async function main(): Promise<number> {
	checkOwnNode();
	const values = readOptions();
	if (values.help) {
		process.stdout.write(help);
		return 0;
	}
	return await alone(path.join(root, 'build', 'e2e'), async () => {
		const { run } = await import('./run.js');
		const { short, quick, keep, row, credential } = values;
		const host = hostOf(values.n8n);
		const [queue, services] = [!values['no-queue'], values['install-services']];
		return await run({ host, short, quick, keep, queue, services, row, credential });
	});
}

exitWith(main());
