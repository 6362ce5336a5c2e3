import { constants } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { HostError } from '../../host/errors';
import { root } from '../../host/paths';
import { stopAll } from '../../host/processes';
import { takeLock } from '../../host/lock';

const help = `Usage: npm run e2e [-- options]

Shows on a real n8n, against the sandbox, that every credential type stays connected: in the package's node and in
the HTTP Request node, with one process and with two workers. Prints a matrix, writes docs/capabilities.md and fails
on any miss. Needs what \`npm start\` installs; Redis and PostgreSQL as well, which it installs on Debian as root.

  --quick              leave out the two minutes of continuous use
  --no-queue           leave out the two workers
  --row <text>         only rows with this in their name, by a regular expression
  --credential <text>  only credential types with this in their name

The docs are written by a whole run only.
`;

function stopRequest(): Promise<number> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.once(signal, () => resolve(128 + constants.signals[signal]));
		}
	});
}

async function main(): Promise<number> {
	const flag = { type: 'boolean', default: false } as const;
	const text = { type: 'string', default: '' } as const;
	const { values } = parseArgs({
		options: { quick: flag, 'no-queue': flag, help: flag, row: text, credential: text },
	});
	if (values.help) {
		process.stdout.write(help);
		return 0;
	}
	const release = takeLock(path.join(root, 'build', 'e2e.pid'));
	try {
		const { run } = await import('./run.js');
		const { quick, row, credential } = values;
		const options = { quick, queue: !values['no-queue'], row, credential };
		return await Promise.race([run(options), stopRequest()]);
	} finally {
		await stopAll();
		release();
	}
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		const advice = error instanceof HostError ? `${error.message}\n${error.advice ?? ''}` : undefined;
		process.stderr.write(`\n${advice ?? (error instanceof Error ? error.stack : String(error))}\n`);
		process.exit(1);
	},
);
