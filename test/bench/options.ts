import { parseArgs } from 'node:util';
import { HostError } from '../../host/errors';
import { benchmarks } from './benchmarks';
import type { RoundOptions } from './rounds';

export interface Options extends RoundOptions {
	readonly short: boolean;
	readonly help: boolean;
	/** The benchmarks to run; all of them unless told otherwise. */
	readonly names: readonly string[];
}

const known = benchmarks.map(({ name }) => name);

export const help = `Usage: npm run bench [-- options]

Measures this package beside what people would use instead, on this machine, and writes docs/benchmarks.md. Ends
with 0 only if every figure is reached. Takes about 20 minutes; leave the machine alone.

  --short        only check that the benchmarks work: few items, one round, nothing to reach, nothing written
  --only a,b     some of them, nothing written: ${known.join(', ')}
  --rounds n     5 by default
  --help         show this
`;

/** Reads the command line. @throws {HostError} for what does not exist */
export function readOptions(args: string[]): Options {
	const flag = { type: 'boolean', default: false } as const;
	try {
		const { values } = parseArgs({
			args,
			options: {
				short: flag,
				help: flag,
				only: { type: 'string' },
				rounds: { type: 'string', default: '5' },
			},
		});
		const names = values.only?.split(',') ?? known;
		const unknown = names.filter((name) => !known.includes(name));
		if (unknown.length > 0) throw new Error(`There is no benchmark "${unknown.join('", "')}"`);
		const rounds = values.short ? 1 : Number(values.rounds);
		if (!(rounds >= 1)) throw new Error('--rounds needs a number of 1 or more');
		return { short: values.short, help: values.help, names, rounds, warmUps: values.short ? 0 : 1 };
	} catch (error) {
		throw new HostError((error as Error).message, 'Try `npm run bench -- --help`.');
	}
}
