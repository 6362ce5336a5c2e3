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
	'test/unit/shownNames',
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

/**
 * @returns all that it said
 * @throws HostError with the end of what it said
 */
async function passes(...[command = '', ...args]: string[]): Promise<string> {
	const name = [command, ...args.slice(0, 3)].join(' ');
	const logFile = path.join(`${copy}.logs`, `${name.replace(/\W+/g, '-').slice(0, 80)}.log`);
	const child = await launch(name, command, args, { cwd: copy, logFile });
	if ((await child.ended) === 0) return child.output();
	throw new HostError(`${name} failed:\n${tail(logFile, 60)}`, `All of it: ${logFile}; the copy: ${copy}`);
}

const npm = async (script: string, ...args: string[]) =>
	await passes('npm', 'run', '--silent', script, '--', ...args);

/** A history of its own, so that git tells what a service has changed. */
async function commit(): Promise<void> {
	await passes('git', 'init', '--quiet');
	await passes('git', 'add', '--all');
	const author = ['-c', 'user.name=check', '-c', 'user.email=check@localhost', '-c', 'commit.gpgsign=false'];
	await passes('git', ...author, 'commit', '--quiet', '--message', 'As it was');
}

/** Runs the line that says how to undo it all. @throws HostError when something of the service is left */
async function undo(said: string): Promise<void> {
	const line = /^To undo it all: (.+)$/m.exec(said)?.[1];
	if (line === undefined) throw new HostError('new-provider does not say how to undo it');
	await passes('sh', '-c', line);
	const left = await passes('git', 'status', '--porcelain');
	if (left.trim() !== '') throw new HostError(`The undo line leaves behind:\n${left}`, `The copy: ${copy}`);
}

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
		const progress = new Progress(6);
		await progress.step('copy the repository', async () => {
			prepare();
			await commit();
		});
		const said = await progress.step(`write ${title}`, async () => await npm('new-provider', title));
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
		await progress.step('undo it', async () => await undo(said));
		rmSync(copy, { recursive: true, force: true });
		return 0;
	});
}

exitWith(main());
