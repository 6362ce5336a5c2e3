import { parseArgs } from 'node:util';

import { providerNames, type SandboxOptions, startSandbox } from './index';

const firstPort = 4800;

/** Ports from the command line: the control side on 4800, the providers on the ports after it unless told otherwise. */
function readPorts(): SandboxOptions {
	const flags = [
		{ flag: 'control-port', option: 'controlPort' as const },
		...providerNames.map((name) => ({
			flag: `${name.toLowerCase()}-port`,
			option: `${name}Port` as const,
		})),
	];
	const { values } = parseArgs({
		options: Object.fromEntries(flags.map(({ flag }) => [flag, { type: 'string' as const }])),
	});
	const ports: SandboxOptions = {};
	flags.forEach(({ flag, option }, index) => {
		const port = Number(values[flag] ?? firstPort + index);
		if (!Number.isInteger(port) || port < 0 || port > 65535) {
			throw new Error(`--${flag} needs a port between 0 and 65535, not "${String(values[flag])}"`);
		}
		ports[option] = port;
	});
	return ports;
}

async function main(): Promise<void> {
	const { close, ask: _, ...urls } = await startSandbox(readPorts());
	process.stdout.write(`${JSON.stringify(urls)}\n`);
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => void close().then(() => process.exit(0)));
	}
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
