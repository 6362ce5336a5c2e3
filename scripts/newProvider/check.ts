import {
	cpSync,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readlinkSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { HostError, tail } from '../../host/errors';
import { root } from '../../host/paths';
import { alone, exitWith } from '../../host/program';
import { launch } from '../../host/processes';
import { Progress } from '../../host/progress';
import { newFiles } from './generate';
import { namesOf } from './names';

/**
 * Follows docs/adding-a-provider.md in a copy of this repository: a service is written, and all that is asked of a
 * change holds for it as it is. `npm run new-provider:check`
 */

const copy = path.join(root, 'build', 'newProvider');
const NAMES = namesOf('Initech Sync');
const { title, camel, slug } = NAMES;
const FILES = [...newFiles(root, NAMES).keys()];
const LINTED = FILES.filter((file) => /^(nodes|credentials)\/.*\.ts$/.test(file));

/** Those that go through all services and their operations by lists, and its own. */
const TESTS = [
	'test/unit/architecture',
	'test/unit/docs',
	'test/unit/nodes/shared/node/describe',
	'test/unit/oauth/dialect',
	'test/unit/scripts',
	'test/unit/test',
	`test/contract/${slug}`,
	`test/workflow/${camel}`,
];
/** Those that go through all credential types, each of which takes a while. */
const TABLES = ['itemCredentials', 'offered', 'pastedCredentials', 'triggers.connection'];

/** What a copy does without: what is installed, built or downloaded. */
const LEFT_OUT = [
	'.git',
	'build',
	'coverage',
	'dist',
	'node_modules',
	'host/data',
	'host/node_modules',
	'host/official/node_modules',
	'host/runtime',
	'host/versions',
];
/** What was checked and compiled before and has not changed is not checked and compiled again. */
const CACHES = ['types.tsbuildinfo'];

/** The same files under other names, which is a matter of seconds for a hundred thousand of them. */
function link(from: string, to: string): void {
	mkdirSync(to, { recursive: true });
	for (const { name } of readdirSync(from, { withFileTypes: true })) {
		const [source, target] = [path.join(from, name), path.join(to, name)];
		const stats = lstatSync(source);
		if (stats.isDirectory()) link(source, target);
		else if (stats.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
		else linkSync(source, target);
	}
}

function prepare(): void {
	rmSync(copy, { recursive: true, force: true });
	const isCopied = (file: string) => !LEFT_OUT.includes(path.relative(root, file));
	for (const name of readdirSync(root).filter((each) => isCopied(path.join(root, each)))) {
		cpSync(path.join(root, name), path.join(copy, name), { recursive: true, filter: isCopied });
	}
	link(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
	mkdirSync(path.join(copy, 'build'));
	for (const cache of CACHES.filter((name) => existsSync(path.join(root, 'build', name)))) {
		cpSync(path.join(root, 'build', cache), path.join(copy, 'build', cache));
	}
}

/** @throws HostError with the end of what it said */
async function passes(...[command = '', ...args]: string[]): Promise<void> {
	const name = [command, ...args.slice(0, 3)].join(' ');
	const logFile = path.join(`${copy}.logs`, `${name.replace(/\W+/g, '-')}.log`);
	const child = await launch(name, command, args, { cwd: copy, logFile });
	if ((await child.ended) === 0) return;
	throw new HostError(`${name} failed:\n${tail(logFile, 60)}`, `All of it: ${logFile}; the copy: ${copy}`);
}

const npm = async (script: string, ...args: string[]) =>
	await passes('npm', 'run', '--silent', script, '--', ...args);

/** `npm run checks` and n8n's rules, for the new files only wherever one file can be looked at by itself. */
async function checks(): Promise<void> {
	const byFile = async () => {
		await passes(
			'npx',
			'prettier',
			'--check',
			'--ignore-unknown',
			...FILES,
			'package.json',
			'sandbox',
			'docs/operations.md',
		);
		await passes('npx', 'eslint', '--max-warnings', '0', 'package.json', ...LINTED);
		await passes('npx', 'eslint', '--config', 'eslint.rules.config.mjs', '--max-warnings', '0', ...LINTED);
		await npm('rooms');
	};
	await Promise.all([npm('scan').then(async () => await npm('types')), byFile()]);
}

async function main(): Promise<number> {
	return await alone(copy, async () => {
		rmSync(`${copy}.logs`, { recursive: true, force: true });
		const progress = new Progress(5);
		await progress.step('copy the repository', async () => prepare());
		await progress.step(`write ${title}`, async () => await npm('new-provider', title));
		await progress.step('checks', checks);
		await progress.step(
			'its tests, and those of all services',
			async () => await passes('npx', 'jest', ...TESTS),
		);
		const tables = TABLES.map((name) => `test/workflow/${name}`);
		await progress.step(
			'its row in the tables',
			async () => await passes('npx', 'jest', '-t', camel, ...tables),
		);
		rmSync(copy, { recursive: true, force: true });
		return 0;
	});
}

exitWith(main());
