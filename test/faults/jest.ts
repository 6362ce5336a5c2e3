import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../host/paths';

/** A test that was run. */
export interface Cell {
	/** Its group and its own name. */
	readonly group: string;
	readonly name: string;
	readonly passed: boolean;
}

interface Report {
	readonly numRuntimeErrorTestSuites: number;
	readonly testResults: ReadonlyArray<{
		readonly message: string;
		readonly assertionResults: ReadonlyArray<{ ancestorTitles: string[]; title: string; status: string }>;
	}>;
}

/** Test files, by a part of their names; a pattern of tests; and jest's own options and environment. */
interface Run {
	readonly files: readonly string[];
	readonly tests: string;
	readonly options?: readonly string[];
	readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs tests in a process of their own.
 *
 * @throws {Error} with jest's words when it could not run any
 */
export async function runJest(name: string, { files, tests, options = [], env }: Run): Promise<Cell[]> {
	const report = path.join(root, 'build', 'faults', `${name}.json`);
	mkdirSync(path.dirname(report), { recursive: true });
	rmSync(report, { force: true });
	const jest = path.join(path.dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
	const parameters = ['--json', '--outputFile', report, '-t', tests, ...options, ...files];
	const child = spawn(process.execPath, [jest, ...parameters], {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let words = '';
	child.stderr.on('data', (chunk) => (words += String(chunk)));
	await new Promise((resolve) => child.once('close', resolve));
	const told = JSON.parse(readFileSync(report, 'utf8')) as Report;
	const cells = cellsOf(told);
	if (told.numRuntimeErrorTestSuites > 0) throw new Error(`A test file could not be run.\n${words}`);
	return cells;
}

const cellsOf = ({ testResults }: Report): Cell[] =>
	testResults.flatMap(({ assertionResults }) =>
		assertionResults
			.filter(({ status }) => status === 'passed' || status === 'failed')
			.map(({ ancestorTitles, title, status }) => ({
				group: ancestorTitles.join(' '),
				name: title,
				passed: status === 'passed',
			})),
	);
